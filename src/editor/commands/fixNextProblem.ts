import * as vscode from 'vscode';
import { isServiceFile } from '../workspace/documents';
import { command } from './command';
import { commands } from './ids';

export function registerFixNextProblem(log: vscode.LogOutputChannel): vscode.Disposable {
  return command(log, commands.fixNextProblem, async () => {
    const editor = vscode.window.activeTextEditor;
    if (editor === undefined || !isServiceFile(editor.document)) {
      throw new Error(vscode.l10n.t('Open a .cscfg or .csdef file first.'));
    }
    const starts = vscode.languages
      .getDiagnostics(editor.document.uri)
      .map(({ range }) => range.start)
      .sort((a, b) => a.compareTo(b));
    const { active } = editor.selection;
    const next = starts.find((start) => start.isAfter(active)) ?? starts[0];
    if (next === undefined) {
      vscode.window.setStatusBarMessage(vscode.l10n.t('No problems in this file'), 3000);
      return;
    }
    editor.selection = new vscode.Selection(next, next);
    editor.revealRange(new vscode.Range(next, next), vscode.TextEditorRevealType.InCenterIfOutsideViewport);
    await vscode.commands.executeCommand('editor.action.quickFix');
  });
}
