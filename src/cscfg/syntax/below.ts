import { walk, type XmlElement } from './xmlElement';

/**
 * The elements of that name among `elements` and at whatever depth below them, in document order: half-typed text
 * nests things where they do not belong. Does not look into elements that `isBarrier`.
 */
export function* below(
  elements: readonly XmlElement[],
  localName: string,
  isBarrier: (element: XmlElement) => boolean = () => false,
): Generator<XmlElement, undefined> {
  for (const element of walk(elements, (one) => one.holds(localName) && !isBarrier(one))) {
    if (element.localName === localName) {
      yield element;
    }
  }
}

/** The elements of that name below `owner` that belong to no nearer element of the owner's kind, in document order. */
export function within(owner: XmlElement, localName: string): Generator<XmlElement, undefined> {
  return below(owner.children, localName, (element) => element.localName === owner.localName);
}
