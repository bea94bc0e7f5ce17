import type { Span } from '../text/span';
import type { WrittenElement } from './writtenElement';

/**
 * An element of any of the service's XML files (.cscfg, .csdef), with the place of every part in the text.
 * Offsets are UTF-16 code units from the start of the document.
 */
export interface XmlElement {
  /** As written, prefix included. */
  readonly name: string;
  /** Without its prefix. */
  readonly localName: string;
  readonly nameSpan: Span;
  /** From `<` of the open tag to `>` of the close tag, or as far as an unfinished element goes. */
  readonly span: Span;
  readonly openTag: Span;
  /** Absent when self-closing or not (yet) closed. */
  readonly closeTag: Span | undefined;
  readonly selfClosing: boolean;
  readonly attributes: readonly XmlAttribute[];
  readonly children: readonly XmlElement[];
  readonly parent?: XmlElement;
  /** How it is written: the same object in every state of the text for as long as no edit touches the element. */
  readonly written: WrittenElement;
  /** Whether an element of that local name is anywhere inside. */
  holds(localName: string): boolean;
}

export interface XmlAttribute {
  readonly name: string;
  readonly nameSpan: Span;
  /** From the first character of the name to the closing quote. */
  readonly span: Span;
  /** The text between the quotes, as written; absent where the value is missing or not quoted. */
  readonly valueSpan: Span | undefined;
  readonly quote: '"' | "'" | undefined;
  /** The value with character and predefined entity references decoded and white space normalised as XML 1.0 §3.3.3 says. '' where there is none. */
  readonly value: string;
  /** The document offset of the `index`-th UTF-16 unit of `value` (`value.length` gives the end of the value). */
  offsetOf(index: number): number;
}

/** The attribute of that exact name (XML is case-sensitive), the first if it is repeated. */
export function attributeOf(element: XmlElement, name: string): XmlAttribute | undefined {
  return element.attributes.find((attribute) => attribute.name === name);
}

export function childrenNamed(element: XmlElement, localName: string): readonly XmlElement[] {
  return element.children.filter((child) => child.localName === localName);
}

/**
 * The elements and everything inside them, in document order. Walks without recursion: text nested a hundred thousand
 * deep is still only text. Does not look into an element for which `enter` is false.
 */
export function* walk(
  elements: readonly XmlElement[],
  enter: (element: XmlElement) => boolean = () => true,
): Generator<XmlElement, undefined> {
  const waiting: XmlElement[] = [];
  const add = (children: readonly XmlElement[]): void => {
    children.toReversed().forEach((child) => waiting.push(child));
  };
  add(elements);
  for (let element = waiting.pop(); element !== undefined; element = waiting.pop()) {
    yield element;
    if (enter(element)) {
      add(element.children);
    }
  }
}
