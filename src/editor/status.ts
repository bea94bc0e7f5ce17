import * as vscode from 'vscode';
import type { VaultAddress } from '../vault/address';
import { isAboutSignIn } from '../vault/failure';
import { failureMessage } from '../vault/failureWords';
import type { VaultSnapshot } from '../vault/snapshot';
import { isCscfg, language } from './cscfgDocuments';
import { commands } from './commandIds';
import type { KeyVaults } from './keyVaults';
import { fileSettings } from './settings';
import { say } from './text';

/** Which vaults the active file is judged by, when they were read, or why they were not. */
export class VaultStatus implements vscode.Disposable {
  private readonly item = vscode.languages.createLanguageStatusItem('cscfg.keyVaults', { language });
  private readonly subscriptions: vscode.Disposable;

  constructor(private readonly keyVaults: KeyVaults) {
    this.item.name = vscode.l10n.t('Key Vault');
    this.subscriptions = vscode.Disposable.from(
      vscode.window.onDidChangeActiveTextEditor(() => {
        this.update();
      }),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('cscfg')) {
          this.update();
        }
      }),
      keyVaults.onDidChange(() => {
        this.update();
      }),
    );
    this.update();
  }

  dispose(): void {
    this.subscriptions.dispose();
    this.item.dispose();
  }

  private update(): void {
    const document = vscode.window.activeTextEditor?.document;
    if (!isCscfg(document)) {
      return;
    }
    const { vaults, refused } = fileSettings(document);
    const snapshots = vaults.map((vault) => this.keyVaults.snapshot(vault));
    const state = refused[0] === undefined ? stateOf(vaults, snapshots) : refusedState(refused[0]);
    this.item.text = state.text;
    this.item.detail = state.detail;
    this.item.severity = state.severity;
    this.item.busy = snapshots.some(({ busy }) => busy);
    this.item.command = state.command;
  }
}

interface State {
  readonly text: string;
  readonly detail: string;
  readonly severity: vscode.LanguageStatusSeverity;
  readonly command: vscode.Command;
}

function stateOf(vaults: readonly VaultAddress[], snapshots: readonly VaultSnapshot[]): State {
  if (vaults.length === 0) {
    return {
      text: vscode.l10n.t('No key vault'),
      detail: vscode.l10n.t('Thumbprints are not compared with any vault.'),
      severity: vscode.LanguageStatusSeverity.Warning,
      command: { title: vscode.l10n.t('Add key vault…'), command: commands.addKeyVault },
    };
  }
  const names = vaults.map(({ name }) => name).join(', ');
  const failure = snapshots.find((snapshot) => snapshot.failure !== undefined)?.failure;
  if (failure !== undefined) {
    return {
      text: vscode.l10n.t('$(warning) {0}: not verified', names),
      detail: say(failureMessage(failure)),
      severity: vscode.LanguageStatusSeverity.Error,
      command: isAboutSignIn(failure)
        ? { title: vscode.l10n.t('Sign in'), command: commands.signIn }
        : { title: vscode.l10n.t('Try again'), command: commands.refresh },
    };
  }
  return {
    text: names,
    detail: verifiedWhen(snapshots),
    severity: vscode.LanguageStatusSeverity.Information,
    command: { title: vscode.l10n.t('Refresh'), command: commands.refresh },
  };
}

function refusedState({ text, message }: { text: string; message: Parameters<typeof say>[0] }): State {
  return {
    text: vscode.l10n.t('$(warning) Not a key vault: {0}', text),
    detail: say(message),
    severity: vscode.LanguageStatusSeverity.Error,
    command: {
      title: vscode.l10n.t('Open settings'),
      command: 'workbench.action.openSettings',
      arguments: ['cscfg.keyVaults'],
    },
  };
}

/** The vault's own word is the listing, or what a shorter one showed; what is kept from before is only remembered. */
function verifiedWhen(snapshots: readonly VaultSnapshot[]): string {
  const remembered = snapshots.flatMap(({ restoredAt }) => restoredAt ?? []);
  const isBusy = snapshots.some(({ busy }) => busy);
  if (remembered.length > 0) {
    const time = new Date(Math.min(...remembered)).toLocaleString();
    return isBusy ? vscode.l10n.t('as of {0}, reading…', time) : vscode.l10n.t('as of {0}, not confirmed yet', time);
  }
  if (isBusy) {
    return vscode.l10n.t('reading…');
  }
  const times = snapshots.flatMap(({ listedAt, readAt }) => listedAt ?? readAt ?? []);
  return times.length < snapshots.length
    ? vscode.l10n.t('not read yet')
    : vscode.l10n.t('verified at {0}', new Date(Math.min(...times)).toLocaleTimeString());
}
