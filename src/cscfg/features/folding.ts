import { readTags } from '../completion/readTags';
import type { CscfgDocument } from '../document';
import { walk } from '../syntax/xmlElement';
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
  const found: FoldingRange[] = [...markupRanges(document.text, lineOf)];
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

function* markupRanges(text: string, lineOf: (offset: number) => number): Generator<FoldingRange> {
  const regions: number[] = [];
  for (const { kind, span } of readTags(text)) {
    const comment = kind === 'markup' ? /^<!--\s*(#(?:end)?region\b)?/.exec(text.slice(span.start, span.end)) : null;
    if (comment === null) {
      continue;
    }
    if (comment[1] === '#region') {
      regions.push(lineOf(span.start));
    } else if (comment[1] === '#endregion') {
      const startLine = regions.pop();
      if (startLine !== undefined) {
        yield { startLine, endLine: lineOf(span.end), kind: 'region' };
      }
    } else {
      yield { startLine: lineOf(span.start), endLine: lineOf(span.end), kind: 'comment' };
    }
  }
}
