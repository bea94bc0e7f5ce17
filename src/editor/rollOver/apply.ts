import * as vscode from 'vscode';
import { type FilePlan, type Left, type PlannedEdit, type RollOverPlan, textOf } from '../../check/rollOver/request';
import { versionPhrase } from '../../check/rollOver/summary';
import { rangeOf } from '../convert';
import { openText } from './files';

/** The changes that the user accepted and made, and the others. */
export interface Applied {
  readonly made: readonly FilePlan[];
  readonly declined: readonly Left[];
}

/** VS Code closes documents that no editor shows after 3 minutes. A preview can be open for longer. */
const keepOpenEvery = 60_000;

/**
 * Shows the changes in the refactor preview of VS Code, grouped by file, with the likely ones not selected, and makes those
 * that the user leaves selected. One undo reverts them all. `documents`: the files of the plan, as `openText` opens them.
 * Rejects if one of them has changed since, or changes while the preview is open.
 */
export async function applyPlan(
  { files }: RollOverPlan,
  documents: ReadonlyMap<string, vscode.TextDocument>,
): Promise<Applied> {
  const keepOpen = setInterval(() => {
    for (const { uri } of documents.values()) {
      void openText(uri).then(undefined, () => undefined);
    }
  }, keepOpenEvery);
  const versions = new Map([...documents.values()].map((document) => [document, document.version]));
  try {
    const isApplied = await vscode.workspace.applyEdit(workspaceEdit(files, documents), { isRefactoring: true });
    // VS Code makes no change at all if a text is not the one that the preview showed.
    if (!isApplied && [...versions].some(([document, version]) => document.version !== version)) {
      throw changedMeanwhile();
    }
  } finally {
    clearInterval(keepOpen);
  }
  const results = await Promise.all(files.map((plan) => whatWasMade(plan)));
  return {
    made: results.map(({ made }) => made).filter(({ edits }) => edits.length > 0),
    declined: results.flatMap(({ declined }) => declined),
  };
}

function changedMeanwhile(): Error {
  return new Error(vscode.l10n.t('A file was changed in the meantime. Start the roll-over again.'));
}

function workspaceEdit(
  files: readonly FilePlan[],
  documents: ReadonlyMap<string, vscode.TextDocument>,
): vscode.WorkspaceEdit {
  const result = new vscode.WorkspaceEdit();
  for (const { file, edits } of files) {
    const document = documents.get(file.path);
    if (document !== undefined) {
      if (document.getText() !== textOf(file)) {
        throw changedMeanwhile();
      }
      result.set(
        document.uri,
        edits.map((edit): [vscode.TextEdit, vscode.WorkspaceEditEntryMetadata] => [
          new vscode.TextEdit(rangeOf(document, edit), edit.newText),
          metadataOf(edit),
        ]),
      );
    }
  }
  const visible = new Set(vscode.window.visibleTextEditors.map(({ document }) => document));
  const all = [...documents.values()];
  // VS Code does not compare the version of a file that the edit creates: best one that nobody is typing in.
  const created = all.find((document) => !visible.has(document)) ?? all[0];
  if (created !== undefined) {
    // VS Code shows a preview only if an edit needs confirmation. This one does nothing, because the file exists, and
    // the preview does not list it.
    const label = vscode.l10n.t('Roll over certificates');
    result.createFile(created.uri, { ignoreIfExists: true }, { needsConfirmation: true, label });
  }
  return result;
}

function metadataOf({ label, to, doubt }: PlannedEdit): vscode.WorkspaceEditEntryMetadata {
  return {
    needsConfirmation: doubt !== undefined,
    label: doubt === undefined ? label : vscode.l10n.t('{0} (only likely: {1})', label, doubt),
    description: versionPhrase(to),
  };
}

/** Which of the changes the text contains by now: the user can deselect some, or discard all. */
async function whatWasMade(plan: FilePlan): Promise<{ readonly made: FilePlan; readonly declined: readonly Left[] }> {
  const { file, edits } = plan;
  const text = (await openText(vscode.Uri.parse(file.path, true))).getText();
  const made: PlannedEdit[] = [];
  const declined: Left[] = [];
  let moved = 0;
  for (const edit of edits) {
    const { start, end, newText, label, doubt } = edit;
    if (text.startsWith(newText, start + moved)) {
      made.push(edit);
      moved += newText.length - (end - start);
    } else {
      const reason = doubt ?? vscode.l10n.t('Not selected');
      declined.push({ path: file.path, span: { start, end }, label, reason, failed: true });
    }
  }
  return { made: { file, edits: made }, declined };
}
