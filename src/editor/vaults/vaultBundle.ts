import * as vscode from 'vscode';
import type * as VaultBundle from '../../vault/index';
import { browserVaults, isInBrowser } from './browserVaults';

/** Loads the Azure SDK at the first call, except in a browser. Its bundle has its own translations. */
export async function loadVaultBundle(): Promise<Omit<typeof VaultBundle, 'configureTranslations'>> {
  if (isInBrowser) {
    return browserVaults;
  }
  const bundle = await import('../../vault/index');
  bundle.configureTranslations({ contents: vscode.l10n.bundle ?? {} });
  return bundle;
}
