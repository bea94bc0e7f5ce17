import type { XmlElement } from '../syntax/xmlElement';
import { beforeBlanks, indentAt, lineBeforeEnd, lineEndNear, startsLine } from '../text/lines';
import type { TextEdit } from '../text/span';
import { indentUnit } from './layout';

/** A line to insert, `depth` steps of indentation deeper than the place it goes to. */
export interface Line {
  readonly depth: number;
  readonly text: string;
}

/** Puts lines behind an element, indented as it is: beyond a comment on its line, or at once where it has no own line. */
export function insertBehind(text: string, element: XmlElement, lines: readonly Line[]): TextEdit {
  const { start, end } = element.span;
  const write = writerAt(text, element);
  const comment = /(?:[ \t]*<!--(?:(?!-->)[^\r\n])*-->)+[ \t]*(?=[\r\n]|$)/y;
  comment.lastIndex = end;
  const at = startsLine(text, start) && comment.test(text) ? comment.lastIndex : end;
  return { start: at, end: at, newText: write(lines) };
}

/** Puts lines into an element as the last thing in it, one step deeper than it is; `<a/>` becomes `<a>…</a>`. */
export function insertInto(text: string, element: XmlElement, lines: readonly Line[]): TextEdit {
  const { openTag, closeTag, selfClosing, name } = element;
  const write = writerAt(text, element);
  const content = write(lines.map((line) => ({ ...line, depth: line.depth + 1 })));
  if (selfClosing) {
    const slash = /\s*\/>$/.exec(text.slice(openTag.start, openTag.end))?.[0] ?? '';
    const closer = write([{ depth: 0, text: `</${name}>` }]);
    return { start: openTag.end - slash.length, end: openTag.end, newText: `>${content}${closer}` };
  }
  if (closeTag === undefined) {
    return { start: openTag.end, end: openTag.end, newText: content };
  }
  if (startsLine(text, closeTag.start)) {
    const at = lineBeforeEnd(text, closeTag.start);
    return { start: at, end: at, newText: content };
  }
  const closer = write([{ depth: 0, text: '' }]);
  return { start: beforeBlanks(text, closeTag.start), end: closeTag.start, newText: `${content}${closer}` };
}

/** Writes lines, each after a line end of the text; one behind the other where the element has no line of its own. */
function writerAt(text: string, element: XmlElement): (lines: readonly Line[]) => string {
  const { start } = element.span;
  const lineEnd = startsLine(text, start) ? lineEndNear(text, start) : undefined;
  if (lineEnd === undefined) {
    return (lines) => lines.map((line) => line.text).join('');
  }
  const [indent, unit] = [indentAt(text, start), indentUnit(text, element)];
  return (lines) => lines.map((line) => `${lineEnd}${indent}${unit.repeat(line.depth)}${line.text}`).join('');
}
