import { byName, isPlainName, type Named } from '../../service/names';
import { attributeOf, type XmlAttribute, type XmlElement } from '../../../xml/tree';
import type { Message } from '../../../text/message';
import type { Span } from '../../../text/span';
import { valueSpanOf } from '../../../xml/edit';

/** Something that names another one. */
export interface Referrer {
  readonly element: XmlElement;
  readonly attribute: XmlAttribute;
  /** The name: the value of the attribute, or a part of it. */
  readonly written: string;
  readonly span: Span;
  /** What is there by its name, as `byName` has it; undefined where that is not known. */
  readonly known: ReadonlyMap<string, Named> | undefined;
  readonly problem: Message;
  /** The rule that tells why there is no such name. */
  readonly cause?: () => string | undefined;
}

/** The attribute of the element as one that names something; none where it is absent. */
export function* referrer(
  element: XmlElement,
  name: string,
  known: Referrer['known'],
  problem: (value: string) => Message,
): Generator<Referrer> {
  const attribute = attributeOf(element, name);
  if (attribute !== undefined) {
    const written = attribute.value;
    yield { element, attribute, written, span: valueSpanOf(attribute), known, problem: problem(written) };
  }
}

/** Undefined where one has no name yet, or one that a pipeline fills in: it may be the one. */
export function plain(items: readonly Named[]): ReadonlyMap<string, Named> | undefined {
  return items.every(({ name }) => isPlainName(name)) ? byName(items) : undefined;
}
