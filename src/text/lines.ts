import type { Span } from './span';

/** The white space that starts the line of `offset`. */
export function indentAt(text: string, offset: number): string {
  return /^[ \t]*/.exec(text.slice(lineStart(text, offset)))?.[0] ?? '';
}

/** Whether nothing but blanks stands before `offset` on its line. */
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

/** The end of the line that comes before `offset`, or else of its own; undefined in a text of one line. */
export function lineEndNear(text: string, offset: number): string | undefined {
  const start = lineStart(text, offset);
  const before = /\r\n$|\r$|\n$/.exec(text.slice(Math.max(start - 2, 0), start));
  return (before ?? /\r\n|\r|\n/.exec(text.slice(offset)))?.[0];
}

/** The span with the lines it is on, the last one's end included, where nothing else is on them; as it is otherwise. */
export function wholeLines(text: string, span: Span): Span {
  const rest = /[ \t]*(?:\r\n|\r|\n|$)/y;
  rest.lastIndex = span.end;
  return startsLine(text, span.start) && rest.test(text)
    ? { start: lineStart(text, span.start), end: rest.lastIndex }
    : span;
}

/** The offset of the blanks that come right before `offset`, which is `offset` where there are none. */
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

/** A byte order mark that the reader left in the text is no part of the first line. */
function isLineStart(text: string, at: number): boolean {
  return at === 0 || isLineEnd(text, at - 1) || (at === 1 && text.startsWith('\uFEFF'));
}

function isLineEnd(text: string, at: number): boolean {
  return text[at] === '\n' || text[at] === '\r';
}

/** Zero-based; `character` counts UTF-16 code units from the start of the line. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

/** Offsets as lines and columns and back. Lines end with LF, CRLF or CR. */
export class LineIndex {
  private readonly starts: readonly number[];
  private readonly length: number;

  constructor(text: string) {
    this.starts = [0, ...[...text.matchAll(/\r\n|\r|\n/g)].map(({ index, 0: end }) => index + end.length)];
    this.length = text.length;
  }

  /** Offsets outside the text count as its nearest end. */
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

  /** A column beyond its line's end reaches into the next line, but never out of the text. */
  offsetAt({ line, character }: Position): number {
    const start = line < 0 ? 0 : (this.starts[line] ?? this.length);
    return Math.min(Math.max(start + character, 0), this.length);
  }
}
