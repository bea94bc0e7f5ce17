import type { Span, TextEdit } from '../text/span';
import { present } from '../text/present';
import { lastUpTo } from './earlierText';
import { deepest } from './nesting';
import type { WrittenAttribute, WrittenChild, WrittenElement } from './writtenElement';

/** What changes nothing but the length of a value that it is put into: printable ASCII without quotes and markup. */
const plain = /^[ !#-%(-;=?-~]*$/;

/**
 * The top-level elements of a well-formed text after an edit inside of a plain attribute value: most typing is that, and
 * it takes no parser. Undefined where the edit is another one. `roots` and `text` are those before the edit.
 */
export function editWithinValue(
  roots: readonly WrittenChild[],
  text: string,
  edit: TextEdit,
): readonly WrittenChild[] | undefined {
  return plain.test(edit.newText) ? editOneOf(roots, 0, text, edit, deepest) : undefined;
}

/** The elements, which count from `base`, with the one that the edit is in as it is afterwards. */
function editOneOf(
  siblings: readonly WrittenChild[],
  base: number,
  text: string,
  edit: TextEdit,
  depth: number,
): readonly WrittenChild[] | undefined {
  const found = lastUpTo(siblings, edit.start - base);
  if (found === undefined || depth === 0 || base + found.offset + found.element.length <= edit.start) {
    return undefined;
  }
  const element = editElement(found.element, base + found.offset, text, edit, depth);
  return element && siblings.map((one) => (one === found ? { ...one, element } : movedBehind(one, found, edit)));
}

function movedBehind(one: WrittenChild, edited: WrittenChild, edit: TextEdit): WrittenChild {
  return one.offset < edited.offset ? one : { ...one, offset: one.offset + growthOf(edit) };
}

function editElement(
  element: WrittenElement,
  start: number,
  text: string,
  edit: TextEdit,
  depth: number,
): WrittenElement | undefined {
  const growth = growthOf(edit);
  const { length, openEnd, close } = element;
  const longer = {
    ...element,
    length: length + growth,
    ...present('close', close && moved(close, growth)),
  };
  if (edit.start < start + openEnd) {
    const attributes = editAttributes(element.attributes, start, text, edit);
    return (
      attributes && {
        ...longer,
        openEnd: openEnd + growth,
        attributes,
        children: element.children.map((child) => ({ ...child, offset: child.offset + growth })),
      }
    );
  }
  const children = editOneOf(element.children, start, text, edit, depth - 1);
  return children && { ...longer, children };
}

function editAttributes(
  attributes: readonly WrittenAttribute[],
  start: number,
  text: string,
  edit: TextEdit,
): readonly WrittenAttribute[] | undefined {
  const index = attributes.findIndex(({ value }) => value !== undefined && isWithin(edit, value, start));
  const one = attributes[index];
  if (one?.value === undefined || !plain.test(text.slice(start + one.value.start, start + one.value.end))) {
    return undefined;
  }
  const growth = growthOf(edit);
  const edited = { ...one, end: one.end + growth, value: { ...one.value, end: one.value.end + growth } };
  return attributes.map((other, place) => {
    if (place < index) {
      return other;
    }
    return place === index ? edited : movedAttribute(other, growth);
  });
}

function movedAttribute(attribute: WrittenAttribute, by: number): WrittenAttribute {
  const { nameEnd, value } = attribute;
  return { ...moved(attribute, by), nameEnd: nameEnd + by, ...present('value', value && moved(value, by)) };
}

function isWithin(edit: Span, value: Span, start: number): boolean {
  return start + value.start <= edit.start && edit.end <= start + value.end;
}

function growthOf({ start, end, newText }: TextEdit): number {
  return newText.length - (end - start);
}

function moved<T extends Span>(span: T, by: number): T {
  return { ...span, start: span.start + by, end: span.end + by };
}
