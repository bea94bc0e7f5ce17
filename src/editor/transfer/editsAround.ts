import * as vscode from 'vscode';
import type { TextEdit } from '../../text/span';
import { rangeOf } from '../convert';

/**
 * Edits for `additionalEdit`, without overlapping the range that VS Code replaces with the text of a drop or paste edit,
 * although that text is empty. They are snippets so that VS Code does not add the indentation of the line to each line.
 */
export function editsAround(
  document: vscode.TextDocument,
  range: vscode.Range,
  edits: readonly TextEdit[],
): vscode.WorkspaceEdit {
  const [from, to] = [document.offsetAt(range.start), document.offsetAt(range.end)];
  const split = edits.flatMap(({ start, end, newText }) =>
    start <= from && to <= end
      ? [
          { start, end: from, newText },
          { start: to, end, newText: '' },
        ]
      : [{ start, end, newText }],
  );
  const result = new vscode.WorkspaceEdit();
  result.set(
    document.uri,
    split
      .filter(({ start, end, newText }) => start < end || newText !== '')
      .map((edit) => {
        // The cursor goes before what is inserted, so that the editor shows it and does not scroll sideways.
        const [blanks = ''] = /^\s*/.exec(edit.newText) ?? [];
        const text = new vscode.SnippetString().appendText(blanks);
        // `$0` would continue with the digits of a thumbprint.
        text.value += edit.newText === '' ? '' : '${0}';
        text.appendText(edit.newText.slice(blanks.length));
        const snippet = new vscode.SnippetTextEdit(rangeOf(document, edit), text);
        snippet.keepWhitespace = true;
        return snippet;
      }),
  );
  return result;
}
