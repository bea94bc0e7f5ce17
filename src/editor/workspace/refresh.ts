import * as vscode from 'vscode';
import { isAboutAccount } from '../../vault/failure';
import type { Diagnostics } from '../diagnostics/diagnostics';
import type { KeyVaults } from '../vaults/keyVaults';
import { isMicrosoftProvider } from '../signIn/microsoftAccount';
import { configuredVaults, fileSettings } from './settings';
import { isCscfg } from './documents';

/** Settings that the reader is built with. */
const readerSettings = ['cscfg.requestTimeout', 'cscfg.cacheMinutes', 'cscfg.credential'];

/** Keeps what was read in step with what happens around it: settings, accounts, and the file in front. */
export function followSettingsAndSessions(
  keyVaults: KeyVaults,
  diagnostics: Diagnostics,
  log: vscode.LogOutputChannel,
): vscode.Disposable {
  const tellMenus = (): void => {
    const isActive = isCscfg(vscode.window.activeTextEditor?.document);
    void vscode.commands.executeCommand('setContext', 'cscfg.fileActive', isActive);
  };
  tellMenus();
  return vscode.Disposable.from(
    vscode.window.onDidChangeActiveTextEditor(tellMenus),
    // The active file's language may have been changed.
    vscode.workspace.onDidOpenTextDocument(tellMenus),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (readerSettings.some((setting) => event.affectsConfiguration(setting))) {
        keyVaults.reset();
        diagnostics.openAll();
      }
    }),
    vscode.authentication.onDidChangeSessions(({ provider }) => {
      if (isMicrosoftProvider(provider.id)) {
        keyVaults.offerAgain();
        askWhoRefused(keyVaults, diagnostics).catch((error: unknown) => {
          log.error(String(error));
        });
      }
    }),
  );
}

/**
 * Somebody signed in or out: vaults that refused the account are asked again. What the others told stays, for it does
 * not depend on who was told; their next reading is with the account of that time.
 */
async function askWhoRefused(keyVaults: KeyVaults, diagnostics: Diagnostics): Promise<void> {
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
