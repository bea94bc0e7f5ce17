import * as l10n from '@vscode/l10n';
import { indentAt, lineEndNear } from '../../text/lines';
import type { ProposedEdit, TextEdit } from '../../text/span';
import {
  indentUnit,
  insertAfter,
  insertBefore,
  insertFirst,
  insertListed,
  isTyped,
  isWhole,
  prefixOf,
  removeElement,
} from '../../xml/edit';
import { attributeOf, walk, type XmlAttribute, type XmlElement } from '../../xml/tree';
import { typeOf } from './typeOf';
import { childTypes, type ElementType } from './types';
import { groupOf } from './violations/children';

/**
 * `lines` without indentation; at the child's place in the schema: after the last child that comes before it, or before
 * the first one. No edit while the parent's tags are unfinished.
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

/** Moves the content to the end of `first`. Undefined if one of both has attributes or is unfinished. */
export function mergeInto(text: string, first: XmlElement, element: XmlElement): readonly TextEdit[] | undefined {
  if (![first, element].every((one) => isWhole(one) && one.attributes.length === 0)) {
    return undefined;
  }
  const inner = innerText(text, element).trimEnd();
  if (inner.trim() === '') {
    return [removeElement(text, element)];
  }
  const already = innerText(text, first);
  if (already.trim() === '') {
    return [removeElement(text, first)];
  }
  const at = first.openTag.end + already.trimEnd().length;
  return [{ start: at, end: at, newText: inner }, removeElement(text, element)];
}

function innerText(text: string, { openTag, closeTag }: XmlElement): string {
  return text.slice(openTag.end, closeTag?.start ?? openTag.end);
}

/** Moves an element into its list, which may be new. Undefined if the schema has none here, or several. */
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

export function removeAttribute(text: string, { span }: XmlAttribute): TextEdit {
  const blank = /\s*$/.exec(text.slice(0, span.start))?.[0].length ?? 0;
  return { start: span.start - blank, end: span.end, newText: '' };
}

export function renameElement(element: XmlElement, localName: string): readonly TextEdit[] {
  const { nameSpan, closeTag } = element;
  const newText = prefixOf(element) + localName;
  const open = { ...nameSpan, newText };
  if (closeTag === undefined) {
    return [open];
  }
  const start = closeTag.start + 2;
  return [open, { start, end: start + (nameSpan.end - nameSpan.start), newText }];
}

interface Piece {
  readonly text: string;
  readonly group: number;
}

/**
 * In the order of the schema; those of one group keep their order. Comments before a child, or after it on its line,
 * move with it. An unknown child stays after the one that it follows.
 */
export function reorderChildren(
  text: string,
  { openTag, children }: XmlElement,
  type: ElementType,
): readonly TextEdit[] {
  const pieces: Piece[] = [];
  let start = openTag.end;
  for (const child of children) {
    const end = endOfPiece(text, child.span.end);
    pieces.push({ text: text.slice(start, end), group: groupOf(type, child.localName) ?? pieces.at(-1)?.group ?? 0 });
    start = end;
  }
  const ordered = [...pieces].sort((a, b) => a.group - b.group);
  const isMoved = (piece: Piece, index: number) => piece !== pieces[index];
  const [from, to] = [ordered.findIndex(isMoved), ordered.findLastIndex(isMoved)];
  if (from < 0) {
    return [];
  }
  const written = (some: readonly Piece[]) => some.map((piece) => piece.text).join('');
  const at = openTag.end + written(pieces.slice(0, from)).length;
  const length = written(pieces.slice(from, to + 1)).length;
  return [{ start: at, end: at + length, newText: written(ordered.slice(from, to + 1)) }];
}

/** Includes a comment that follows on the same line. */
function endOfPiece(text: string, end: number): number {
  const comment = /(?:[ \t]*<!--(?:(?!-->)[^\r\n])*-->)+(?=[ \t]*(?:[\r\n]|$))/y;
  comment.lastIndex = end;
  return comment.test(text) ? comment.lastIndex : end;
}

export function joinNamespace(text: string, element: XmlElement, parent: XmlElement): ProposedEdit {
  const [prefix, wanted] = [prefixOf(element), prefixOf(parent)];
  const declaration = attributeOf(element, prefix === '' ? 'xmlns' : `xmlns:${prefix.slice(0, -1)}`);
  const inside = [...walk([element])];
  const isUsed =
    prefix !== '' && inside.some(({ attributes }) => attributes.some(({ name }) => name.startsWith(prefix)));
  const removal = declaration === undefined || isUsed ? [] : [removeAttribute(text, declaration)];
  if (prefix === wanted) {
    const written = declaration === undefined ? '' : text.slice(declaration.span.start, declaration.span.end);
    return { title: l10n.t('Remove {0}', written), edits: removal };
  }
  const renamed = inside.filter((one) => prefixOf(one) === prefix);
  return {
    title: l10n.t('Write <{0}>', wanted + element.localName),
    edits: [...removal, ...renamed.flatMap((one) => prefixEdits(one, wanted))],
  };
}

function prefixEdits(element: XmlElement, newText: string): readonly TextEdit[] {
  const { nameSpan, closeTag } = element;
  const length = prefixOf(element).length;
  const starts = [nameSpan.start, ...(closeTag === undefined ? [] : [closeTag.start + 2])];
  return starts.map((start) => ({ start, end: start + length, newText }));
}
