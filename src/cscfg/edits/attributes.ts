import type { TextEdit } from '../text/span';
import { attributeOf, type XmlAttribute, type XmlElement } from '../../xml/tree';
import { escapeAttribute } from './escape';
import { quoteNear } from './layout';

/**
 * The edit that gives an element's attribute this value: between the quotes that are there, or as a new attribute
 * after the first of `after` that the element has (after its name where it has none of them).
 */
export function setAttribute(
  text: string,
  element: XmlElement,
  name: string,
  value: string,
  after: readonly string[] = [],
): TextEdit {
  const present = attributeOf(element, name);
  if (present?.valueSpan !== undefined) {
    return { ...present.valueSpan, newText: escapeAttribute(value, present.quote) };
  }
  const quote = quoteNear(element);
  const written = `${name}=${quote}${escapeAttribute(value, quote)}${quote}`;
  if (present !== undefined) {
    return { ...present.span, newText: written };
  }
  const predecessor = after.map((one) => attributeOf(element, one)).find((one) => one !== undefined);
  const at = predecessor?.span.end ?? element.nameSpan.end;
  return { start: at, end: at, newText: `${gapAt(text, element, predecessor)}${written}` };
}

/** The white space before the neighbour of a new attribute: its own line where the others have theirs. */
function gapAt(text: string, { attributes, nameSpan }: XmlElement, predecessor: XmlAttribute | undefined): string {
  const index = predecessor === undefined ? -1 : attributes.indexOf(predecessor);
  const neighbour = attributes[index + 1] ?? predecessor;
  const before = neighbour === undefined ? undefined : attributes[attributes.indexOf(neighbour) - 1];
  const gap = neighbour === undefined ? '' : text.slice(before?.span.end ?? nameSpan.end, neighbour.span.start);
  return gap !== '' && gap.trim() === '' ? gap : ' ';
}
