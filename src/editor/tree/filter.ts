import * as vscode from 'vscode';
import type { VaultSnapshot } from '../../vault/snapshot/snapshot';
import type { CertificateNode, PendingNode } from './nodes';

/** By name or thumbprint while the user types. VS Code's own find searches only rendered rows. */
export class TreeFilter {
  private text = '';
  private typed = '';

  constructor(private readonly show: () => void) {}

  get isActive(): boolean {
    return this.text !== '';
  }

  /** Empty without a filter. */
  message(shown: number, all: number): string {
    return this.isActive
      ? vscode.l10n.t('Showing certificates that contain "{0}": {1} of {2}', this.typed, shown, all)
      : '';
  }

  /** Accepting keeps the filter; closing the box in any other way clears it. */
  ask(): void {
    const box = vscode.window.createInputBox();
    let kept = '';
    box.title = vscode.l10n.t('Find Certificate');
    box.prompt = vscode.l10n.t(
      'Type part of the name or thumbprint. Press Enter to keep the filter, or Escape to show all certificates.',
    );
    box.value = this.text;
    box.ignoreFocusOut = true;
    box.onDidChangeValue((text) => {
      this.narrow(text);
    });
    box.onDidAccept(() => {
      kept = this.text;
      box.hide();
    });
    box.onDidHide(() => {
      this.narrow(kept);
      box.dispose();
    });
    box.show();
  }

  keeps(node: CertificateNode | PendingNode): boolean {
    return this.keepsAny(
      node.kind === 'pending' ? [node.pending.certificate] : [node.version.certificate, node.version.thumbprint],
    );
  }

  keepsAny(texts: readonly string[]): boolean {
    return texts.some((one) => one.toLowerCase().includes(this.text));
  }

  private narrow(text: string): void {
    const wanted = text.trim().toLowerCase();
    if (wanted !== this.text) {
      this.text = wanted;
      this.typed = text.trim();
      this.show();
    }
  }
}

/** A search changes a snapshot a thousand times without changing a row, and rendering thousands of rows is slow. */
export class VisibleRows {
  private readonly shown = new Map<string, readonly unknown[]>();

  /** Since the last call. `opened`: the keys of the vault's expanded certificates. */
  isOutdated(snapshot: VaultSnapshot, opened: Iterable<string>): boolean {
    const { vault, newest, busy, failure, listedAt, restoredAt, details, versions, signedIn, tenant, pending } =
      snapshot;
    const looks = [
      ...[newest, busy, failure, listedAt, restoredAt, details, signedIn?.account, tenant, pending],
      ...[...opened].flatMap((key) => [key, versions.get(key)]),
    ];
    const before = this.shown.get(vault);
    this.shown.set(vault, looks);
    return looks.length !== before?.length || looks.some((part, index) => part !== before[index]);
  }
}

/** Milliseconds in which changes are combined: rendering more rows takes longer. */
export function refreshDelay(rows: number): number {
  return Math.min(1000, Math.max(100, rows / 2));
}
