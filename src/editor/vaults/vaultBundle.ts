import * as vscode from 'vscode';
import type * as VaultBundle from '../../vault/index';

/** Loads the Azure SDK at the first call. Its bundle has its own translations. */
export async function loadVaultBundle(): Promise<typeof VaultBundle> {
  const bundle = await import('../../vault/index');
  bundle.configureTranslations({ contents: vscode.l10n.bundle ?? {} });
  return bundle;
}
