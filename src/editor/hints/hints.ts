import * as vscode from 'vscode';
import { roleLenses, thumbprintHints } from '../../cscfg/hints';
import { rangeOf } from '../convert';
import type { Diagnostics } from '../diagnostics/diagnostics';
import { language } from '../workspace/documents';
import type { Judge } from '../workspace/judgement';
import { isOn } from '../workspace/settings';

/** Shows the number of certificates and problems above each role; a click shows the problems. */
export class RoleLens implements vscode.CodeLensProvider {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChangeCodeLenses = this.changed.event;

  constructor(
    private readonly judge: Judge,
    private readonly diagnostics: Diagnostics,
  ) {}

  register(): vscode.Disposable {
    return vscode.Disposable.from(
      this.changed,
      this.diagnostics.onDidPublish(() => {
        this.changed.fire();
      }),
      vscode.languages.registerCodeLensProvider({ language }, this),
    );
  }

  provideCodeLenses(document: vscode.TextDocument): vscode.CodeLens[] {
    if (!isOn('codeLens', document)) {
      return [];
    }
    const { cscfg, findings } = this.judge.of(document);
    return roleLenses(cscfg, findings).map(
      ({ span, title }) =>
        new vscode.CodeLens(rangeOf(document, span), {
          title: title,
          command: 'workbench.actions.view.problems',
        }),
    );
  }
}

/** Shows the certificate name after each thumbprint. */
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
      // The hints depend on the same state as the findings.
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
        const hint = new vscode.InlayHint(document.positionAt(offset), label);
        hint.tooltip = tooltip;
        hint.paddingLeft = true;
        return hint;
      })
      .filter(({ position }) => range.contains(position));
  }
}
