import * as vscode from 'vscode';
import type { Diagnostics } from './diagnostics';
import { isSignInFailure, type KeyVaults } from './keyVaults';
import { isMicrosoftProvider } from './session';
import { configuredVaults } from './settings';
import { isCscfg } from './cscfgDocuments';

/** Keeps what was read in step with what happens around it: settings, accounts, and the file in front. */
export function followSettingsAndSessions(keyVaults: KeyVaults, diagnostics: Diagnostics): vscode.Disposable {
  const tellMenus = (editor: vscode.TextEditor | undefined): void => {
    void vscode.commands.executeCommand('setContext', 'cscfg.fileActive', isCscfg(editor?.document));
  };
  tellMenus(vscode.window.activeTextEditor);
  return vscode.Disposable.from(
    vscode.window.onDidChangeActiveTextEditor(tellMenus),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('cscfg.requestTimeout')) {
        keyVaults.reset();
        diagnostics.openAll();
      }
    }),
    vscode.authentication.onDidChangeSessions(async ({ provider }) => {
      const waiting = configuredVaults().vaults.filter((vault) => isSignInFailure(keyVaults.snapshot(vault).failure));
      if (isMicrosoftProvider(provider.id) && waiting.length > 0) {
        await keyVaults.list(waiting, { refresh: true });
        diagnostics.openAll();
      }
    }),
  );
}
