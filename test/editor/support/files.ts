import * as vscode from 'vscode';
import { afterThisTest } from './cleanUp';
import { folder, type FolderName } from './settings';
import { until } from './until';

let files = 0;

/** Writes a file with a unique name and opens it as a user does, so that closing it is final. */
export async function openFile(
  text: string | Uint8Array,
  { in: name = 'shop', as = 'Service.cscfg' }: { readonly in?: FolderName; readonly as?: string } = {},
): Promise<vscode.TextDocument> {
  files++;
  const uri = vscode.Uri.joinPath(folder(name).uri, `${String(files)}.${as}`);
  await vscode.workspace.fs.writeFile(uri, typeof text === 'string' ? Buffer.from(text) : text);
  afterThisTest(() => vscode.workspace.fs.delete(uri));
  return show(uri);
}

export async function show(
  uri: vscode.Uri,
  options: vscode.TextDocumentShowOptions = {},
): Promise<vscode.TextDocument> {
  await vscode.commands.executeCommand('vscode.open', uri, { preview: false, ...options });
  const active = (): vscode.TextEditor | undefined => vscode.window.activeTextEditor;
  await until(
    `${uri.path} is the active editor`,
    () => active()?.document.uri.toString(),
    (one) => one === uri.toString(),
  );
  return activeEditor().document;
}

export async function openUntitled(text: string): Promise<vscode.TextDocument> {
  const before = vscode.window.activeTextEditor;
  await vscode.commands.executeCommand('workbench.action.files.newUntitledFile', { languageId: 'cscfg' });
  await until(
    'A new file is the active editor',
    () => vscode.window.activeTextEditor,
    (editor) => editor !== before && editor?.document.isUntitled === true,
  );
  await type(activeEditor().document, 0, 0, text);
  return activeEditor().document;
}

export function activeEditor(): vscode.TextEditor {
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined) {
    throw new Error('No editor is active.');
  }
  return editor;
}

/** Replaces `start`..`end` (UTF-16 offsets) of the active document. */
export async function type(document: vscode.TextDocument, start: number, end: number, text: string): Promise<void> {
  const range = new vscode.Range(document.positionAt(start), document.positionAt(end));
  if (
    !(await activeEditor().edit((edit) => {
      edit.replace(range, text);
    }))
  ) {
    throw new Error('The document could not be edited.');
  }
}

/** Replaces the first occurrence of a text in the active document. */
export async function replaceText(document: vscode.TextDocument, old: string, text: string): Promise<void> {
  const start = document.getText().indexOf(old);
  await type(document, start, start + old.length, text);
}

/** The position of the first occurrence of `text`, moved by `shift` UTF-16 units. */
export function placeOf(document: vscode.TextDocument, text: string, shift = 0): vscode.Position {
  const start = document.getText().indexOf(text);
  if (start < 0) {
    throw new Error(`The document does not hold ${text}.`);
  }
  return document.positionAt(start + shift);
}

/** VS Code closes documents that no editor shows only after minutes: until then, they are text for the extension. */
export async function forgetDocuments(): Promise<void> {
  const inputs = vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.map(({ input }) => input));
  const shown = new Set(
    inputs.flatMap((input) => (input instanceof vscode.TabInputText ? [input.uri.toString()] : [])),
  );
  const hidden = vscode.workspace.textDocuments.filter(
    ({ languageId, uri }) => languageId === 'cscfg' && !shown.has(uri.toString()),
  );
  await Promise.all(hidden.map((document) => vscode.languages.setTextDocumentLanguage(document, 'plaintext')));
}
