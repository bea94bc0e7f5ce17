import type { XmlAttribute, XmlElement } from '../../xml/tree';
import type { Span } from '../text/span';

/** `<name` of the open tag: where it is shown what the element as a whole lacks. */
export function tagName({ openTag, nameSpan }: XmlElement): Span {
  return { start: openTag.start, end: nameSpan.end };
}

/** The value, or all of the attribute where that is empty. */
export function valueSpanOf({ span, valueSpan }: XmlAttribute): Span {
  return valueSpan === undefined || valueSpan.start === valueSpan.end ? span : valueSpan;
}
