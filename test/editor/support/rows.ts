import type * as vscode from 'vscode';
import { until } from './until';
import { watched } from './watch';

/** A tree item as VS Code renders it, with its node. */
export interface Row {
  readonly node: unknown;
  readonly item: vscode.TreeItem;
}

export async function rowsBelow(node?: unknown): Promise<readonly Row[]> {
  const provider = watched.treeViews.get('cscfg.keyVaultCertificates')?.provider;
  const nodes = (await provider?.getChildren(node)) ?? [];
  return nodes.map((one) => ({ node: one, item: provider?.getTreeItem(one) as vscode.TreeItem }));
}

/** The row with that label below a node, as soon as `accept` returns true. */
export async function rowThat(
  label: string,
  accept: (item: vscode.TreeItem) => boolean,
  below?: unknown,
): Promise<Row> {
  const found = await until(
    `${label} is drawn so`,
    async () => (await rowsBelow(below)).find(({ item }) => item.label === label),
    (row) => row !== undefined && accept(row.item),
  );
  if (found === undefined) {
    throw new Error(`There is no row ${label}.`);
  }
  return found;
}
