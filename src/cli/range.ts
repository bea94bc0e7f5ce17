import { LineIndex, type Position } from '../cscfg/text/lineIndex';
import type { Span } from '../cscfg/text/span';

/** Zero-based lines and UTF-16 columns, as the editor's. */
export interface Range {
  readonly start: Position;
  readonly end: Position;
}

export type RangeOf = (span: Span) => Range;

/** Where spans of the text are. */
export function rangesIn(text: string): RangeOf {
  const lines = new LineIndex(text);
  return ({ start, end }) => ({ start: lines.positionAt(start), end: lines.positionAt(end) });
}
