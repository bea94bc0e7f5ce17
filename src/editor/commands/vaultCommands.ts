import * as vscode from 'vscode';
import type { VaultAddress } from '../../vault/address';
import { failureMessage } from '../../vault/failureWords';
import { isCscfg } from '../cscfgDocuments';
import { commands } from '../commandIds';
import type { Diagnostics } from '../diagnostics';
import type { KeyVaults } from '../keyVaults';
import type { Readiness } from '../readiness';
import { configuredVaults } from '../settings';
import { abortSignal, say } from '../text';
import { isVaultNode } from '../tree/nodes';
import { addVault, removeVault } from '../vaultSettings';
import { command } from './command';

/** Commands on the vaults as a whole. `askForVault`: which one to add. */
export function registerVaultCommands(
  keyVaults: KeyVaults,
  readiness: Readiness,
  diagnostics: Diagnostics,
  askForVault: () => Promise<VaultAddress | undefined>,
  log: vscode.LogOutputChannel,
): vscode.Disposable {
  const read = async (title: string, vaults: readonly VaultAddress[], interactive: boolean): Promise<void> => {
    readiness.forget(vaults);
    await readVaults(keyVaults, title, vaults, interactive);
    diagnostics.openAll();
  };
  return vscode.Disposable.from(
    command(log, commands.addKeyVault, async () => {
      const vault = await askForVault();
      if (vault !== undefined) {
        await addVault(vault, activeFile());
        await read(vscode.l10n.t('Reading {0}…', vault.name), [vault], true);
      }
    }),
    command(log, commands.removeKeyVault, async (argument) => {
      if (isVaultNode(argument)) {
        await removeVault(argument.vault);
      }
    }),
    command(log, commands.refresh, () =>
      read(vscode.l10n.t('Reading the key vaults…'), configuredVaults().vaults, false),
    ),
    command(log, commands.signIn, () => read(vscode.l10n.t('Signing in…'), configuredVaults().vaults, true)),
    command(log, commands.filter, async () => {
      await vscode.commands.executeCommand('cscfg.keyVaultCertificates.focus');
      await vscode.commands.executeCommand('list.find');
    }),
    command(log, commands.showLog, () => {
      log.show();
    }),
  );
}

/** Lists the vaults anew behind a progress that can be cancelled; what failed is told, for the user asked. */
async function readVaults(
  keyVaults: KeyVaults,
  title: string,
  vaults: readonly VaultAddress[],
  interactive: boolean,
): Promise<void> {
  if (vaults.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('No key vault is set. Add one first.'));
    return;
  }
  await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title, cancellable: true },
    (_, token) => keyVaults.list(vaults, { signal: abortSignal(token), refresh: true, interactive }),
  );
  const failures = vaults.flatMap((vault) => keyVaults.snapshot(vault).failure ?? []);
  if (failures.length > 0) {
    void vscode.window.showWarningMessage(failures.map((failure) => say(failureMessage(failure))).join(' '));
  }
}

function activeFile(): vscode.Uri | undefined {
  const document = vscode.window.activeTextEditor?.document;
  return isCscfg(document) ? document.uri : undefined;
}
