import * as vscode from 'vscode';
import { isAboutAccount } from '../../vault/failure';
import type { Diagnostics } from '../diagnostics/diagnostics';
import type { KeyVaults } from '../vaults/keyVaults';
import { isMicrosoftProvider } from '../signIn/microsoftAccount';
import { configuredVaults, fileSettings } from './settings';
import { isCscfg } from './documents';

/** The settings that the vault reader is created with. */
const readerSettings = ['cscfg.requestTimeout', 'cscfg.cacheMinutes', 'cscfg.credential'];

/** Refreshes data when settings, accounts or the active file change. */
export function followSettingsAndSessions(
  keyVaults: KeyVaults,
  diagnostics: Diagnostics,
  log: vscode.LogOutputChannel,
): vscode.Disposable {
  const updateMenuContext = (): void => {
    const isActive = isCscfg(vscode.window.activeTextEditor?.document);
    void vscode.commands.executeCommand('setContext', 'cscfg.fileActive', isActive);
  };
  updateMenuContext();
  return vscode.Disposable.from(
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

/**
 * The accounts have changed: vaults that denied access are read again. Other data stays, because it does not depend on
 * the account.
 */
async function readDeniedVaults(keyVaults: KeyVaults, diagnostics: Diagnostics): Promise<void> {
  const vaults = [
    ...configuredVaults().vaults,
    ...vscode.workspace.textDocuments.filter(isCscfg).flatMap((document) => fileSettings(document).vaults),
  ];
  const refused = vaults.filter((vault) => isAboutAccount(keyVaults.snapshot(vault).failure));
  if (refused.length > 0) {
    await keyVaults.list(refused, { refresh: true });
    diagnostics.openAll();
  }
}
