/** The white space that starts the line of `offset`. */
export function indentAt(text: string, offset: number): string {
  return /^[ \t]*/.exec(text.slice(lineStart(text, offset)))?.[0] ?? '';
}

/** Whether nothing but white space stands before `offset` on its line. */
export function startsLine(text: string, offset: number): boolean {
  return text.slice(lineStart(text, offset), offset).trim() === '';
}

export function lineStart(text: string, offset: number): number {
  return Math.max(text.lastIndexOf('\n', offset - 1), offset === 0 ? -1 : text.lastIndexOf('\r', offset - 1)) + 1;
}

/** The end of the line that comes before `offset`, or else of its own; undefined in a text of one line. */
export function lineEndNear(text: string, offset: number): string | undefined {
  const before = text.slice(0, lineStart(text, offset));
  return /\r\n$|\r$|\n$/.exec(before)?.[0] ?? /\r\n|\r|\n/.exec(text.slice(offset))?.[0];
}
