import * as vscode from 'vscode';
import { commands } from './ids';
import type { Diagnostics } from '../diagnostics/diagnostics';
import type { KeyVaults } from '../vaults/keyVaults';
import { command } from './command';

export function registerClearCache(
  keyVaults: KeyVaults,
  diagnostics: Diagnostics,
  log: vscode.LogOutputChannel,
): vscode.Disposable {
  return command(log, commands.clearCache, async () => {
    await keyVaults.forget();
    void vscode.window.setStatusBarMessage(vscode.l10n.t('Cleared the cached vault data'), 5000);
    diagnostics.openAll();
  });
}
