import * as vscode from 'vscode';
import { roleLenses, thumbprintHints } from '../../cscfg/hints';
import { rangeOf } from '../convert';
import type { Diagnostics } from '../diagnostics/diagnostics';
import { language } from '../workspace/documents';
import type { Judge } from '../workspace/judgement';
import { isOn } from '../workspace/settings';

export function registerHints(judge: Judge, diagnostics: Diagnostics): vscode.Disposable {
  const changed = new vscode.EventEmitter<void>();
  return vscode.Disposable.from(
    changed,
    // Both depend on the same state as the findings.
    diagnostics.onDidPublish(() => {
      changed.fire();
    }),
    vscode.languages.registerCodeLensProvider(
      { language },
      {
        onDidChangeCodeLenses: changed.event,
        provideCodeLenses: (document) => (isOn('codeLens', document) ? lenses(document, judge) : []),
      },
    ),
    vscode.languages.registerInlayHintsProvider(
      { language },
      {
        onDidChangeInlayHints: changed.event,
        provideInlayHints: (document, range) => (isOn('inlayHints', document) ? hints(document, range, judge) : []),
      },
    ),
  );
}

function lenses(document: vscode.TextDocument, judge: Judge): vscode.CodeLens[] {
  const { cscfg, findings } = judge.of(document);
  const command = 'workbench.actions.view.problems';
  return roleLenses(cscfg, findings).map(
    ({ span, title }) => new vscode.CodeLens(rangeOf(document, span), { title, command }),
  );
}

function hints(document: vscode.TextDocument, range: vscode.Range, judge: Judge): vscode.InlayHint[] {
  const { cscfg, context } = judge.of(document);
  return thumbprintHints(cscfg, context)
    .map(({ offset, label, tooltip }) => {
      const hint = new vscode.InlayHint(document.positionAt(offset), label);
      hint.tooltip = tooltip;
      hint.paddingLeft = true;
      return hint;
    })
    .filter(({ position }) => range.contains(position));
}
