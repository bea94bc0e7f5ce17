import * as vscode from 'vscode';
import type { CertificateVersion } from '../../certificate/verdict';
import { expiryAbbreviated, expiryPhrase, stateOf } from '../../certificate/verdictMessages';
import type { VaultAddress } from '../../vault/address';
import { failureMessage, failureReason } from '../../vault/failureMessages';
import { problemReason } from '../../vault/management/readiness';
import { withTraits } from '../../vault/snapshot/inventory';
import type { VaultSnapshot } from '../../vault/snapshot/snapshot';
import { accountAndTenant } from '../vaults/account';
import type { Readiness } from '../vaults/readiness';
import { problemWords, readinessFacts } from '../vaults/readinessFacts';
import { type CertificateNode, isEmpty, nodeId, type VaultNode, type VersionNode } from './nodes';

/** Milliseconds. */
const day = 86_400_000;

type VaultRow = VaultNode | CertificateNode | VersionNode;

export interface ItemContext {
  readonly snapshot: VaultSnapshot;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly expiryWarningDays: number;
}

export function itemOf(node: VaultRow, context: ItemContext): vscode.TreeItem {
  const item = node.kind === 'vault' ? vaultItem(node, context) : certificateItem(node, context);
  // VS Code does not expand a row that was collapsed without children, so a vault with rows gets another ID.
  item.id = node.kind === 'vault' && isEmpty(context.snapshot) ? `${nodeId(node)}#empty` : nodeId(node);
  item.contextValue = contextValue(node);
  return item;
}

function contextValue(node: VaultRow): string {
  const isDisabled = node.kind !== 'vault' && !node.version.enabled;
  return `cscfg.${node.kind}${isDisabled ? '.disabled' : ''}`;
}

function vaultItem({ vault }: VaultNode, { snapshot }: ItemContext): vscode.TreeItem {
  const { Expanded, None } = vscode.TreeItemCollapsibleState;
  const item = new vscode.TreeItem(vault.name, isEmpty(snapshot) ? None : Expanded);
  const { failure } = snapshot;
  const known = failure === undefined ? accountAndTenant(snapshot) : failureMessage(failure);
  item.tooltip = [vault.url, known].filter(isWritten).join('\n');
  item.description = vaultDescription(snapshot);
  item.accessibilityInformation = { label: spoken(vscode.l10n.t('Key vault {0}', vault.name), item.description) };
  item.iconPath =
    failure === undefined
      ? new vscode.ThemeIcon(snapshot.busy ? 'loading~spin' : 'lock')
      : new vscode.ThemeIcon('warning', new vscode.ThemeColor('list.warningForeground'));
  return item;
}

function vaultDescription({ failure, busy, listedAt, restoredAt, newest }: VaultSnapshot): string {
  if (failure !== undefined) {
    return failureReason(failure);
  }
  if (restoredAt === undefined && listedAt === undefined) {
    return busy ? vscode.l10n.t('reading…') : '';
  }
  const count = newest.size === 1 ? vscode.l10n.t('1 certificate') : vscode.l10n.t('{0} certificates', newest.size);
  return restoredAt === undefined
    ? count
    : vscode.l10n.t('{0}, as of {1}', count, new Date(restoredAt).toLocaleString());
}

type State = ReturnType<typeof stateOf>;

const icons: Readonly<Record<State, readonly [icon: string, color: string]>> = {
  current: ['verified', 'testing.iconPassed'],
  expiring: ['warning', 'list.warningForeground'],
  expired: ['error', 'list.errorForeground'],
  notYetValid: ['watch', 'list.warningForeground'],
  unusable: ['error', 'list.errorForeground'],
  disabled: ['circle-slash', 'disabledForeground'],
};

/** The dates are valid, and the contents of the certificate have not been read. */
const notExamined = new vscode.ThemeIcon('circle-outline');

