import * as vscode from 'vscode';
import type { CertificateVersion, Thumbprint, Verdict } from '../../certificate/verdict';
import { isMatched } from '../../certificate/verdict';
import { verdictLine } from '../../certificate/verdictMessages';
import { versionPhrase } from '../../check/rollOver/summary';
import { requestedReplacement } from '../../check/rollOver/replacement';
import type { VaultAddress } from '../../vault/address';
import { judge } from '../../vault/snapshot/judge';
import type { VaultSnapshot } from '../../vault/snapshot/snapshot';
import { pickCertificate } from '../commands/pickCertificate';
import { confirmUsable } from '../commands/confirmUsable';
import type { KeyVaults } from '../vaults/keyVaults';

/** A certificate in use, with the number of its uses. */
export interface UsedThumbprint {
  readonly thumbprint: Thumbprint;
  readonly uses: number;
}

/** In this order in the list: what a roll-over is for comes first. */
const order: readonly Verdict['kind'][] = ['expired', 'outdated', 'disabled', 'unusable', 'deleted', 'expiring'];

/** The only certificate, or the one that the user selects. Resolves to undefined when the user cancels. */
export async function chooseUsed(
  used: readonly UsedThumbprint[],
  snapshots: readonly VaultSnapshot[],
): Promise<Thumbprint | undefined> {
  const now = Date.now();
  const items = used.map(({ thumbprint, uses }) => {
    const verdict = judge(thumbprint, snapshots, { now, expiryWarningDays: 0 });
    const rank = order.indexOf(verdict.kind);
    return {
      label: isMatched(verdict) ? verdict.match.certificate : thumbprint,
      description: isMatched(verdict) ? thumbprint : '',
      detail: `${verdictLine(verdict, now)} · ${vscode.l10n.t('Uses: {0}', uses)}`,
      thumbprint,
      rank: rank < 0 ? order.length : rank,
    };
  });
  const [first, ...others] = items.sort((a, b) => a.rank - b.rank || a.label.localeCompare(b.label));
  if (first === undefined || others.length === 0) {
    return first?.thumbprint;
  }
  const chosen = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Select the certificate to roll over'),
    placeHolder: vscode.l10n.t('Type a certificate name or thumbprint'),
    matchOnDescription: true,
    matchOnDetail: true,
  });
  return chosen?.thumbprint;
}

/** The newest version of the same certificate (`to` is absent), or another certificate. */
export interface Target {
  readonly to?: CertificateVersion;
}

/** What replaces the certificate. Resolves to undefined when the user cancels. */
export async function chooseTarget(
  from: Thumbprint,
  vaults: readonly VaultAddress[],
  keyVaults: KeyVaults,
): Promise<Target | undefined> {
  const snapshots = vaults.map((vault) => keyVaults.snapshot(vault));
  const newest = requestedReplacement(from, snapshots, Date.now());
  if (newest.kind === 'version') {
    const items = [
      {
        label: vscode.l10n.t('Newest version'),
        description: versionPhrase(newest.to),
        isNewest: true,
      },
      { label: vscode.l10n.t('Another certificate…'), description: '', isNewest: false },
    ];
    const chosen = await vscode.window.showQuickPick(items, { title: vscode.l10n.t('Roll over to') });
    if (chosen?.isNewest !== false) {
      return chosen && {};
    }
  }
  const title = vscode.l10n.t('Select the new certificate');
  const to = await pickCertificate(keyVaults, { title, vaults, like: undefined });
  return to !== undefined && (await confirmUsable(keyVaults, to)) ? { to } : undefined;
}

export type Scope = 'file' | 'service' | 'workspace';

/** Where to look for outdated certificates. Resolves to undefined when the user cancels. */
export async function chooseScope(scopes: readonly Scope[]): Promise<Scope | undefined> {
  const details: Readonly<Record<Scope, readonly [label: string, detail: string]>> = {
    file: [vscode.l10n.t('This file'), vscode.l10n.t('Change only the active configuration.')],
    service: [
      vscode.l10n.t('This service'),
      vscode.l10n.t('Change the configurations of the service, and the templates and other files of the workspace.'),
    ],
    workspace: [
      vscode.l10n.t('Workspace'),
      vscode.l10n.t('Change all configurations, templates and other files of the workspace.'),
    ],
  };
  const [only, ...others] = scopes;
  if (others.length === 0) {
    return only;
  }
  const items = scopes.map((scope) => ({ label: details[scope][0], detail: details[scope][1], scope }));
  const chosen = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Roll over everything outdated in'),
  });
  return chosen?.scope;
}
