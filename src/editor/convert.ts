import * as vscode from 'vscode';
import type { Severity } from '../cscfg/rules/rule';
import { LineIndex } from '../text/lines';
import type { Span, TextEdit } from '../text/span';

/** Converts the plain data of the language to `vscode` types. */

/**
 * Notifications and the language status run `[label](command:…)` from any text, and these texts contain data from
 * vaults, settings and sign-in errors.
 */
export function withoutLinks(text: string): string {
  return text.replaceAll('](', '] (');
}

/** A document, or a text that is not open. */
export type Positions = Pick<vscode.TextDocument, 'positionAt'>;

export function rangeOf(document: Positions, { start, end }: Span): vscode.Range {
  return new vscode.Range(document.positionAt(start), document.positionAt(end));
}

/** Also after the document has changed from `text`. */
export function rangesNow(document: vscode.TextDocument, text: string): (span: Span) => vscode.Range {
  const { version } = document;
  let lines: LineIndex | undefined;
  return (span) => {
    if (document.version === version) {
      return rangeOf(document, span);
    }
    lines ??= new LineIndex(text);
    return rangeIn(lines, span);
  };
}

/** For text that is not, or no longer, the text of a document. */
export function rangeIn(lines: LineIndex, { start, end }: Span): vscode.Range {
  const [from, to] = [lines.positionAt(start), lines.positionAt(end)];
  return new vscode.Range(from.line, from.character, to.line, to.character);
}

export function workspaceEdit(document: vscode.TextDocument, edits: readonly TextEdit[]): vscode.WorkspaceEdit {
  const result = new vscode.WorkspaceEdit();
  result.set(
    document.uri,
    edits.map((edit) => new vscode.TextEdit(rangeOf(document, edit), edit.newText)),
  );
  return result;
}

const severities: Readonly<Record<Severity, vscode.DiagnosticSeverity>> = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  information: vscode.DiagnosticSeverity.Information,
  hint: vscode.DiagnosticSeverity.Hint,
};

export function severityOf(severity: Severity): vscode.DiagnosticSeverity {
  return severities[severity];
}

/** Passes the cancellation to the socket. */
export function abortSignal(token: vscode.CancellationToken): AbortSignal {
  const controller = new AbortController();
  if (token.isCancellationRequested) {
    controller.abort();
  } else {
    token.onCancellationRequested(() => {
      controller.abort();
    });
  }
  return controller.signal;
}

/** Control characters, line breaks, and marks that change the text direction. */
const unprintable = /[\p{Cc}\p{Zl}\p{Zp}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]+/gu;

/**
 * On one line. CommonMark allows a backslash before any ASCII punctuation. `MarkdownString.appendText` is not enough
 * for untrusted names: it keeps URLs, mail addresses and entities active, and makes spaces non-breaking.
 */
export function escapeMarkdown(text: string): string {
  return text.replace(unprintable, '\uFFFD').replace(/[!-/:-@[-`{-~]/g, '\\$&');
}

export function isCancellation(error: unknown): boolean {
  return error instanceof vscode.CancellationError || (error instanceof Error && error.name === 'AbortError');
}
