import * as vscode from 'vscode';
import { isCscfg, language } from '../workspace/documents';
import { remoteSignInNote } from '../signIn/remote';
import type { KeyVaults } from '../vaults/keyVaults';
import type { Deployments } from '../workspace/deployments';
import type { Judge } from '../workspace/judgement';
import { fileSettings } from '../workspace/settings';
import type { UntrustedSettings } from '../workspace/untrustedSettings';
import { vaultState } from './vaultState';

/** When the vaults of the active file were read, or why they were not. */
export class VaultStatus implements vscode.Disposable {
  private readonly item = vscode.languages.createLanguageStatusItem('cscfg.keyVaults', { language });
  private readonly subscriptions: vscode.Disposable;

  constructor(
    private readonly keyVaults: KeyVaults,
    private readonly judge: Judge,
    untrusted: UntrustedSettings,
    deployments: Deployments,
  ) {
    this.item.name = vscode.l10n.t('Key Vault');
    const update = (): void => {
      this.update();
    };
    this.subscriptions = vscode.Disposable.from(
      this.item,
      vscode.window.onDidChangeActiveTextEditor(update),
      // Changing the language of the active file does not change the active editor.
      vscode.workspace.onDidOpenTextDocument(update),
      untrusted.onDidChange(update),
      deployments.onDidChange(update),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('cscfg')) {
          this.update();
        }
      }),
      keyVaults.onDidChange(update),
    );
    this.update();
  }

  dispose(): void {
    this.subscriptions.dispose();
  }

  private update(): void {
    const document = vscode.window.activeTextEditor?.document;
    if (isCscfg(document)) {
      const { vaults, refused } = fileSettings(document);
      const snapshots = vaults.map((vault) => this.keyVaults.snapshot(vault));
      const place = { uri: document.uri.toString(), offset: 0 };
      const namesOthers = this.judge.namesOthers(document);
      Object.assign(
        this.item,
        vaultState({ place, vaults, refused, snapshots, namesOthers, isRemote: remoteSignInNote() !== undefined }),
      );
    }
  }
}
