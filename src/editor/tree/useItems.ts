import * as vscode from 'vscode';
import { verdictLine } from '../../certificate/verdictMessages';
import { nameOf } from '../../text/paths';
import { commands } from '../commands/ids';
import type { PlacedUse } from '../workspace/workspaceUses';
import { type MissingListNode, type MissingNode, nodeId, type UseNode } from './nodes';

const icons: Readonly<Record<PlacedUse['kind'], string>> = {
  certificate: 'key',
  setting: 'symbol-property',
  mention: 'file',
};

export function useItem(node: UseNode): vscode.TreeItem {
  const { use } = node;
  const file = nameOf(use.uri.path);
  const label = use.name === '' ? file : use.name;
  const item = new vscode.TreeItem(label);
  item.id = nodeId(node);
  item.contextValue = 'cscfg.use';
  item.iconPath = new vscode.ThemeIcon(icons[use.kind]);
  const words = (fileName: string): readonly string[] => [
    ...(use.kind === 'mention' ? [vscode.l10n.t('line {0}', use.range.start.line + 1)] : []),
    ...(use.role === undefined ? [] : [use.role]),
    ...(label === file ? [] : [fileName]),
    ...(isOlder(node) ? [vscode.l10n.t('outdated')] : []),
  ];
  item.description = words(shortName(file)).join(' · ');
  item.tooltip = `${vscode.workspace.asRelativePath(use.uri)}\n${node.thumbprint}`;
  item.accessibilityInformation = { label: [vscode.l10n.t('Used by {0}', label), ...words(file)].join(', ') };
  item.command = { title: vscode.l10n.t('Open'), command: commands.openUse, arguments: [node] };
  return item;
}

/** `Cloud` of `ServiceConfiguration.Cloud.cscfg`, because the whole name would not fit at the usual width. */
function shortName(file: string): string {
  return /^ServiceConfiguration\.(.+)\.cscfg$/i.exec(file)?.[1] ?? file;
}

function isOlder({ thumbprint, parent }: UseNode): boolean {
  return parent.kind === 'certificate' && parent.version.thumbprint !== thumbprint;
}

export function missingListItem(node: MissingListNode): vscode.TreeItem {
  const { Expanded } = vscode.TreeItemCollapsibleState;
  const item = new vscode.TreeItem(vscode.l10n.t('Used but Not in Key Vault'), Expanded);
  item.id = nodeId(node);
  item.contextValue = 'cscfg.missingList';
  item.description = String(node.thumbprints.length);
  item.iconPath = warning;
  return item;
}

/** `names`: of the uses of the thumbprint. */
export function missingItem(node: MissingNode, names: readonly string[]): vscode.TreeItem {
  const { Collapsed } = vscode.TreeItemCollapsibleState;
  const item = new vscode.TreeItem(`${node.thumbprint.slice(0, 8)}…`, Collapsed);
  item.id = nodeId(node);
  item.contextValue = 'cscfg.missing';
  item.description = names.join(', ');
  item.iconPath = warning;
  item.tooltip = `${verdictLine(node.verdict, Date.now())}\n${node.thumbprint}`;
  return item;
}

const warning = new vscode.ThemeIcon('warning', new vscode.ThemeColor('list.warningForeground'));
