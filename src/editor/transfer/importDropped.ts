import * as vscode from 'vscode';
import { nameOf } from '../../text/paths';
import { commands } from '../commands/ids';
import { isInBrowser } from '../vaults/browserVaults';
import { listedFiles, pfxExtension } from './certificateFiles';

/**
 * Asks what a single dropped PFX file is for. True if the user imports it into a key vault, which the command then does.
 * Rejects if the user cancels. VS Code in a browser does not say where a file from the desktop is, so that it cannot be
 * imported.
 */
export async function isImported(dataTransfer: vscode.DataTransfer, token: vscode.CancellationToken): Promise<boolean> {
  const [uri, another] = await listedFiles(dataTransfer);
  if (isInBrowser || uri === undefined || another !== undefined || !pfxExtension.test(uri.path)) {
    return false;
  }
  const imports = {
    label: vscode.l10n.t('Import into Key Vault…'),
    detail: vscode.l10n.t('The certificate and its private key are sent to a key vault that you select.'),
  };
  const inserts = {
    label: vscode.l10n.t('Insert Thumbprint'),
    detail: vscode.l10n.t('The file is only read on your computer.'),
  };
  const title = vscode.l10n.t('Select what to do with {0}', nameOf(uri.path));
  const chosen = await vscode.window.showQuickPick([inserts, imports], { title, ignoreFocusOut: true }, token);
  if (chosen === undefined) {
    throw new vscode.CancellationError();
  }
  if (chosen === imports) {
    // It reports its failures, and takes longer than VS Code waits for a drop.
    void vscode.commands.executeCommand(commands.importCertificate, { uri: uri.toString() });
  }
  return chosen === imports;
}
