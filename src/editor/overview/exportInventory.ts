import * as vscode from 'vscode';
import type { InventoryRow } from '../../check/inventory';
import { inventoryCsv, inventoryJson } from '../../check/inventoryFormats';
import { command } from '../commands/command';
import { commands } from '../commands/ids';
import { abortSignal } from '../convert';
import { showInformation, withProgress } from '../notify';
import type { WorkspaceFiles } from '../workspace/workspaceFiles';
import { entriesOf } from './rows';

export function registerExportInventory(files: WorkspaceFiles, log: vscode.LogOutputChannel): vscode.Disposable {
  return command(log, commands.exportInventory, async () => {
    const target = await askForFile();
    if (target === undefined) {
      return;
    }
    const rows = await withProgress(vscode.l10n.t('Exporting the inventory…'), (token) =>
      readRows(files, abortSignal(token)),
    );
    const text = /\.json$/i.test(target.path) ? inventoryJson(rows) : inventoryCsv(rows);
    await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(text));
    const open = vscode.l10n.t('Open File');
    const done = vscode.l10n.t(
      'Exported {0} certificates to {1}.',
      rows.length,
      vscode.workspace.asRelativePath(target),
    );
    if ((await showInformation(done, open)) === open) {
      await vscode.commands.executeCommand('vscode.open', target);
    }
  });
}

function askForFile(): Thenable<vscode.Uri | undefined> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  return vscode.window.showSaveDialog({
    title: vscode.l10n.t('Export Inventory'),
    filters: { CSV: ['csv'], JSON: ['json'] },
    ...(folder === undefined ? {} : { defaultUri: vscode.Uri.joinPath(folder, 'certificates.csv') }),
  });
}

/** Also reads the vaults, so that the verdicts are final. */
async function readRows(files: WorkspaceFiles, signal: AbortSignal): Promise<readonly InventoryRow[]> {
  await files.searchAgain();
  await files.verifyAll({ signal });
  const rows: InventoryRow[] = [];
  await files.judgeAll(
    (file) => entriesOf(file).map(({ row }) => row),
    (part) => rows.push(...part.flat()),
    signal,
  );
  return rows;
}
