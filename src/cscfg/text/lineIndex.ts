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
