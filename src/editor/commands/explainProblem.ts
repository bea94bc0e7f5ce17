import * as vscode from 'vscode';
import { rules } from '../../cscfg/rules/rules';
import { commands } from './ids';
import { isServiceFile } from '../workspace/documents';
import type { Judge } from '../workspace/judgement';
import { rangeOf } from '../convert';
import { command } from './command';

/** The section of docs/rules.md about the rule in the argument, or about the problem at the cursor. */
export function registerExplainProblem(
  extension: vscode.Uri,
  judge: Judge,
  log: vscode.LogOutputChannel,
): vscode.Disposable {
  return command(log, commands.explainProblem, async (argument) => {
    const code = rules.find((rule) => rule.code === argument)?.code ?? codeAtCursor(judge);
    if (code === undefined) {
      throw new Error(vscode.l10n.t('Place the cursor on a problem in a .cscfg or .csdef file first.'));
    }
    const page = vscode.Uri.joinPath(extension, 'docs', 'rules.md');
    await vscode.commands.executeCommand('markdown.showPreview', page.with({ fragment: code }));
  });
}

function codeAtCursor(judge: Judge): string | undefined {
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined || !isServiceFile(editor.document)) {
    return undefined;
  }
  const { document, selection } = editor;
  return judge.of(document).findings.find(({ span }) => rangeOf(document, span).contains(selection.active))?.code;
}
