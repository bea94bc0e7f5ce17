import * as vscode from 'vscode';
import type { TextEdit } from '../../cscfg/text/span';
import { rangeOf } from '../text';

/**
 * Shows the file, applies what `edits` gives for its text at that moment as one undo step, and selects the thumbprint
 * that was written. Rejects where the file cannot be written, or was changed in the very moment.
 */
export async function writeCertificate(
  document: vscode.TextDocument,
  thumbprint: string,
  edits: () => readonly TextEdit[],
): Promise<void> {
  const visible = vscode.window.visibleTextEditors.find((editor) => editor.document === document);
  const { viewColumn } = visible ?? {};
  const editor = await vscode.window.showTextDocument(document, viewColumn === undefined ? {} : { viewColumn });
  const wanted = edits();
  const done = await editor.edit((builder) => {
    for (const edit of wanted) {
      builder.replace(rangeOf(document, edit), edit.newText);
    }
  });
  if (!done) {
    throw new Error(vscode.l10n.t('The file could not be changed: it is read-only, or was changed at the same time.'));
  }
  await select(editor, thumbprint, Math.max(0, (wanted[0]?.start ?? 0) - thumbprint.length));
}

async function select(editor: vscode.TextEditor, thumbprint: string, from: number): Promise<void> {
  const { document } = editor;
  const start = document.getText().indexOf(thumbprint, from);
  if (start >= 0) {
    const range = rangeOf(document, { start, end: start + thumbprint.length });
    // With the cursor at its start, nothing has to scroll sideways.
    editor.selection = new vscode.Selection(range.end, range.start);
    await revealLine(editor, range.start.line);
  }
}

/** `revealRange` would also scroll sideways, to the end of the range. */
async function revealLine(editor: vscode.TextEditor, line: number): Promise<void> {
  if (!editor.visibleRanges.some(({ start, end }) => start.line <= line && line <= end.line)) {
    await vscode.commands.executeCommand('revealLine', { lineNumber: line, at: 'center' });
  }
}
