import * as vscode from 'vscode';
import { outside } from './outside';
import { until } from './until';
import { watched } from './watch';

/** Tokens of the emulator start with `emulated.`. */
const secretPattern = /emulated\.|bearer |api-version|skiptoken/i;

const undo: (() => unknown)[] = [];

/** Runs the action after the test, in reverse order of registration. */
export function afterThisTest(action: () => unknown): void {
  undo.push(action);
}

/** Closes editors and resets settings and vaults after each test. */
export async function cleanUp(): Promise<void> {
  await outside.behave();
  for (let action = undo.pop(); action !== undefined; action = undo.pop()) {
    await action();
  }
  await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
  await closeEditors();
  await outside.clearLog();
  const messages = watched.messages.splice(0);
  const links = messages.filter((line) => line.includes(']('));
  const lines = [...messages, ...watched.log.splice(0)];
  const leaks = lines.filter((line) => secretPattern.test(line));
  if (leaks.length > 0) {
    throw new Error(`The log or a message holds a token or a query:\n${leaks.join('\n')}`);
  }
  if (links.length > 0) {
    throw new Error(`A message has a link:\n${links.join('\n')}`);
  }
  watched.questions.splice(0);
}

export async function closeEditors(): Promise<void> {
  const tabs = (): number => vscode.window.tabGroups.all.reduce((sum, group) => sum + group.tabs.length, 0);
  // VS Code opens an editor for a file that was changed without one, but only after a moment.
  const open = async (): Promise<readonly string[]> => {
    while (tabs() > 0) {
      const before = tabs();
      await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
      await until('An editor is closed', tabs, (count) => count < before);
    }
    return vscode.workspace.textDocuments
      .filter(({ languageId }) => languageId === 'cscfg')
      .map(({ uri }) => uri.toString());
  };
  await until('No .cscfg is open', open, (uris) => uris.length === 0);
}
