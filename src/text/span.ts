/** A half-open stretch of a document's text, in UTF-16 units from its start. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Offsets are UTF-16 units of the text before the edit. */
export interface TextEdit extends Span {
  readonly newText: string;
}

export function spanContains(span: Span, offset: number): boolean {
  return span.start <= offset && offset <= span.end;
}

/** `edits` refer to the original text and must not overlap. Insertions at the same offset keep their order. */
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

export interface ProposedEdit {
  readonly title: string;
  readonly edits: readonly TextEdit[];
}
