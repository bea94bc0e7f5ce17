import * as vscode from 'vscode';
import type { VaultAddress } from '../../vault/address';
import { failureMessage } from '../../vault/failureMessages';
import { vaultIn, versionIn } from '../commands/arguments';
import { commands } from '../commands/ids';
import { showInformation } from '../notify';
import { isInBrowser } from '../vaults/browserVaults';
import { configuredVaults } from '../workspace/settings';

/** The vault of the row, the only configured vault, or the one that the user selects. Undefined when the user cancels. */
export async function chooseVault(argument: unknown, title: string): Promise<VaultAddress | undefined> {
  const { vaults } = configuredVaults();
  const version = versionIn(argument);
  const given = vaultIn(argument) ?? vaults.find(({ url }) => url === version?.vault);
  if (isInBrowser) {
    // Before a file is chosen, which a browser cannot read either.
    throw new Error(
      failureMessage({
        kind: 'browser',
        vault: (given ?? vaults[0])?.url ?? 'https://vault.azure.net',
        at: Date.now(),
      }),
    );
  }
  if (given !== undefined) {
    return given;
  }
  if (vaults.length === 0) {
    const add = vscode.l10n.t('Add Key Vault…');
    const chosen = await showInformation(vscode.l10n.t('No key vault is configured. Add one first.'), add);
    if (chosen === add) {
      await vscode.commands.executeCommand(commands.addKeyVault);
    }
    return undefined;
  }
  if (vaults.length === 1) {
    return vaults[0];
  }
  const items = vaults.map((vault) => ({ label: vault.name, description: vault.url, vault }));
  return (await vscode.window.showQuickPick(items, { title }))?.vault;
}
