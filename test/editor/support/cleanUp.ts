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
  const tabs = (): readonly string[] =>
    vscode.window.tabGroups.all.flatMap((group) => group.tabs.map(({ label }) => label));
  // VS Code opens an editor for a file that was changed without one, but only after a moment, also while another closes.
  const open = async (): Promise<readonly string[]> => {
    if (tabs().length > 0) {
      await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    }
    const documents = vscode.workspace.textDocuments.filter(({ languageId }) => languageId === 'cscfg');
    return [...tabs(), ...documents.map(({ uri }) => uri.toString())];
  };
  await until('No editor and no .cscfg is open', open, (names) => names.length === 0);
}
