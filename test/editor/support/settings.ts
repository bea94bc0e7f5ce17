import * as vscode from 'vscode';
import { afterThisTest } from './cleanUp';

/** The vault of `shop` is contoso, and fabrikam for its staging files; tests configure `other`. */
export type FolderName = 'shop' | 'other';

export function folder(name: FolderName): vscode.WorkspaceFolder {
  const found = vscode.workspace.workspaceFolders?.find((one) => one.name === name);
  if (found === undefined) {
    throw new Error(`The workspace has no folder ${name}.`);
  }
  return found;
}

export async function setInFolder(name: FolderName, key: string, value: unknown): Promise<void> {
  const { uri } = folder(name);
  const read = (): vscode.WorkspaceConfiguration => vscode.workspace.getConfiguration('cscfg', uri);
  const before = read().inspect(key)?.workspaceFolderValue;
  const write = (one: unknown): Thenable<void> => read().update(key, one, vscode.ConfigurationTarget.WorkspaceFolder);
  afterThisTest(() => write(before));
  await write(value);
}

export async function setInWindow(section: string, key: string, value: unknown): Promise<void> {
  const read = (): vscode.WorkspaceConfiguration => vscode.workspace.getConfiguration(section);
  const before = read().inspect(key)?.workspaceValue;
  const write = (one: unknown): Thenable<void> => read().update(key, one, vscode.ConfigurationTarget.Workspace);
  afterThisTest(() => write(before));
  await write(value);
}
