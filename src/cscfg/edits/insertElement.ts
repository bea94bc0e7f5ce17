import type { XmlElement } from '../../xml/tree';
import { indentAt, lineEndNear, lineStart, startsLine } from '../text/lines';
import type { TextEdit } from '../text/span';
import { indentUnit, isWhole, prefixOf } from './layout';

/** Where an element goes that stands in a list of its kind, such as a `Setting` in the `ConfigurationSettings` of a role. */
export interface ListPlace {
  /** What the list belongs to. */
  readonly owner: XmlElement;
  /** The list's local name. */
  readonly name: string;
  /** The list, where there is one. */
  readonly list?: XmlElement | undefined;
  /** The last element of the kind, which must be a whole child of the list. */
  readonly last?: XmlElement | undefined;
  /** The child of the owner that a new list goes behind; it goes first where there is none. */
  readonly predecessor?: XmlElement | undefined;
}

/**
 * Adds an element, given by its lines without the indentation of the place, behind the last one of the list, or as its
 * first; the list is created where there is none. Indentation and line ends are those of the place.
 */
export function insertListed(text: string, place: ListPlace, lines: readonly string[]): readonly TextEdit[] {
  const { owner, list, last, predecessor } = place;
  if (list !== undefined && last !== undefined) {
    return [insertAfter(text, last, lines)];
  }
  if (list !== undefined) {
    return insertFirst(text, list, lines);
  }
  const name = `${prefixOf(owner)}${place.name}`;
  const unit = indentUnit(text, owner);
  const block = [`<${name}>`, ...lines.map((line) => unit + line), `</${name}>`];
  return predecessor === undefined ? insertFirst(text, owner, block) : [insertAfter(text, predecessor, block)];
}

/** The child of `owner` that new lists go behind: the first of `names` that it has, or else its last whole child. */
export function listPredecessor({ children }: XmlElement, names: readonly string[]): XmlElement | undefined {
  const whole = children.filter(isWhole);
  const found = names.map((name) => whole.findLast(({ localName }) => localName === name));
  return found.find((one) => one !== undefined) ?? whole.at(-1);
}

/** Behind `element`: on the next line, beyond a comment on its own, or right behind it where it has no line of its own. */
export function insertAfter(text: string, { span }: XmlElement, lines: readonly string[]): TextEdit {
  const lineEnd = lineEndNear(text, span.start);
  if (!startsLine(text, span.start) || lineEnd === undefined) {
    return { start: span.end, end: span.end, newText: onOneLine(lines) };
  }
  const comment = /(?:[ \t]*<!--(?:(?!-->)[^\r\n])*-->)+[ \t]*(?=[\r\n]|$)/y;
  comment.lastIndex = span.end;
  const at = comment.test(text) ? comment.lastIndex : span.end;
  const lineStarts = lineEnd + indentAt(text, span.start);
  return { start: at, end: at, newText: lines.map((line) => lineStarts + line).join('') };
}

/** Before `element`, which moves to the next line. */
export function insertBefore(text: string, { span: { start } }: XmlElement, lines: readonly string[]): TextEdit {
  const lineEnd = startsLine(text, start) ? lineEndNear(text, start) : undefined;
  const lineStarts = (lineEnd ?? '') + indentAt(text, start);
  return { start, end: start, newText: lineEnd === undefined ? onOneLine(lines) : lines.join(lineStarts) + lineStarts };
}

/** Into an element that has no child of the kind: as the last thing in it. */
export function insertFirst(text: string, element: XmlElement, lines: readonly string[]): readonly TextEdit[] {
  const lineEnd = startsLine(text, element.span.start) ? lineEndNear(text, element.span.start) : undefined;
  const own = indentAt(text, element.span.start);
  const inner = own + indentUnit(text, element);
  const [break_, outer] = lineEnd === undefined ? ['', ''] : [lineEnd, own];
  const block = lineEnd === undefined ? onOneLine(lines) : lines.map((line) => inner + line).join(lineEnd);
  if (element.selfClosing) {
    const slash = /\s*\/>$/.exec(text.slice(element.openTag.start, element.openTag.end))?.[0] ?? '/>';
    const newText = `>${break_}${block}${break_}${outer}</${element.name}>`;
    return [{ start: element.openTag.end - slash.length, end: element.openTag.end, newText }];
  }
  const { closeTag } = element;
  if (closeTag === undefined) {
    return [{ start: element.openTag.end, end: element.openTag.end, newText: `${break_}${block}` }];
  }
  if (break_ !== '' && startsLine(text, closeTag.start)) {
    const at = lineStart(text, closeTag.start);
    return [{ start: at, end: at, newText: `${block}${break_}` }];
  }
  const blank = /[ \t]*$/.exec(text.slice(element.openTag.end, closeTag.start))?.[0].length ?? 0;
  return [{ start: closeTag.start - blank, end: closeTag.start, newText: `${break_}${block}${break_}${outer}` }];
}

function onOneLine(lines: readonly string[]): string {
  return lines.map((line) => line.trimStart()).join('');
}
