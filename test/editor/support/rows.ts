import type * as vscode from 'vscode';
import { until } from './until';
import { watched } from './watch';

/** A row of the tree: its node, as VS Code hands it to a command, and how it is drawn. */
export interface Row {
  readonly node: unknown;
  readonly item: vscode.TreeItem;
}

/** The tree's rows below a node, or its vaults. */
export async function rowsBelow(node?: unknown): Promise<readonly Row[]> {
  const provider = watched.treeViews.get('cscfg.keyVaultCertificates')?.provider;
  const nodes = (await provider?.getChildren(node)) ?? [];
  return nodes.map((one) => ({ node: one, item: provider?.getTreeItem(one) as vscode.TreeItem }));
}

/** The row of that label below a node once it is drawn as `accept` says. */
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
