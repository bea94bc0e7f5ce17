import { insertListed } from '../../edits/insertElement';
import { indentUnit, isWhole, prefixOf } from '../../edits/layout';
import { removeElement } from '../../edits/removeElement';
import type { XmlElement } from '../../../xml/tree';
import { indentAt, lineEndNear } from '../../text/lines';
import type { TextEdit } from '../../text/span';
import { childTypes, type ElementType } from '../elementType';
import { typeOf } from '../typeOf';

/**
 * Moves an element that stands beside its list, or that would have one, into the list. Undefined where no list for it
 * belongs there, or where it might go into one of several.
 */
export function moveInto(
  text: string,
  element: XmlElement,
): { readonly parent: string; readonly edits: readonly TextEdit[] } | undefined {
  const owner = element.parent;
  const type = owner && typeOf(owner);
  const listType = type && childTypes(type).find((child) => holds(child.type.groups, element.localName))?.type;
  if (owner === undefined || listType === undefined || !isWhole(element)) {
    return undefined;
  }
  const name = listType.name;
  const lists = owner.children.filter((child) => child.localName === name && isWhole(child));
  if (lists.length > 1) {
    return undefined;
  }
  const [list] = lists;
  const lines = linesOf(text, element);
  if (list === undefined) {
    return { parent: name, edits: [wrap(text, element, `${prefixOf(owner)}${name}`, lines)] };
  }
  const last = list.children.findLast(isWhole);
  const edits = [...insertListed(text, { owner, name, list, last }, lines), removeElement(text, element)];
  return { parent: name, edits };
}

function holds(groups: ElementType['groups'], localName: string): boolean {
  return groups.some((group) => group.some(({ type }) => type.name === localName));
}

/** Its lines without the indentation that they have where it stands. */
function linesOf(text: string, { span }: XmlElement): readonly string[] {
  const indent = indentAt(text, span.start);
  return text
    .slice(span.start, span.end)
    .split(/\r\n|\r|\n/)
    .map((line, index) => (index > 0 && line.startsWith(indent) ? line.slice(indent.length) : line));
}

function wrap(text: string, element: XmlElement, name: string, lines: readonly string[]): TextEdit {
  const { span } = element;
  const lineEnd = lineEndNear(text, span.start) ?? '';
  const indent = lineEnd === '' ? '' : indentAt(text, span.start);
  const unit = lineEnd === '' ? '' : indentUnit(text, element);
  const block = [`<${name}>`, ...lines.map((line) => unit + line), `</${name}>`];
  return { ...span, newText: block.join(lineEnd + indent) };
}
