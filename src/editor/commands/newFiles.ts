import * as vscode from 'vscode';
import { skeletonSnippet, type SkeletonKind } from '../../cscfg/skeleton';
import { definitionLanguage, language } from '../workspace/documents';
import { command } from './command';
import { commands } from './ids';

/** With sample names; Tab moves from name to name. */
export function registerNewFiles(log: vscode.LogOutputChannel): vscode.Disposable {
  const on = (id: string, kind: SkeletonKind, languageId: string): vscode.Disposable =>
    command(log, id, async () => {
      const document = await vscode.workspace.openTextDocument({ language: languageId });
      const editor = await vscode.window.showTextDocument(document);
      await editor.insertSnippet(new vscode.SnippetString(skeletonSnippet(kind)));
    });
  return vscode.Disposable.from(
    on(commands.newConfiguration, 'configuration', language),
    on(commands.newDefinition, 'definition', definitionLanguage),
  );
}
