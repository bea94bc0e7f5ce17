import * as vscode from 'vscode';
import type { VaultAddress } from '../../vault/address';
import { isAboutSignIn, type VaultFailure } from '../../vault/failure';
import { failureReason } from '../../vault/failureMessages';
import type { VaultSnapshot } from '../../vault/snapshot/snapshot';
import type { PlaceArgument } from '../commands/arguments';
import { commands } from '../commands/ids';
import type { RefusedVault } from '../workspace/settings';
import { localize, withoutLinks } from '../convert';

/** What the status of a file is made from. */
export interface FileVaults {
  /** The file, for the commands that the status offers. */
  readonly place: PlaceArgument;
  readonly vaults: readonly VaultAddress[];
  readonly refused: readonly RefusedVault[];
  /** One for each of `vaults`. */
  readonly snapshots: readonly VaultSnapshot[];
  /** The workspace names vaults for the file that are not asked until the user trusts it. */
  readonly namesOthers: boolean;
}

/** The parts of a language status item. */
export interface VaultState {
  readonly text: string;
  readonly detail: string;
  readonly severity: vscode.LanguageStatusSeverity;
  readonly busy: boolean;
  readonly command: vscode.Command;
}

/** The longest text of a setting that the status bar repeats, in UTF-16 units. */
const longest = 40;

/** Which vaults a file is judged by, when they were read, or why not: what stands in the way comes first. */
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
    detail: withoutLinks(localize(message)),
    severity: vscode.LanguageStatusSeverity.Error,
    busy: isBusy(snapshots),
    command: {
      title: vscode.l10n.t('Open settings'),
      command: 'workbench.action.openSettings',
      arguments: ['cscfg.keyVault'],
    },
  };
}

function noVaultState(): VaultState {
  return {
    text: vscode.l10n.t('No key vault'),
    detail: vscode.l10n.t('Thumbprints are not compared with any vault.'),
    severity: vscode.LanguageStatusSeverity.Warning,
    busy: false,
    command: { title: vscode.l10n.t('Add key vault…'), command: commands.addKeyVault },
  };
}

function untrustedState(snapshots: readonly VaultSnapshot[]): VaultState {
  return {
    text: vscode.l10n.t('Not verified'),
    detail: vscode.l10n.t('This workspace names vaults that are not asked until you trust it.'),
    severity: vscode.LanguageStatusSeverity.Warning,
    busy: isBusy(snapshots),
    command: { title: vscode.l10n.t('Manage Trust'), command: 'workbench.trust.manage' },
  };
}

function failedState(
  { place, snapshots }: FileVaults,
  first: VaultFailure,
  failures: readonly VaultFailure[],
): VaultState {
  const names = failures.map(({ vault }) => new URL(vault).host.split('.', 1)[0] ?? vault).join(', ');
  return {
    text: vscode.l10n.t('{0}: not verified', names),
    detail: withoutLinks(localize(failureReason(first))),
    severity: vscode.LanguageStatusSeverity.Error,
    busy: isBusy(snapshots),
    command: isAboutSignIn(first)
      ? { title: vscode.l10n.t('Sign in'), command: commands.signIn, arguments: [place] }
      : { title: vscode.l10n.t('Try again'), command: commands.refresh, arguments: [place] },
  };
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

/** The vault's own word is the listing, or what a shorter one showed; what is kept from before is only remembered. */
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
