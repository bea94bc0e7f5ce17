import * as vscode from 'vscode';
import type { CertificateVersion } from '../../cscfg/verdict';
import type { VaultAddress } from '../../vault/address';
import type { VaultFailure } from '../../vault/failure';
import { failureMessage } from '../../vault/failureWords';
import { certificateKey } from '../../vault/inventory';
import type { VaultSnapshot } from '../../vault/snapshot';
import { isCancellation } from '../cancellation';
import { CertificateFacts } from '../certificateFacts';
import type { Diagnostics } from '../diagnostics';
import type { KeyVaults } from '../keyVaults';
import { configuredVaults, expiryWarningDays } from '../settings';
import { abortSignal, say, withoutLinks } from '../text';
import { itemOf } from './items';
import { nodeId, type CertificateNode, type Node, type VersionNode } from './nodes';
import { showProblems } from './problemBadge';
import { welcomeOf } from './welcome';

const viewId = 'cscfg.keyVaultCertificates';

/** Milliseconds in which changes of the vaults are drawn once. */
const drawing = 100;

/** Vaults, their certificates, and (asked for only when opened) the certificates' versions. */
export class KeyVaultTree implements vscode.TreeDataProvider<Node>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<Node | undefined>();
  readonly onDidChangeTreeData = this.changed.event;
  private readonly view: vscode.TreeView<Node>;
  private readonly subscriptions: vscode.Disposable;
  private redraw: NodeJS.Timeout | undefined;
  /** The certificates whose versions could not be read, and of which the user was told so. */
  private readonly told = new Set<string>();

  constructor(
    private readonly keyVaults: KeyVaults,
    diagnostics: Diagnostics,
    private readonly log: vscode.LogOutputChannel,
  ) {
    this.view = vscode.window.createTreeView(viewId, { treeDataProvider: this, showCollapseAll: true });
    this.subscriptions = vscode.Disposable.from(
      this.view,
      this.changed,
      showProblems(this.view, diagnostics),
      keyVaults.onDidChange(() => {
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
        return this.certificateNodes(node.vault);
      case 'certificate':
        return this.versionNodes(node);
      case 'version':
        return [];
    }
  }

  getTreeItem(node: Node): vscode.TreeItem {
    return itemOf(node, {
      snapshot: this.keyVaults.snapshot(node.vault),
      now: Date.now(),
      expiryWarningDays: expiryWarningDays(),
    });
  }

  /** The tooltip's facts cost a request: they are read when somebody points at the row. */
  async resolveTreeItem(
    item: vscode.TreeItem,
    node: Node,
    token: vscode.CancellationToken,
  ): Promise<vscode.TreeItem | undefined> {
    if (node.kind !== 'vault') {
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
        return undefined;
      case 'certificate':
        return { kind: 'vault', vault: node.vault };
      case 'version': {
        const newest = this.keyVaults.snapshot(node.vault).newest.get(node.version.certificate);
        return { kind: 'certificate', vault: node.vault, version: newest ?? node.version };
      }
    }
  }

  dispose(): void {
    clearTimeout(this.redraw);
    this.subscriptions.dispose();
  }

  private vaultNodes(): Node[] {
    const { vaults, refused } = configuredVaults();
    const snapshots = vaults.map((vault) => this.keyVaults.snapshot(vault));
    this.readUnread(vaults, snapshots);
    const welcome = welcomeOf(snapshots, refused.length);
    void vscode.commands.executeCommand('setContext', 'cscfg.welcome', welcome);
    return welcome === undefined ? vaults.map((vault) => ({ kind: 'vault', vault })) : [];
  }

  /** The tree is looked at: that is the moment to read what was never read. */
  private readUnread(vaults: readonly VaultAddress[], snapshots: readonly VaultSnapshot[]): void {
    const unread = vaults.filter((_, index) => {
      const { listedAt, failure, busy } = snapshots[index] ?? {};
      return listedAt === undefined && failure === undefined && busy !== true;
    });
    if (unread.length > 0) {
      this.keyVaults.list(unread).catch((error: unknown) => {
        this.log.error(String(error));
      });
    }
  }

  private certificateNodes(vault: VaultAddress): Node[] {
    const newest = [...this.keyVaults.snapshot(vault).newest.values()];
    return newest
      .sort((a, b) => a.certificate.localeCompare(b.certificate))
      .map((version): CertificateNode => ({ kind: 'certificate', vault, version }));
  }

  private async versionNodes(node: CertificateNode): Promise<Node[]> {
    const { vault, version } = node;
    const answer = await this.keyVaults.versions(vault, version.certificate);
    if ('kind' in answer) {
      return this.versionsKnown(node, answer);
    }
    this.told.delete(nodeId(node));
    return versionNodes(vault, answer);
  }

  /** What was known stays. The user is told once why there is no more: rows that are open are read again unasked. */
  private versionsKnown(node: CertificateNode, failure: VaultFailure): Node[] {
    const { vault, version } = node;
    if (!this.told.has(nodeId(node))) {
      this.told.add(nodeId(node));
      void vscode.window.showErrorMessage(withoutLinks(say(failureMessage(failure))));
    }
    return versionNodes(vault, this.keyVaults.snapshot(vault).versions.get(certificateKey(version.certificate)) ?? []);
  }

  private drawSoon(): void {
    this.redraw ??= setTimeout(() => {
      this.redraw = undefined;
      this.changed.fire(undefined);
    }, drawing);
  }
}

function versionNodes(vault: VaultAddress, versions: readonly CertificateVersion[]): VersionNode[] {
  return versions.map((version, index) => ({ kind: 'version', vault, version, newest: index === 0 }));
}

/** Nobody points at the row any more. */
function ifCancelled(error: unknown): undefined {
  if (!isCancellation(error)) {
    throw error;
  }
}
