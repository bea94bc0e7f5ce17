import * as vscode from 'vscode';
import { outside } from './outside';
import { until } from './until';
import { watched } from './watch';

const undo: (() => unknown)[] = [];

/** Has something undone when the test is over, last begun first. */
export function afterThisTest(action: () => unknown): void {
  undo.push(action);
}

/** After each test nothing of it is left: no editor, no setting, no mischief of a vault. */
export async function cleanUp(): Promise<void> {
  for (const action of undo.splice(0).reverse()) {
    await action();
  }
  await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
  await closeEditors();
  await outside.behave();
  await outside.clearLog();
  watched.messages.splice(0);
  watched.log.splice(0);
  watched.questions.splice(0);
}

/** Without a question whether to save. */
export async function closeEditors(): Promise<void> {
  const tabs = (): number => vscode.window.tabGroups.all.reduce((sum, group) => sum + group.tabs.length, 0);
  while (tabs() > 0) {
    const before = tabs();
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await until('An editor is closed', tabs, (count) => count < before);
  }
  const open = (): readonly string[] =>
    vscode.workspace.textDocuments.filter(({ languageId }) => languageId === 'cscfg').map(({ uri }) => uri.toString());
  await until('No .cscfg is open', open, (uris) => uris.length === 0);
}
