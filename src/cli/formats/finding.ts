import type { Severity } from '../../cscfg/rules/rule';
import type { NotCheckedReason } from '../../deployment/evaluate';
import { LineIndex, type Position } from '../../text/lines';
import type { Span } from '../../text/span';

/** Zero-based lines and UTF-16 columns, as in the editor. */
export interface Range {
  readonly start: Position;
  readonly end: Position;
}

export type RangeOf = (span: Span) => Range;

/** Converts spans of the text to ranges. */
export function rangesIn(text: string): RangeOf {
  const lines = new LineIndex(text);
  return ({ start, end }) => ({ start: lines.positionAt(start), end: lines.positionAt(end) });
}

export interface ReportedFinding {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly range: Range;
}

/** Why a value of a deployment file is unknown, with the name of the parameter or function. */
export type ReportedReason = NotCheckedReason;
