import { deepest } from './nesting';
import { findSyntaxProblems } from './wellFormed';
import type { WrittenChild, WrittenElement } from './writtenElement';

/** An element of at most this many UTF-16 units is looked at as a whole, a longer one without what is inside it. */
const short = 1024;

/** Stands for an element that is looked at by itself. */
const stub = '<x/>';

/**
 * Whether the text is well-formed, found out part by part: an element that is a well-formed document by itself makes
 * no other text ill-formed, and while it stays as it is written it is not looked at again. False also means "perhaps
 * not", as where a document type declares entities.
 */
export function isSurelyWellFormed(text: string, roots: readonly WrittenChild[]): boolean {
  const [root, ...others] = roots;
  return (
    root?.element.sound === true &&
    others.length === 0 &&
    findSyntaxProblems(outline(text, 0, text.length, roots)).length === 0 &&
    isElementWellFormed(text, root.offset, root.element, deepest)
  );
}

const known = new WeakMap<WrittenElement, boolean>();

/** The same of one element of the text, as a document by itself; at most `depth` levels of long elements deep. */
export function isElementWellFormed(text: string, start: number, element: WrittenElement, depth: number): boolean {
  const before = known.get(element);
  if (before !== undefined) {
    return before;
  }
  const found = element.sound && depth > 0 && isPartWellFormed(text, start, element, depth);
  known.set(element, found);
  return found;
}

function isPartWellFormed(text: string, start: number, { length, children }: WrittenElement, depth: number): boolean {
  const end = start + length;
  if (length <= short) {
    return findSyntaxProblems(text.slice(start, end)).length === 0;
  }
  const placed = children.map(({ offset, element }) => ({ offset: start + offset, element }));
  return (
    findSyntaxProblems(outline(text, start, end, placed)).length === 0 &&
    placed.every((child) => isElementWellFormed(text, child.offset, child.element, depth - 1))
  );
}

/** The text from `start` to `end` with a stub for each of `elements`, which are inside of it. */
function outline(text: string, start: number, end: number, elements: readonly WrittenChild[]): string {
  const gaps = elements.map(({ offset }, index) => {
    const before = elements[index - 1];
    return text.slice(before === undefined ? start : before.offset + before.element.length, offset);
  });
  const last = elements.at(-1);
  return [...gaps, text.slice(last === undefined ? start : last.offset + last.element.length, end)].join(stub);
}
