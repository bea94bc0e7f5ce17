import * as vscode from 'vscode';
import type { CertificateNode } from './nodes';

/**
 * Narrows the tree to the certificates with a text in their name or thumbprint, while that is typed. VS Code's own find
 * only looks at rows that have been drawn.
 */
export class TreeFilter {
  private text = '';

  /** `show` says above the rows what they are narrowed to ('' for nothing), and has them drawn. */
  constructor(private readonly show: (message: string) => void) {}

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
      this.show(wanted === '' ? '' : vscode.l10n.t('Only certificates with “{0}”', text.trim()));
    }
  }
}
