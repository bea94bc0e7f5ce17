import * as vscode from 'vscode';
import type { CertificateVersion } from '../../certificate/verdict';
import type { VaultAddress } from '../../vault/address';
import type { VaultFailure } from '../../vault/failure';
import { certificateKey } from '../../vault/snapshot/inventory';
import type { VaultSnapshot } from '../../vault/snapshot/snapshot';
import { isCancellation, abortSignal } from '../convert';
import { CertificateFacts } from '../hover/certificateFacts';
import type { Diagnostics } from '../diagnostics/diagnostics';
import { reportFailures } from '../commands/reportFailures';
import { accountsOf } from '../vaults/account';
import type { KeyVaults } from '../vaults/keyVaults';
import { certificateDrag } from '../transfer/transferred';
import type { Readiness } from '../vaults/readiness';
import { configuredVaults, expiryWarningDays } from '../workspace/settings';
import type { WorkspaceUses } from '../workspace/workspaceUses';
import {
  certificateNodes,
  nodeId,
  type CertificateNode,
  type Node,
  type PendingNode,
  rowCount,
  type UseNode,
  type VaultNode,
  type VersionNode,
  viewId,
} from './nodes';
import { Expansion } from './expansion';
import { VisibleRows, refreshDelay, TreeFilter } from './filter';
import { itemOf, showReadiness, showUnused } from './items';
import { showProblems } from './problemBadge';
import type { UsedBy } from './usedBy';
import { pendingItem, pendingNodes } from './pendingItems';
import { missingItem, missingListItem, useItem } from './useItems';
import { welcomeOf } from './welcome';

