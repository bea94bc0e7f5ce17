import * as vscode from 'vscode';
import type { VaultAddress } from '../../vault/address';
import type { PendingCertificate } from '../../vault/client/pending';
import type { VaultSnapshot } from '../../vault/snapshot/snapshot';
import { nodeId, type PendingNode } from './nodes';

/** The creations of the vault, by name. */
export function pendingNodes(vault: VaultAddress, { pending }: VaultSnapshot): readonly PendingNode[] {
  return [...(pending?.values() ?? [])]
    .sort((a, b) => a.certificate.localeCompare(b.certificate))
    .map((one) => ({ kind: 'pending', vault, pending: one }));
}

/** A row with the state of a creation, and its details in the tooltip. */
export function pendingItem(node: PendingNode): vscode.TreeItem {
  const { certificate, state, detail } = node.pending;
  const item = new vscode.TreeItem(certificate);
  item.id = nodeId(node);
  item.description = creationState(node.pending);
  item.tooltip = [certificate, item.description, ...(detail === undefined ? [] : [detail])].join('\n');
  item.contextValue = `cscfg.pending.${state}`;
  item.iconPath =
    state === 'inProgress'
      ? new vscode.ThemeIcon('watch')
      : state === 'failed'
        ? new vscode.ThemeIcon('error', new vscode.ThemeColor('list.errorForeground'))
        : new vscode.ThemeIcon('circle-slash', new vscode.ThemeColor('disabledForeground'));
  item.accessibilityInformation = { label: `${certificate}, ${item.description}` };
  return item;
}

/** The state of a creation in one or two words. */
export function creationState({ state, isCancelling, issuer }: PendingCertificate): string {
  switch (state) {
    case 'inProgress':
      return isCancelling
        ? vscode.l10n.t('canceling')
        : issuer === 'Self'
          ? vscode.l10n.t('being created')
          : vscode.l10n.t('waiting for {0}', issuer);
    case 'cancelled':
      return vscode.l10n.t('canceled');
    case 'failed':
      return vscode.l10n.t('not issued');
    case 'completed':
      return vscode.l10n.t('created');
  }
}
