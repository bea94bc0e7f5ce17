import * as vscode from 'vscode';
import type { VaultSnapshot } from '../../vault/snapshot/snapshot';
import type { CertificateNode } from './nodes';

/**
 * Narrows the tree to the certificates with a text in their name or thumbprint, while that is typed. VS Code's own find
 * only looks at rows that have been drawn.
 */
export class TreeFilter {
  private text = '';
  /** The same as it was typed. */
  private typed = '';

  /** `show` has the rows drawn anew. */
  constructor(private readonly show: () => void) {}

  get isActive(): boolean {
    return this.text !== '';
  }

  /** What the rows are narrowed to, to be said above them; '' for nothing. */
  message(shown: number, all: number): string {
    return this.isActive ? vscode.l10n.t('Only certificates with “{0}”: {1} of {2}', this.typed, shown, all) : '';
  }

  /** Asks for the text; what is accepted stays, and closing the box otherwise shows everything again. */
  ask(): void {
    const box = vscode.window.createInputBox();
    let kept = '';
    box.title = vscode.l10n.t('Find Certificate');
    box.prompt = vscode.l10n.t('Part of its name or thumbprint. Enter keeps the rows narrowed, Escape shows all.');
    box.value = this.text;
    // A row that was found is there to be clicked.
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

  keeps({ version }: CertificateNode): boolean {
    return [version.certificate, version.thumbprint].some((one) => one.toLowerCase().includes(this.text));
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

/**
 * What the tree shows of each vault. A search changes a vault a thousand times without changing a row: a tree of
 * thousands of rows is only drawn again when it would look otherwise.
 */
export class DrawnRows {
  private readonly shown = new Map<string, readonly unknown[]>();

  /**
   * Whether the vault looks otherwise than when this was asked last. `opened`: the keys of its certificates whose
   * versions are shown.
   */
  isOutdated(snapshot: VaultSnapshot, opened: Iterable<string>): boolean {
    const { vault, newest, busy, failure, listedAt, restoredAt, details, versions } = snapshot;
    const looks = [
      ...[newest, busy, failure, listedAt, restoredAt, details],
      ...[...opened].flatMap((key) => [key, versions.get(key)]),
    ];
    const before = this.shown.get(vault);
    this.shown.set(vault, looks);
    return looks.length !== before?.length || looks.some((part, index) => part !== before[index]);
  }
}

/** Milliseconds in which changes are drawn at once: the more rows there are, the more a drawing costs. */
export function drawingPace(rows: number): number {
  return Math.min(1000, Math.max(100, rows / 2));
}
