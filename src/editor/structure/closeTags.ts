import * as vscode from 'vscode';
import { closeTagBehind } from '../../cscfg/ranges';
import { isServiceFile } from '../workspace/documents';
import { isOn } from '../workspace/settings';

/** It also inserts close tags. */
const redHatXml = 'redhat.vscode-xml';

export function closeTagsAsTyped(): vscode.Disposable {
  return vscode.workspace.onDidChangeTextDocument(({ document, contentChanges, reason }) => {
    const [change, ...others] = contentChanges;
    const isTyped = change !== undefined && others.length === 0 && change.rangeLength === 0 && reason === undefined;
    if (isTyped && /[>/]$/.test(change.text) && change.text.length === 1 && isServiceFile(document)) {
      const offset = change.rangeOffset + 1;
      const editor = vscode.window.activeTextEditor;
      if (editor?.document === document && isWanted(document)) {
        void closeTag(editor, offset);
      }
    }
  });
}

function isWanted(document: vscode.TextDocument): boolean {
  return isOn('closeTags', document) && vscode.extensions.getExtension(redHatXml)?.isActive !== true;
}

async function closeTag(editor: vscode.TextEditor, offset: number): Promise<void> {
  const { document, selections } = editor;
  const newText = selections.length === 1 ? closeTagBehind(document.getText(), offset) : undefined;
  if (newText === undefined) {
    return;
  }
  const at = document.positionAt(offset);
  // After `</`, the cursor moves behind the tag; after an open tag, it stays in the element.
  const snippet = new vscode.SnippetString();
  const isRest = !newText.startsWith('<');
  if (isRest) {
    snippet.appendText(newText).appendTabstop(0);
  } else {
    snippet.appendTabstop(0).appendText(newText);
  }
  await editor.insertSnippet(snippet, at, { undoStopBefore: false, undoStopAfter: true });
}
