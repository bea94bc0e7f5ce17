import * as vscode from 'vscode';
import { thumbprintHints } from '../../cscfg/features/thumbprintHints';
import { language } from '../cscfgDocuments';
import type { Diagnostics } from '../diagnostics';
import type { Judge } from '../judgement';
import { isOn } from '../settings';
import { say } from '../text';

/** Whose thumbprint it is, right behind it. */
export class ThumbprintHints implements vscode.InlayHintsProvider {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChangeInlayHints = this.changed.event;

  constructor(
    private readonly judge: Judge,
    private readonly diagnostics: Diagnostics,
  ) {}

  register(): vscode.Disposable {
    return vscode.Disposable.from(
      this.changed,
      // What the findings follow, the hints do too.
      this.diagnostics.onDidPublish(() => {
        this.changed.fire();
      }),
      vscode.languages.registerInlayHintsProvider({ language }, this),
    );
  }

  provideInlayHints(document: vscode.TextDocument, range: vscode.Range): vscode.InlayHint[] {
    if (!isOn('inlayHints', document)) {
      return [];
    }
    const { cscfg, context } = this.judge.of(document);
    return thumbprintHints(cscfg, context)
      .map(({ offset, label, tooltip }) => {
        const hint = new vscode.InlayHint(document.positionAt(offset), say(label));
        hint.tooltip = say(tooltip);
        hint.paddingLeft = true;
        return hint;
      })
      .filter(({ position }) => range.contains(position));
  }
}
