import * as vscode from 'vscode';
import type { Diagnostics } from './diagnostics';
import { isAccountFailure, type KeyVaults } from './keyVaults';
import { isMicrosoftProvider } from './session';
import { configuredVaults } from './settings';
import { isCscfg } from './cscfgDocuments';

/** Keeps what was read in step with what happens around it: settings, accounts, and the file in front. */
export function followSettingsAndSessions(keyVaults: KeyVaults, diagnostics: Diagnostics): vscode.Disposable {
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
      if (event.affectsConfiguration('cscfg.requestTimeout')) {
        keyVaults.reset();
        diagnostics.openAll();
      }
    }),
    vscode.authentication.onDidChangeSessions(async ({ provider }) => {
      const waiting = configuredVaults().vaults.filter((vault) => isAccountFailure(keyVaults.snapshot(vault).failure));
      if (isMicrosoftProvider(provider.id) && waiting.length > 0) {
        await keyVaults.list(waiting, { refresh: true });
        diagnostics.openAll();
      }
    }),
  );
}
