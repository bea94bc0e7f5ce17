import * as vscode from 'vscode';
import { afterThisTest } from './cleanUp';
import { folder } from './settings';

/** Writes files below a new folder of `other`, which is deleted after the test, and opens none. Gives their addresses. */
export async function writeFiles(files: Readonly<Record<string, string>>): Promise<(name: string) => vscode.Uri> {
  const root = vscode.Uri.joinPath(folder('other').uri, `closed-${String(performance.now())}`);
  const uriOf = (name: string): vscode.Uri => vscode.Uri.joinPath(root, name);
  afterThisTest(() => vscode.workspace.fs.delete(root, { recursive: true }));
  await Promise.all(
    Object.entries(files).map(([name, text]) => vscode.workspace.fs.writeFile(uriOf(name), Buffer.from(text))),
  );
  return uriOf;
}
