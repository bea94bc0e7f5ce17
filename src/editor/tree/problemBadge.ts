import * as vscode from 'vscode';
import { verdictRules } from '../../cscfg/rules/certificates/verdicts';
import type { Diagnostics } from '../diagnostics/diagnostics';

/** The badge of the view: the number of certificates with errors in the checked files. */
export function showProblems(view: vscode.TreeView<unknown>, diagnostics: Diagnostics): vscode.Disposable {
  return diagnostics.onDidPublish(() => {
    const value = diagnostics.all().filter(isWrong).length;
    if (view.badge?.value !== value) {
      view.badge = value === 0 ? undefined : { value, tooltip: tooltipFor(value) };
    }
  });
}

/** A certificate that expires soon does not count yet. */
function isWrong({ code, severity }: vscode.Diagnostic): boolean {
  const name = typeof code === 'object' ? code.value : code;
  return severity <= vscode.DiagnosticSeverity.Warning && verdictRules.some((rule) => rule.code === name);
}

function tooltipFor(value: number): string {
  return value === 1
    ? vscode.l10n.t('1 certificate has a problem')
    : vscode.l10n.t('{0} certificates have problems', value);
}
