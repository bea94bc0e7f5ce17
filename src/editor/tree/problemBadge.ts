import * as vscode from 'vscode';
import { verdictRules } from '../../cscfg/rules/certificates/verdicts';
import type { Diagnostics } from '../diagnostics/diagnostics';

/** Keeps the view's badge at the number of certificates in the open files that the vaults say are wrong. */
export function showProblems(view: vscode.TreeView<unknown>, diagnostics: Diagnostics): vscode.Disposable {
  return diagnostics.onDidPublish(() => {
    const value = diagnostics.all().filter(isWrong).length;
    if (view.badge?.value !== value) {
      view.badge = value === 0 ? undefined : { value, tooltip: tooltipFor(value) };
    }
  });
}

/** An expiry to come is no problem yet. */
function isWrong({ code, severity }: vscode.Diagnostic): boolean {
  const name = typeof code === 'object' ? code.value : code;
  return severity <= vscode.DiagnosticSeverity.Warning && verdictRules.some((rule) => rule.code === name);
}

function tooltipFor(value: number): string {
  return value === 1
    ? vscode.l10n.t('1 certificate in open files needs attention')
    : vscode.l10n.t('{0} certificates in open files need attention', value);
}
