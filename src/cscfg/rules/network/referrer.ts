import { byName, isPlainName, type Named } from '../../service/names';
import { attributeOf, type XmlAttribute, type XmlElement } from '../../../xml/tree';
import type { Span } from '../../../text/span';
import { valueSpanOf } from '../../../xml/edit';

export interface Referrer {
  readonly element: XmlElement;
  readonly attribute: XmlAttribute;
  readonly written: string;
  readonly span: Span;
  /** By name key, see `byName`; undefined if the possible targets are unknown. */
  readonly known: ReadonlyMap<string, Named> | undefined;
  readonly problem: string;
  /** The rule that reports why the name does not exist. */
  readonly cause?: () => string | undefined;
}

/** Nothing if the attribute is absent. */
export function* referrer(
  element: XmlElement,
  name: string,
  known: Referrer['known'],
  problem: (value: string) => string,
): Generator<Referrer> {
  const attribute = attributeOf(element, name);
  if (attribute !== undefined) {
    const written = attribute.value;
    yield { element, attribute, written, span: valueSpanOf(attribute), known, problem: problem(written) };
  }
}

/** Undefined if an item is unnamed or named by a release pipeline, because it could be the target. */
export function plain(items: readonly Named[]): ReadonlyMap<string, Named> | undefined {
  return items.every(({ name }) => isPlainName(name)) ? byName(items) : undefined;
}
