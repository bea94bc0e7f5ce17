import { indentAt, lineEndNear, lineStart, startsLine } from '../text/lines';
import type { Span, TextEdit } from '../text/span';
import { indentUnit, isWhole } from '../xml/edit';
import { placeAt } from '../xml/cursor';
import { readXml } from '../xml/reader';
import type { XmlElement } from '../xml/tree';
import type { CscfgDocument } from './document';

/**
 * The edit that pastes whole `Certificate` elements into the `Certificates` of a role, each on its line and indented as
 * the file is. Undefined for other text, another place, or if it is what pasting does anyway. `asLines`: the text was
 * copied as whole lines, which go above the line of the selection, as VS Code pastes them.
 */
export function pastedElements(
  { text, xml }: CscfgDocument,
  selection: Span,
  pasted: string,
  asLines: boolean,
): TextEdit | undefined {
  const at = asLines ? lineStart(text, selection.start) : selection.start;
  const list = listAround(xml, at, asLines ? at : selection.end);
  const elements = list && wholeElements(pasted, list.localName === 'Certificates' ? 'Certificate' : '');
  const lineEnd = list && lineEndNear(text, list.span.start);
  if (list === undefined || elements === undefined || lineEnd === undefined || !startsLine(text, list.span.start)) {
    return undefined;
  }
  const outer = indentAt(text, list.span.start);
  const inner = indentOfChildren(text, list) ?? outer + indentUnit(text, list);
  const lines = elements.map((element) => reindented(element, inner).join(lineEnd)).join(lineEnd);
  const edit = asLines
    ? { start: at, end: at, newText: lines + lineEnd }
    : placed(text, selection, lines, { lineEnd, inner, outer });
  const isPlain = edit.start === selection.start && edit.end === selection.end && edit.newText === pasted;
  return isPlain || (asLines && edit.newText === pasted) ? undefined : edit;
}

/** The `Certificates` that both offsets are directly in: between elements, not in a tag or a comment. */
function listAround(xml: CscfgDocument['xml'], start: number, end: number): XmlElement | undefined {
  const [first, last] = [placeAt(xml, start), placeAt(xml, end)];
  const list = first?.around.at(-1);
  const isBetween = [first, last].every((place) => place?.kind === 'element' && place.tag === undefined);
  return isBetween && list?.localName === 'Certificates' && list === last?.around.at(-1) && isWhole(list)
    ? list
    : undefined;
}

/** The texts of the elements and comments that the text consists of, each with the indentation of its first line. */
function wholeElements(text: string, name: string): readonly string[] | undefined {
  const { roots, problems, markup } = readXml(text);
  const comments = markup.filter(
    ({ kind, start, end }) => kind === 'comment' && roots.every(({ span }) => end <= span.start || span.end <= start),
  );
  const parts = [...roots.map(({ span }) => span), ...comments].sort((a, b) => a.start - b.start);
  const rest = parts.reduceRight((left, { start, end }) => left.slice(0, start) + left.slice(end), text);
  const isOnly =
    roots.length > 0 && rest.trim() === '' && roots.every((root) => root.localName === name && isWhole(root));
  // Several elements in a row have no root, which is not a problem here.
  const isBroken = problems.some(({ unfinished }) => unfinished);
  return isOnly && !isBroken
    ? parts.map(
        ({ start, end }) => indentAt(text, start).slice(0, start - lineStart(text, start)) + text.slice(start, end),
      )
    : undefined;
}

function indentOfChildren(text: string, { children }: XmlElement): string | undefined {
  const last = children.findLast((child) => isWhole(child) && startsLine(text, child.span.start));
  return last && indentAt(text, last.span.start);
}

/** The lines with another indentation of the first one; the others keep theirs in relation to it. */
function reindented(element: string, indent: string): readonly string[] {
  const old = /^[ \t]*/.exec(element)?.[0] ?? '';
  return element
    .split(/\r\n|\r|\n/)
    .map((line) => indent + (line.startsWith(old) ? line.slice(old.length) : line.trimStart()));
}

/** Fills a blank line, or begins a line behind what is before the selection. */
function placed(
  text: string,
  { start, end }: Span,
  lines: string,
  { lineEnd, inner, outer }: { readonly lineEnd: string; readonly inner: string; readonly outer: string },
): TextEdit {
  const isBlankBefore = startsLine(text, start);
  const behind = /[ \t]*/y;
  behind.lastIndex = end;
  const blanks = behind.exec(text)?.[0].length ?? 0;
  const rest = text.slice(end + blanks);
  const isBlankBehind = /^(?:[\r\n]|$)/.test(rest);
  const after = isBlankBehind ? '' : lineEnd + (rest.startsWith('</') ? outer : inner);
  return {
    start: isBlankBefore ? lineStart(text, start) : start,
    end: end + blanks,
    newText: (isBlankBefore ? '' : lineEnd) + lines + after,
  };
}
