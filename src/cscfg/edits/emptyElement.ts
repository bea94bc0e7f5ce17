import { attributeOf, type XmlElement } from '../../xml/tree';
import { applyEdits } from '../text/span';
import { escapeAttribute } from './escape';
import { isWhole } from './layout';

/** The values of an element's attributes by their names, in the order they are written in. */
export type AttributeValues = Readonly<Record<string, string>>;

/** `<Setting name="…" value="…" />` */
export function emptyElement(name: string, values: AttributeValues, quote: '"' | "'" = '"'): string {
  const attributes = Object.entries(values).map(
    ([key, value]) => ` ${key}=${quote}${escapeAttribute(value, quote)}${quote}`,
  );
  return `<${name}${attributes.join('')} />`;
}

/**
 * The same, written as `sibling` is: its order, quotes and line breaks. Undefined where the sibling holds more or less
 * than these values, so that it is no model for a new element.
 */
export function elementLike(text: string, sibling: XmlElement, values: AttributeValues): string | undefined {
  const wanted = Object.entries(values);
  const inner = text.slice(sibling.openTag.end, sibling.closeTag?.start ?? sibling.openTag.end);
  if (!isWhole(sibling) || inner.trim() !== '' || sibling.attributes.length !== wanted.length) {
    return undefined;
  }
  const { start, end } = sibling.span;
  const edits = wanted.flatMap(([name, value]) => {
    const { valueSpan, quote } = attributeOf(sibling, name) ?? {};
    return valueSpan === undefined
      ? []
      : [{ start: valueSpan.start - start, end: valueSpan.end - start, newText: escapeAttribute(value, quote) }];
  });
  return edits.length === wanted.length ? applyEdits(text.slice(start, end), edits) : undefined;
}
