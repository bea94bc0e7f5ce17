import * as vscode from 'vscode';
import type { VaultAddress } from '../../vault/address';
import { isAboutSignIn, type VaultFailure } from '../../vault/failure';
import { failureReason } from '../../vault/failureMessages';
import type { VaultSnapshot } from '../../vault/snapshot/snapshot';
import type { PlaceArgument } from '../commands/arguments';
import { commands } from '../commands/ids';
import type { RefusedVault } from '../workspace/settings';
import { isSignInMissing } from '../signIn/remote';
import { withoutLinks } from '../convert';

export interface FileVaults {
  readonly place: PlaceArgument;
  readonly vaults: readonly VaultAddress[];
  readonly refused: readonly RefusedVault[];
  readonly snapshots: readonly VaultSnapshot[];
  /** The workspace settings name vaults for the file that are not read until the user trusts the workspace. */
  readonly namesOthers: boolean;
  /** The extension runs on another computer, where a sign-in of the user's Azure CLI does not count. */
  readonly isRemote?: boolean;
}

export interface VaultState {
  readonly text: string;
  readonly detail: string;
  readonly severity: vscode.LanguageStatusSeverity;
  readonly busy: boolean;
  /** Undefined if nothing in this window can help. */
  readonly command: vscode.Command | undefined;
}

/** UTF-16 units of a setting's value in the status bar. */
const longest = 40;

/** When the vaults of a file were read, or the most important reason why they were not. */
export function vaultState(file: FileVaults): VaultState {
  const { refused, vaults, snapshots } = file;
  const [wrong] = refused;
  if (wrong !== undefined) {
    return refusedState(wrong, snapshots);
  }
  if (file.namesOthers) {
    return untrustedState(snapshots);
  }
  if (vaults.length === 0) {
    return noVaultState();
  }
  const failures = snapshots.flatMap(({ failure }) => failure ?? []);
  const [failure] = failures;
  return failure === undefined ? readState(file) : failedState(file, failure, failures);
}

function refusedState({ text, message }: RefusedVault, snapshots: readonly VaultSnapshot[]): VaultState {
  const shown = text.length > longest ? `${text.slice(0, longest)}…` : text;
  return {
    text: withoutLinks(vscode.l10n.t('Not a key vault: {0}', shown)),
    detail: withoutLinks(message),
    severity: vscode.LanguageStatusSeverity.Error,
    busy: isBusy(snapshots),
    command: {
      title: vscode.l10n.t('Open Settings'),
      command: 'workbench.action.openSettings',
      arguments: ['cscfg.keyVault'],
    },
  };
}

function noVaultState(): VaultState {
  return {
    text: vscode.l10n.t('No key vault'),
    detail: vscode.l10n.t('Thumbprints are not checked against a key vault.'),
    severity: vscode.LanguageStatusSeverity.Warning,
    busy: false,
    command: { title: vscode.l10n.t('Add Key Vault…'), command: commands.addKeyVault },
  };
}

function untrustedState(snapshots: readonly VaultSnapshot[]): VaultState {
  return {
    text: vscode.l10n.t('Not verified'),
    detail: vscode.l10n.t('The key vaults that this workspace names are not read until you trust the workspace.'),
    severity: vscode.LanguageStatusSeverity.Warning,
    busy: isBusy(snapshots),
    command: { title: vscode.l10n.t('Manage Trust'), command: 'workbench.trust.manage' },
  };
}

function failedState(
  { place, snapshots, isRemote = false }: FileVaults,
  first: VaultFailure,
  failures: readonly VaultFailure[],
): VaultState {
  const names = failures.map(({ vault }) => new URL(vault).host.split('.', 1)[0] ?? vault).join(', ');
  return {
    text: vscode.l10n.t('{0}: not verified', names),
    detail: withoutLinks(isRemote && isSignInMissing(first.kind) ? remoteReason(first) : failureReason(first)),
    severity: vscode.LanguageStatusSeverity.Error,
    busy: isBusy(snapshots),
    command: commandFor(first, place),
  };
}

function remoteReason(failure: VaultFailure): string {
  return vscode.l10n.t('{0}. Your local Azure CLI sign-in does not count here.', failureReason(failure));
}

function commandFor(failure: VaultFailure, place: PlaceArgument): vscode.Command | undefined {
  if (failure.kind === 'browser') {
    return undefined;
  }
  return isAboutSignIn(failure)
    ? { title: vscode.l10n.t('Sign In'), command: commands.signIn, arguments: [place] }
    : { title: vscode.l10n.t('Try Again'), command: commands.refresh, arguments: [place] };
}

function readState({ place, vaults, snapshots }: FileVaults): VaultState {
  return {
    text: vaults.map(({ name }) => name).join(', '),
    detail: verifiedWhen(snapshots),
    severity: vscode.LanguageStatusSeverity.Information,
    busy: isBusy(snapshots),
    command: { title: vscode.l10n.t('Refresh'), command: commands.refresh, arguments: [place] },
  };
}

/** Cached data counts as not confirmed; a complete or partial list response counts as read. */
function verifiedWhen(snapshots: readonly VaultSnapshot[]): string {
  const remembered = snapshots.flatMap(({ restoredAt }) => restoredAt ?? []);
  if (remembered.length > 0) {
    const time = new Date(Math.min(...remembered)).toLocaleString();
    return isBusy(snapshots)
      ? vscode.l10n.t('as of {0}, reading…', time)
      : vscode.l10n.t('as of {0}, not confirmed yet', time);
  }
  if (isBusy(snapshots)) {
    return vscode.l10n.t('reading…');
  }
  const times = snapshots.flatMap(({ listedAt, readAt }) => listedAt ?? readAt ?? []);
  return times.length < snapshots.length
    ? vscode.l10n.t('not read yet')
    : vscode.l10n.t('verified at {0}', new Date(Math.min(...times)).toLocaleTimeString());
}

function isBusy(snapshots: readonly VaultSnapshot[]): boolean {
  return snapshots.some(({ busy }) => busy);
}
