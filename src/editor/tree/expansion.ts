import * as vscode from 'vscode';
import { certificateKey } from '../../vault/snapshot/inventory';
import { type CertificateNode, type Node, nodeId } from './nodes';

/** Which rows are expanded, so that a row that reappears after a refresh or filtering keeps its state. */
export class Expansion {
  /** By vault URL. Certificates are collapsed at first. */
  private readonly opened = new Map<string, Set<string>>();
  /** Vaults are expanded at first. */
  private readonly closed = new Set<string>();

  follow(view: vscode.TreeView<Node>): vscode.Disposable {
    return vscode.Disposable.from(
      view.onDidCollapseElement(({ element }) => {
        if (element.kind === 'certificate') {
          this.opened.get(element.vault.url)?.delete(certificateKey(element.version.certificate));
        } else {
          this.closed.add(nodeId(element));
        }
      }),
      view.onDidExpandElement(({ element }) => {
        this.closed.delete(nodeId(element));
      }),
    );
  }

  /** The versions of the certificate were requested, so its row is expanded. */
  open({ vault, version }: CertificateNode): void {
    const opened = this.opened.get(vault.url) ?? new Set();
    this.opened.set(vault.url, opened.add(certificateKey(version.certificate)));
  }

  /** The keys of the expanded certificates of the vault with this URL. */
  openedIn(vault: string): ReadonlySet<string> {
    return this.opened.get(vault) ?? new Set();
  }

  isOpen(node: Node): boolean {
    return node.kind === 'certificate'
      ? this.openedIn(node.vault.url).has(certificateKey(node.version.certificate))
      : !this.closed.has(nodeId(node));
  }
}