/** Versions are read when a certificate is expanded. */
export class KeyVaultTree implements vscode.TreeDataProvider<Node>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<Node | undefined>();
  readonly onDidChangeTreeData = this.changed.event;
  readonly view: vscode.TreeView<Node>;
  private readonly subscriptions: vscode.Disposable;
  private readonly filter = new TreeFilter(() => {
    this.changed.fire(undefined);
  });
  private redraw: NodeJS.Timeout | undefined;
  private readonly visibleRows = new VisibleRows();
  private isForced = false;
  private rows = 0;
  private readonly expansion = new Expansion();
  private expiryWarningDays = expiryWarningDays();
  /** Rows whose versions could not be read, by vault URL. The first failure of a vault is shown. */
  private readonly failedRows = new Map<string, Set<string>>();

  constructor(
    private readonly keyVaults: KeyVaults,
    private readonly readiness: Readiness,
    private readonly uses: WorkspaceUses,
    private readonly usedBy: UsedBy,
    diagnostics: Diagnostics,
    private readonly log: vscode.LogOutputChannel,
  ) {
    this.view = vscode.window.createTreeView(viewId, {
      treeDataProvider: this,
      canSelectMany: true,
      dragAndDropController: certificateDrag,
    });
    this.subscriptions = vscode.Disposable.from(
      this.view,
      this.changed,
      showProblems(this.view, diagnostics),
      this.expansion.follow(this.view),
      keyVaults.onDidChange(() => {
        this.refreshIfChanged();
      }),
      readiness.onDidChange(() => {
        this.drawSoon();
      }),
      uses.onDidChange(() => {
        this.drawSoon();
      }),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('cscfg')) {
          this.drawSoon();
        }
      }),
      vscode.workspace.onDidChangeWorkspaceFolders(() => {
        this.drawSoon();
      }),
    );
  }

  async getChildren(node?: Node): Promise<Node[]> {
    switch (node?.kind) {
      case undefined:
        return this.vaultNodes();
      case 'vault':
        return this.filteredNodes(node.vault);
      case 'certificate':
        return [...this.usedBy.of(node), ...(await this.versionNodes(node))];
      case 'missingList':
        return [...node.thumbprints];
      case 'missing':
        return this.usedBy.of(node);
      case 'pending':
      case 'version':
      case 'use':
        return [];
    }
  }

  getTreeItem(node: Node): vscode.TreeItem {
    switch (node.kind) {
      case 'use':
        return useItem(node);
      case 'pending':
        return pendingItem(node);
      case 'missing':
        return missingItem(node, namesOf(this.usedBy.of(node)));
      case 'missingList': {
        const item = missingListItem(node);
        if (!this.expansion.isOpen(node)) {
          item.collapsibleState = vscode.TreeItemCollapsibleState.Collapsed;
        }
        return item;
      }
      default:
        return this.vaultItem(node);
    }
  }

  private vaultItem(node: VaultNode | CertificateNode | VersionNode): vscode.TreeItem {
    const item = itemOf(node, {
      snapshot: this.keyVaults.snapshot(node.vault),
      now: Date.now(),
      expiryWarningDays: this.expiryWarningDays,
    });
    const { Collapsed, Expanded, None } = vscode.TreeItemCollapsibleState;
    if (item.collapsibleState !== None) {
      item.collapsibleState = this.expansion.isOpen(node) ? Expanded : Collapsed;
    }
    if (node.kind === 'vault') {
      showReadiness(item, node.vault, this.readiness);
    }
    if (node.kind === 'certificate' && this.usedBy.isUnused(node)) {
      showUnused(item);
    }
    return item;
  }

  /** The details in the tooltip need a request, so they are read on hover. */
  async resolveTreeItem(
    item: vscode.TreeItem,
    node: Node,
    token: vscode.CancellationToken,
  ): Promise<vscode.TreeItem | undefined> {
    if (node.kind === 'certificate' || node.kind === 'version') {
      const answer = await this.keyVaults.details(node.version, { signal: abortSignal(token) }).catch(ifCancelled);
      const details = answer === undefined || 'kind' in answer ? undefined : answer;
      item.tooltip = new CertificateFacts()
        .headline(node.version.certificate)
        .version(node.version, details, Date.now()).markdown;
    }
    return item;
  }

  getParent(node: Node): Node | undefined {
    switch (node.kind) {
      case 'vault':
      case 'missingList':
        return undefined;
      case 'missing':
        return { kind: 'missingList', thumbprints: this.usedBy.missing };
      case 'use':
        return node.parent;
      case 'pending':
      case 'certificate':
        return { kind: 'vault', vault: node.vault };
      case 'version': {
        const newest = this.keyVaults.snapshot(node.vault).newest.get(node.version.certificate);
        return { kind: 'certificate', vault: node.vault, version: newest ?? node.version };
      }
    }
  }

  /** The API has only the selection, which does not follow the arrow keys, so it is toggled and restored. */
  private async focusedRow(): Promise<Node | undefined> {
    const toggle = async (): Promise<readonly Node[]> => {
      await vscode.commands.executeCommand('list.toggleSelection');
      return this.view.selection;
    };
    const [before, after] = [this.view.selection, await toggle()];
    await toggle();
    const ids = (rows: readonly Node[]): readonly string[] => rows.map(nodeId);
    return (
      after.find((row) => !ids(before).includes(nodeId(row))) ?? before.find((row) => !ids(after).includes(nodeId(row)))
    );
  }

  /** The selected rows if the focused row is one of them, otherwise that row. */
  async focusedRows(): Promise<readonly Node[]> {
    const focused = await this.focusedRow();
    if (focused === undefined) {
      return [];
    }
    const { selection } = this.view;
    return selection.some((row) => nodeId(row) === nodeId(focused)) ? selection : [focused];
  }

  find(): void {
    this.filter.ask();
  }

  dispose(): void {
    clearTimeout(this.redraw);
    this.subscriptions.dispose();
  }

  private vaultNodes(): Node[] {
    // Once for all rows, because reading settings is slow.
    this.expiryWarningDays = expiryWarningDays();
    const { vaults, refused } = configuredVaults();
    const snapshots = vaults.map((vault) => this.keyVaults.snapshot(vault));
    this.readUnread(vaults, snapshots);
    void this.uses.read();
    this.usedBy.update(snapshots);
    const welcome = welcomeOf(snapshots, refused.length);
    void vscode.commands.executeCommand('setContext', 'cscfg.welcome', welcome);
    // The tenant is in the tooltip of each vault: beside it, the title of the view would be cut off.
    this.view.description = accountsOf(snapshots);
    const kept = vaults.map((vault) => this.filteredNodes(vault).length);
    const all = snapshots.reduce((sum, one) => sum + rowCount(one), 0);
    this.view.message = this.filter.message(
      kept.reduce((sum, count) => sum + count, 0),
      all,
    );
    return welcome === undefined
      ? [
          ...this.missingList(),
          ...vaults
            .filter((_, index) => !this.filter.isActive || (kept[index] ?? 0) > 0)
            .map((vault): VaultNode => ({ kind: 'vault', vault: this.readiness.identified(vault) })),
        ]
      : [];
  }

  private missingList(): readonly Node[] {
    const thumbprints = this.usedBy.missing.filter((node) =>
      this.filter.keepsAny([node.thumbprint, ...namesOf(this.usedBy.of(node))]),
    );
    return thumbprints.length === 0 ? [] : [{ kind: 'missingList', thumbprints }];
  }

  private filteredNodes(vault: VaultAddress): (PendingNode | CertificateNode)[] {
    const snapshot = this.keyVaults.snapshot(vault);
    const nodes = [...pendingNodes(vault, snapshot), ...certificateNodes(vault, snapshot)];
    return nodes.filter((one) => this.filter.keeps(one));
  }

  /** The tree is visible, so its vaults are read. */
  private readUnread(vaults: readonly VaultAddress[], snapshots: readonly VaultSnapshot[]): void {
    const unread = vaults.filter((_, index) => {
      const { listedAt, failure, busy } = snapshots[index] ?? {};
      return listedAt === undefined && failure === undefined && busy !== true;
    });
    if (unread.length > 0) {
      this.keyVaults.listWithPending(unread).catch((error: unknown) => {
        this.log.error(String(error));
      });
    }
  }

  /** Also reads the contents of the certificate, which its row then shows. */
  private async versionNodes(node: CertificateNode): Promise<Node[]> {
    const { vault, version } = node;
    this.expansion.open(node);
    this.keyVaults.examine([vault], [version.thumbprint]).catch((error: unknown) => {
      this.log.error(String(error));
    });
    const answer = await this.keyVaults.versions(vault, version.certificate);
    if ('kind' in answer) {
      return this.versionsKnown(node, answer);
    }
    this.failedRows.get(vault.url)?.delete(nodeId(node));
    return versionNodes(vault, answer);
  }

  /** Shows the failure once a vault, because expanded rows are read again automatically. */
  private versionsKnown(node: CertificateNode, failure: VaultFailure): Node[] {
    const { vault, version } = node;
    const failed = this.failedRows.get(vault.url) ?? new Set();
    const isFirst = failed.size === 0;
    this.failedRows.set(vault.url, failed.add(nodeId(node)));
    if (isFirst) {
      void reportFailures([failure], { vaultUrl: vault.url });
    }
    return versionNodes(vault, this.keyVaults.snapshot(vault).versions.get(certificateKey(version.certificate)) ?? []);
  }

  private drawSoon(): void {
    this.isForced = true;
    this.refreshIfChanged();
  }

  private refreshIfChanged(): void {
    this.redraw ??= setTimeout(() => {
      this.redraw = undefined;
      if (this.isOutdated() || this.isForced) {
        this.isForced = false;
        this.changed.fire(undefined);
      }
    }, refreshDelay(this.rows));
  }

  private isOutdated(): boolean {
    const snapshots = configuredVaults().vaults.map((vault) => this.keyVaults.snapshot(vault));
    this.rows = snapshots.reduce((sum, { newest }) => sum + newest.size, 0);
    const outdated = snapshots.filter((one) => this.visibleRows.isOutdated(one, this.expansion.openedIn(one.vault)));
    return outdated.length > 0;
  }
}

function namesOf(uses: readonly UseNode[]): readonly string[] {
  return [...new Set(uses.map(({ use }) => use.name).filter((name) => name !== ''))];
}

function versionNodes(vault: VaultAddress, versions: readonly CertificateVersion[]): VersionNode[] {
  return versions.map((version, index) => ({ kind: 'version', vault, version, newest: index === 0 }));
}

function ifCancelled(error: unknown): undefined {
  if (!isCancellation(error)) {
    throw error;
  }
}
