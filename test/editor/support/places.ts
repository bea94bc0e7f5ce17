import * as vscode from 'vscode';
import { afterThisTest } from './cleanUp';
import { folder, type FolderName } from './settings';

let folders = 0;

/** Writes the files into a new folder of the workspace, for one test; the result gives their addresses. */
export async function newFiles(
  texts: Readonly<Record<string, string | Uint8Array>>,
  name: FolderName = 'shop',
): Promise<(file: string) => vscode.Uri> {
  // The extension finds the files of a folder once, and then watches it.
  await vscode.commands.executeCommand('vscode.executeWorkspaceSymbolProvider', 'any');
  folders++;
  const root = vscode.Uri.joinPath(folder(name).uri, `files-${String(folders)}`);
  const uri = (file: string): vscode.Uri => vscode.Uri.joinPath(root, ...file.split('/'));
  for (const [file, text] of Object.entries(texts)) {
    await vscode.workspace.fs.writeFile(uri(file), typeof text === 'string' ? Buffer.from(text) : text);
  }
  afterThisTest(() => vscode.workspace.fs.delete(root, { recursive: true }));
  return uri;
}

/** The path below the folder of the last `newFiles`; undefined for another file. */
export function ownPath({ path }: vscode.Uri): string | undefined {
  return new RegExp(`/files-${String(folders)}/(.*)$`).exec(path)?.[1];
}