function certificateItem(node: CertificateNode | VersionNode, context: ItemContext): vscode.TreeItem {
  const version = withTraits(context.snapshot, node.version);
  const state = stateOf(version, context.now, context.expiryWarningDays);
  const isVersion = node.kind === 'version';
  const label = isVersion ? shortForm(version.version ?? version.thumbprint) : version.certificate;
  const { Collapsed, None } = vscode.TreeItemCollapsibleState;
  const item = new vscode.TreeItem(label, isVersion ? None : Collapsed);
  const newest = isVersion && node.newest ? [vscode.l10n.t('newest')] : [];
  item.description = listed([...newest, ...abbreviations(version, context)]);
  const [icon, color] = icons[state];
  const old = isVersion && !node.newest && state === 'current';
  item.iconPath = old
    ? new vscode.ThemeIcon('history')
    : state === 'current' && version.traits === undefined
      ? notExamined
      : new vscode.ThemeIcon(icon, new vscode.ThemeColor(color));
  item.accessibilityInformation = { label: spoken(label, listed([...newest, ...stateWords(version, context)])) };
  return item;
}

/** All 32 digits of a version would leave no room for the state. The tooltip shows them. */
function shortForm(digits: string): string {
  return `${digits.slice(0, 8)}…`;
}

function spoken(label: string, description: string): string {
  return description === '' ? label : `${label}, ${description}`;
}

function listed(words: readonly string[]): string {
  return words.join(' · ');
}

function stateWords(version: CertificateVersion, { now, expiryWarningDays }: ItemContext): readonly string[] {
  const expiry = version.expires === undefined ? [] : [expiryPhrase(version.expires, now)];
  switch (stateOf(version, now, expiryWarningDays)) {
    case 'disabled':
      return [vscode.l10n.t('disabled'), ...expiry];
    case 'notYetValid':
      return [vscode.l10n.t('not yet valid'), ...expiry];
    case 'unusable':
      return [vscode.l10n.t('unusable'), ...expiry];
    default:
      return expiry;
  }
}

/** Fits next to a name at the default width of the view. */
function abbreviations(version: CertificateVersion, { now, expiryWarningDays }: ItemContext): readonly string[] {
  const { notBefore = now, expires } = version;
  const expiry = expires === undefined ? [] : [expiryAbbreviated(expires, now)];
  switch (stateOf(version, now, expiryWarningDays)) {
    case 'disabled':
      return [
        vscode.l10n.t('disabled'),
        ...(expires !== undefined && expires <= now ? [vscode.l10n.t('expired')] : expiry),
      ];
    case 'notYetValid':
      return [vscode.l10n.t('valid in {0} d', Math.ceil((notBefore - now) / day))];
    case 'unusable':
      return [vscode.l10n.t('unusable'), ...expiry];
    default:
      return expiry;
  }
}

export function showUnused(item: vscode.TreeItem): void {
  const words = vscode.l10n.t('not used');
  item.description = [item.description, words].filter(isWritten).join(' · ');
  item.accessibilityInformation = { label: [item.accessibilityInformation?.label, words].filter(isWritten).join(', ') };
}

/** A problem also appears in the row. */
export function showReadiness(item: vscode.TreeItem, vault: VaultAddress, readiness: Readiness): void {
  const facts = readinessFacts(vault, readiness).map(([label, value]) => `${label}: ${value}`);
  if (typeof item.tooltip === 'string') {
    item.tooltip = [item.tooltip, ...facts].join('\n');
  }
  if (readiness.problems(vault).some(({ kind }) => kind === 'notForDeployment')) {
    item.contextValue = `${item.contextValue ?? ''}.notForDeployment`;
  }
  const [problem] = readiness.problems(vault);
  if (problem !== undefined) {
    const { description, accessibilityInformation } = item;
    item.description = [problemReason(problem), description].filter(isWritten).join(' · ');
    item.iconPath = new vscode.ThemeIcon('warning', new vscode.ThemeColor('list.warningForeground'));
    const spoken = [accessibilityInformation?.label, ...problemWords(vault, readiness)].filter(isWritten);
    item.accessibilityInformation = { label: spoken.join(', ') };
  }
}

function isWritten(part: unknown): boolean {
  return typeof part === 'string' && part !== '';
}
