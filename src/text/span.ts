/** A half-open stretch of a document's text, in UTF-16 code units from its start. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A replacement of `start`..`end` (UTF-16 offsets in the text before the edit) by `newText`. */
export interface TextEdit extends Span {
  readonly newText: string;
}

export function spanContains(span: Span, offset: number): boolean {
  return span.start <= offset && offset <= span.end;
}

/**
 * The text after all of `edits`, whose offsets refer to `text` as it is given and which must not overlap.
 * Two insertions at the same offset keep the order they are listed in.
 */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const ordered = [...edits].sort((a, b) => a.start - b.start || a.end - b.end);
  let result = '';
  let from = 0;
  for (const edit of ordered) {
    if (edit.start < from) {
      throw new RangeError(`edits overlap at offset ${String(edit.start)}`);
    }
    result += text.slice(from, edit.start) + edit.newText;
    from = edit.end;
  }
  return result + text.slice(from);
}

/** One way to fix a problem, under the title that the user chooses. */
export interface ProposedEdit {
  readonly title: string;
  readonly edits: readonly TextEdit[];
}
