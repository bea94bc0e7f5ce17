import * as vscode from 'vscode';
import { until } from './until';
import { watched, type TreeView } from './watch';

export function tree(): TreeView {
  const found = watched.treeViews.get('cscfg.keyVaultCertificates');
  if (found === undefined) {
    throw new Error('The extension has not made its tree.');
  }
  return found;
}

export async function children(node?: unknown): Promise<readonly unknown[]> {
  return (await tree().provider.getChildren(node)) ?? [];
}

export async function itemOf(node: unknown): Promise<vscode.TreeItem> {
  return tree().provider.getTreeItem(node);
}

export async function itemsOf(node?: unknown): Promise<readonly vscode.TreeItem[]> {
  return Promise.all((await children(node)).map(itemOf));
}

/** The row at the path of labels, each as soon as it exists. */
export async function row(...labels: readonly string[]): Promise<unknown> {
  let node: unknown;
  for (const label of labels) {
    const rows = await until(
      `The tree has the row ${label}`,
      async () => Promise.all((await children(node)).map(async (one) => ({ one, label: (await itemOf(one)).label }))),
      (found) => found.some((one) => one.label === label),
    );
    node = rows.find((one) => one.label === label)?.one;
  }
  return node;
}

export async function tooltipOf(node: unknown): Promise<string> {
  const item = await itemOf(node);
  const { token } = new vscode.CancellationTokenSource();
  const resolved = await tree().provider.resolveTreeItem?.(item, node, token);
  const { tooltip } = resolved ?? item;
  return typeof tooltip === 'string' ? tooltip : (tooltip?.value ?? '');
}
