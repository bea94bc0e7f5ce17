import * as vscode from 'vscode';
import { commands } from './ids';
import type { Diagnostics } from '../diagnostics/diagnostics';
import type { KeyVaults } from '../vaults/keyVaults';
import { command } from './command';

/** Forgets what was read of the vaults, on disk too. What is open is read anew. */
export function registerClearCache(
  keyVaults: KeyVaults,
  diagnostics: Diagnostics,
  log: vscode.LogOutputChannel,
): vscode.Disposable {
  return command(log, commands.clearCache, async () => {
    await keyVaults.forget();
    void vscode.window.setStatusBarMessage(vscode.l10n.t('The cached vault data is cleared.'), 5000);
    diagnostics.openAll();
  });
}
