import type { CscfgDocument } from '../document';
import { walk } from '../../xml/tree';
import { LineIndex } from '../text/lineIndex';

/** Lines that fold into the first of them; zero-based, both inclusive. */
export interface FoldingRange {
  readonly startLine: number;
  readonly endLine: number;
  readonly kind: 'element' | 'comment' | 'region';
}

/** Elements of several lines, whose close tags stay to be seen, tags and comments of several lines, and `#region`s. */
export function foldingRanges(document: CscfgDocument): readonly FoldingRange[] {
  const lines = new LineIndex(document.text);
  const lineOf = (offset: number) => lines.positionAt(offset).line;
  const found: FoldingRange[] = [...markupRanges(document, lineOf)];
  for (const { openTag, closeTag, span } of walk(document.roots)) {
    const startLine = lineOf(openTag.start);
    const endLine = closeTag === undefined ? lineOf(span.end) : lineOf(closeTag.start) - 1;
    const tagEnd = lineOf(openTag.end);
    found.push({ startLine, endLine: Math.max(endLine, tagEnd), kind: 'element' });
  }
  return found
    .filter(({ startLine, endLine }) => endLine > startLine)
    .sort((a, b) => a.startLine - b.startLine || b.endLine - a.endLine);
}

function* markupRanges({ text, xml }: CscfgDocument, lineOf: (offset: number) => number): Generator<FoldingRange> {
  const regions: number[] = [];
  for (const { kind, start, end } of xml.markup) {
    const comment = kind === 'comment' ? /^<!--\s*(#(?:end)?region\b)?/.exec(text.slice(start, end)) : null;
    if (comment === null) {
      continue;
    }
    if (comment[1] === '#region') {
      regions.push(lineOf(start));
    } else if (comment[1] === '#endregion') {
      const startLine = regions.pop();
      if (startLine !== undefined) {
        yield { startLine, endLine: lineOf(end), kind: 'region' };
      }
    } else {
      yield { startLine: lineOf(start), endLine: lineOf(end), kind: 'comment' };
    }
  }
}
