import type { Span } from './span';

export function indentAt(text: string, offset: number): string {
  return /^[ \t]*/.exec(text.slice(lineStart(text, offset)))?.[0] ?? '';
}

export function startsLine(text: string, offset: number): boolean {
  return isLineStart(text, beforeBlanks(text, offset));
}

export function lineStart(text: string, offset: number): number {
  let start = offset;
  while (!isLineStart(text, start)) {
    start--;
  }
  return start;
}

/** The line end before `offset`, or else that of its line; undefined in a text of one line. */
export function lineEndNear(text: string, offset: number): string | undefined {
  const start = lineStart(text, offset);
  const before = /\r\n$|\r$|\n$/.exec(text.slice(Math.max(start - 2, 0), start));
  return (before ?? /\r\n|\r|\n/.exec(text.slice(offset)))?.[0];
}

/** The span with its whole lines, including the last line end, if nothing else is on them; otherwise unchanged. */
export function wholeLines(text: string, span: Span): Span {
  const rest = /[ \t]*(?:\r\n|\r|\n|$)/y;
  rest.lastIndex = span.end;
  return startsLine(text, span.start) && rest.test(text)
    ? { start: lineStart(text, span.start), end: rest.lastIndex }
    : span;
}

export function beforeBlanks(text: string, offset: number): number {
  let at = offset;
  while (at > 0 && isBlank(text, at - 1)) {
    at--;
  }
  return at;
}

function isBlank(text: string, at: number): boolean {
  return text[at] === ' ' || text[at] === '\t';
}

/** A byte order mark is not part of the first line. */
function isLineStart(text: string, at: number): boolean {
  return at === 0 || isLineEnd(text, at - 1) || (at === 1 && text.startsWith('\uFEFF'));
}

function isLineEnd(text: string, at: number): boolean {
  return text[at] === '\n' || text[at] === '\r';
}

/** Zero-based; `character` counts UTF-16 units. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

/** Converts offsets to lines and columns and back. Lines end with LF, CRLF or CR. */
export class LineIndex {
  private readonly starts: readonly number[];
  private readonly length: number;

  constructor(text: string) {
    this.starts = [0, ...[...text.matchAll(/\r\n|\r|\n/g)].map(({ index, 0: end }) => index + end.length)];
    this.length = text.length;
  }

  /** An offset outside the text counts as its nearest end. */
  positionAt(offset: number): Position {
    const within = Math.min(Math.max(offset, 0), this.length);
    let low = 0;
    for (let high = this.starts.length; high - low > 1;) {
      const middle = (low + high) >> 1;
      if ((this.starts[middle] ?? 0) <= within) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return { line: low, character: within - (this.starts[low] ?? 0) };
  }

  /** A column beyond the end of its line reaches into the next line, but never out of the text. */
  offsetAt({ line, character }: Position): number {
    const start = line < 0 ? 0 : (this.starts[line] ?? this.length);
    return Math.min(Math.max(start + character, 0), this.length);
  }
}
