import * as vscode from 'vscode';
import type { Severity } from '../cscfg/rules/rule';
import { LineIndex } from '../text/lines';
import type { Message } from '../text/message';
import type { Span, TextEdit } from '../text/span';

/** The language's plain data as the editor's types: offsets become positions, messages become translated text. */

/** The message in the user's language. */
export function localize({ template, args }: Message): string {
  return vscode.l10n.t(template, ...args);
}

/**
 * The text without what notifications and the language status take for a link: they run a `[label](command:…)` whoever
 * wrote it, and these texts hold what a vault, a setting or a sign-in has said.
 */
export function withoutLinks(text: string): string {
  return text.replaceAll('](', '] (');
}

export function rangeOf(document: vscode.TextDocument, { start, end }: Span): vscode.Range {
  return new vscode.Range(document.positionAt(start), document.positionAt(end));
}

/** Ranges in a document as it is now, whose text is `text`, also for those who ask when it has changed. */
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

/** The range in a text that no document holds, or not any more. */
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

/** Aborts when `token` is cancelled: cancellation goes all the way to the socket. */
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

/** Controls, line ends, and the marks that turn the direction of the text around them. */
const unprintable = /[\p{Cc}\p{Zl}\p{Zp}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]+/gu;

/**
 * The text as Markdown that shows it letter by letter, on one line: CommonMark takes any punctuation of ASCII for
 * itself behind a backslash. `MarkdownString.appendText` is no match for names from outside: it leaves URLs, mail
 * addresses and entities to become what they stand for, and keeps lines from breaking at their blanks.
 */
export function escapeMarkdown(text: string): string {
  return text.replace(unprintable, '\uFFFD').replace(/[!-/:-@[-`{-~]/g, '\\$&');
}

/** Whether somebody changed their mind, which is no failure. */
export function isCancellation(error: unknown): boolean {
  return error instanceof vscode.CancellationError || (error instanceof Error && error.name === 'AbortError');
}
