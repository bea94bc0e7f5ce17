import * as vscode from 'vscode';
import { verdictRules } from '../../cscfg/rules/certificates/verdicts';
import type { Diagnostics } from '../diagnostics';

const aboutVaults: ReadonlySet<unknown> = new Set(verdictRules.map(({ code }) => code));

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
  return aboutVaults.has(name) && severity <= vscode.DiagnosticSeverity.Warning;
}

function tooltipFor(value: number): string {
  return value === 1
    ? vscode.l10n.t('1 certificate in open files needs attention')
    : vscode.l10n.t('{0} certificates in open files need attention', value);
}
