import { insertAfter, insertBefore, insertFirst } from '../../edits/insertElement';
import { isTyped, isWhole } from '../../edits/layout';
import type { XmlElement } from '../../../xml/tree';
import type { TextEdit } from '../../text/span';
import { childTypes, type ElementType } from '../elementType';

/**
 * Adds a child, given by its lines without the indentation of the place, where the schema has its place among those
 * that are there: behind the last that comes before it, or else before the first. No edit while the parent's tags are
 * not typed.
 */
export function insertChild(
  text: string,
  parent: XmlElement,
  type: ElementType,
  localName: string,
  lines: readonly string[],
): readonly TextEdit[] {
  if (!isTyped(text, parent) || !isWhole(parent)) {
    return [];
  }
  const rank = (name: string) => childTypes(type).findIndex((child) => child.type.name === name);
  const whole = parent.children.filter(isWhole);
  const before = whole.findLast((child) => rank(child.localName) >= 0 && rank(child.localName) <= rank(localName));
  const [first] = whole;
  if (before !== undefined) {
    return [insertAfter(text, before, lines)];
  }
  return first === undefined ? insertFirst(text, parent, lines) : [insertBefore(text, first, lines)];
}
