import * as vscode from 'vscode';
import { eventually } from './until';

/** `error thumbprint-malformed ‹1234›`: the findings of the extension in a document, in its order. */
export function findingsOf(document: vscode.TextDocument): readonly string[] {
  return diagnosticsOf(document).map(({ severity, code, range }) => {
    const name = typeof code === 'object' ? code.value : code;
    const level = vscode.DiagnosticSeverity[severity].toLowerCase();
    return `${level} ${String(name)} ‹${document.getText(range)}›`;
  });
}

export function diagnosticsOf({ uri }: vscode.TextDocument): readonly vscode.Diagnostic[] {
  return vscode.languages
    .getDiagnostics(uri)
    .filter(({ source }) => source === 'cscfg')
    .sort((a, b) => a.range.start.compareTo(b.range.start));
}

export function findingsBecome(document: vscode.TextDocument, expected: readonly string[]): Promise<void> {
  return eventually(() => findingsOf(document), expected);
}
