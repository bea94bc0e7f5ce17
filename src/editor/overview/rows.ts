import * as vscode from 'vscode';
import { expiryAbbreviated, isoDate, vaultName, verdictLine } from '../../certificate/verdictMessages';
import type { VerdictKind } from '../../certificate/verdict';
import { type InventoryEntry, inventoryOf, type InventoryRow, urgency } from '../../check/inventory';
import { closedFile } from '../workspace/ranges';
import { rangeOf } from '../convert';
import type { JudgedFile } from '../workspace/workspaceFiles';
import type { Gravity, OverviewRow } from './protocol';

export interface PlacedRow {
  readonly row: OverviewRow;
  readonly place: vscode.Location;
}

export function entriesOf({ uri, judgement }: JudgedFile): readonly InventoryEntry[] {
  return inventoryOf(vscode.workspace.asRelativePath(uri), judgement);
}

export function placedRows(file: JudgedFile): readonly PlacedRow[] {
  const { uri, judgement } = file;
  const source = closedFile(uri, judgement.cscfg.text);
  return entriesOf(file).map((entry, index) => ({
    row: rowOf(entry, `${uri.toString()} ${String(index)}`, judgement.context.now),
    place: new vscode.Location(uri, rangeOf(source, entry.span)),
  }));
}

function rowOf({ row, verdict }: InventoryEntry, id: string, now: number): OverviewRow {
  const expires = row.expires === null ? null : Date.parse(row.expires);
  return {
    id,
    cells: {
      verdict: verdictWord(verdict.kind),
      name: row.name ?? '',
      role: row.role ?? '',
      configuration: row.configuration,
      service: row.service ?? '',
      expires: expires === null ? '' : `${isoDate(expires)} (${expiryAbbreviated(expires, now)})`,
      certificate: row.certificate ?? '',
      vault: row.vault === null ? '' : vaultName(row.vault),
      version: row.version ?? '',
      store: row.store ?? '',
      thumbprint: row.thumbprint ?? '',
      inOsProfile: inOsProfileWord(row.inOsProfile),
    },
    description: verdictLine(verdict, now),
    gravity: gravities[verdict.kind],
    urgency: urgency.indexOf(verdict.kind),
    expires,
  };
}

/** As serious as the rule that reports the verdict. */
const gravities: Readonly<Record<VerdictKind, Gravity>> = {
  expired: 'error',
  notFound: 'error',
  deleted: 'error',
  disabled: 'error',
  unusable: 'error',
  malformed: 'error',
  notYetValid: 'warning',
  secretOnly: 'warning',
  outdated: 'warning',
  expiring: 'information',
  placeholder: 'information',
  unverified: 'unknown',
  current: 'good',
};

function verdictWord(kind: VerdictKind): string {
  switch (kind) {
    case 'expired':
      return vscode.l10n.t('Expired');
    case 'notFound':
      return vscode.l10n.t('Not found');
    case 'deleted':
      return vscode.l10n.t('Deleted');
    case 'disabled':
      return vscode.l10n.t('Disabled');
    case 'unusable':
      return vscode.l10n.t('Unusable');
    case 'malformed':
      return vscode.l10n.t('Invalid');
    case 'notYetValid':
      return vscode.l10n.t('Not yet valid');
    case 'secretOnly':
      return vscode.l10n.t('Secret only');
    case 'outdated':
      return vscode.l10n.t('Outdated');
    case 'expiring':
      return vscode.l10n.t('Expiring');
    case 'placeholder':
      return vscode.l10n.t('Placeholder');
    case 'unverified':
      return vscode.l10n.t('Not verified');
    case 'current':
      return vscode.l10n.t('Current');
  }
}

function inOsProfileWord(value: InventoryRow['inOsProfile']): string {
  switch (value) {
    case 'yes':
      return vscode.l10n.t('Yes');
    case 'no':
      return vscode.l10n.t('No');
    case 'unknown':
      return '';
  }
}
