import * as vscode from 'vscode';
import { uniqueBy } from '../../text/objects';
import type { VaultAddress } from '../../vault/address';
import { isAboutAccount } from '../../vault/failure';
import type { Diagnostics } from '../diagnostics/diagnostics';
import type { KeyVaultTree } from '../tree/keyVaultTree';
import { isInBrowser } from '../vaults/browserVaults';
import type { KeyVaults } from '../vaults/keyVaults';
import { type Attention, Outages } from '../vaults/outages';
import { isMicrosoftProvider } from '../signIn/microsoftAccount';
import { configuredVaults, fileSettings } from './settings';
import { isCscfg } from './documents';

const readerSettings = ['cscfg.requestTimeout', 'cscfg.cacheMinutes', 'cscfg.credential'];

export function followSettingsAndSessions(
  keyVaults: KeyVaults,
  diagnostics: Diagnostics,
  log: vscode.LogOutputChannel,
): vscode.Disposable {
  const updateMenuContext = (): void => {
    const isActive = isCscfg(vscode.window.activeTextEditor?.document);
    void vscode.commands.executeCommand('setContext', 'cscfg.fileActive', isActive);
  };
  const updateProgress = (): void => {
    const isRead = vaultsInUse().some((vault) => keyVaults.snapshot(vault).listedAt !== undefined);
    if (isRead) {
      void vscode.commands.executeCommand('setContext', 'cscfg.vaultRead', true);
      following.dispose();
    }
  };
  // The walkthrough needs to know it only once.
  const following = keyVaults.onDidChange(updateProgress);
  updateMenuContext();
  void vscode.commands.executeCommand('setContext', 'cscfg.inBrowser', isInBrowser);
  return vscode.Disposable.from(
    following,
    vscode.window.onDidChangeActiveTextEditor(updateMenuContext),
    vscode.workspace.onDidOpenTextDocument(updateMenuContext),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (readerSettings.some((setting) => event.affectsConfiguration(setting))) {
        keyVaults.reset();
        diagnostics.openAll();
      }
    }),
    vscode.authentication.onDidChangeSessions(({ provider }) => {
      if (isMicrosoftProvider(provider.id)) {
        keyVaults.offerAgain();
        readDeniedVaults(keyVaults, diagnostics).catch((error: unknown) => {
          log.error(String(error));
        });
      }
    }),
  );
}

/** Reads the vaults again after an outage, while the user looks. */
export function followOutages(
  keyVaults: KeyVaults,
  diagnostics: Diagnostics,
  { view }: Pick<KeyVaultTree, 'view'>,
  log: vscode.LogOutputChannel,
): vscode.Disposable {
  const attention = attentionTo(view);
  const recovered = (): void => {
    diagnostics.openAll();
  };
  return vscode.Disposable.from(new Outages(keyVaults, vaultsInUse, attention, recovered, log), attention);
}

/** The user looks while the window has the focus and shows the tree or a .cscfg file. */
export function attentionTo(
  view: Pick<vscode.TreeView<unknown>, 'visible' | 'onDidChangeVisibility'>,
): Attention & { readonly dispose: () => void } {
  const changed = new vscode.EventEmitter<void>();
  const fire = (): void => {
    changed.fire();
  };
  const subscriptions = vscode.Disposable.from(
    vscode.window.onDidChangeWindowState(fire),
    vscode.window.onDidChangeVisibleTextEditors(fire),
    view.onDidChangeVisibility(fire),
    changed,
  );
  return {
    isThere: () =>
      vscode.window.state.focused &&
      (view.visible || vscode.window.visibleTextEditors.some(({ document }) => isCscfg(document))),
    onDidChange: changed.event,
    dispose: () => {
      subscriptions.dispose();
    },
  };
}

/** The vaults in the settings, and those of the open files, each once. */
function vaultsInUse(): readonly VaultAddress[] {
  const ofFiles = vscode.workspace.textDocuments.filter(isCscfg).flatMap((document) => fileSettings(document).vaults);
  return uniqueBy([...configuredVaults().vaults, ...ofFiles], ({ url }) => url);
}

/**
 * The accounts have changed: vaults that denied access are read again. Other data stays, because it does not depend on
 * the account.
 */
async function readDeniedVaults(keyVaults: KeyVaults, diagnostics: Diagnostics): Promise<void> {
  const refused = vaultsInUse().filter((vault) => isAboutAccount(keyVaults.snapshot(vault).failure));
  if (refused.length > 0) {
    await keyVaults.list(refused, { refresh: true });
    diagnostics.openAll();
  }
}
