import type { Span, TextEdit } from '../text/span';
import type { WrittenAttribute, WrittenChild, WrittenElement } from './writtenElement';

/** What changes nothing but the length of a value that it is put into: printable ASCII without quotes and markup. */
const plain = /^[ !#-%(-;=?-~]*$/;

/** Further down than any service's elements are, nothing is looked for. */
const deepest = 50;

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
  const index = siblings.findIndex(({ offset, element }) => edit.start < base + offset + element.length);
  const found = siblings[index];
  if (found === undefined || depth === 0 || edit.start < base + found.offset) {
    return undefined;
  }
  const edited = editElement(found.element, base + found.offset, text, edit, depth);
  return (
    edited &&
    siblings.map((one, place) => {
      if (place < index) {
        return one;
      }
      return place === index
        ? { offset: one.offset, element: edited }
        : { offset: one.offset + growthOf(edit), element: one.element };
    })
  );
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
    ...(close === undefined ? {} : { close: moved(close, growth) }),
  };
  if (edit.start < start + openEnd) {
    const attributes = editAttributes(element.attributes, start, text, edit);
    return (
      attributes && {
        ...longer,
        openEnd: openEnd + growth,
        attributes,
        children: element.children.map(({ offset, element: child }) => ({ offset: offset + growth, element: child })),
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
  const value = attributes[index]?.value;
  if (value === undefined || !plain.test(text.slice(start + value.start, start + value.end))) {
    return undefined;
  }
  const growth = growthOf(edit);
  return attributes.map((one, place) => {
    if (place < index) {
      return one;
    }
    const whole = place === index ? { ...one, end: one.end + growth } : moved(one, growth);
    const nameEnd = place === index ? one.nameEnd : one.nameEnd + growth;
    return one.value === undefined
      ? { ...whole, nameEnd }
      : {
          ...whole,
          nameEnd,
          value: place === index ? { ...one.value, end: one.value.end + growth } : moved(one.value, growth),
        };
  });
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
