import * as vscode from 'vscode';
import { withoutLinks } from './convert';

/**
 * Every notification goes through here: VS Code turns a `[label](command:…)` in one into a link whoever wrote it, and
 * these texts hold names from documents, vaults, settings and sign-ins. The linter allows the API nowhere else.
 */

export interface Confirmation {
  readonly question: string;
  readonly detail: string;
  /** The button that confirms. */
  readonly yes: string;
}

/** Shows the text; the result is the button that the user chose, if any. */
export function showInformation<Button extends string>(
  text: string,
  ...buttons: readonly Button[]
): Thenable<Button | undefined> {
  return vscode.window.showInformationMessage(withoutLinks(text), ...buttons);
}

export function showWarning<Button extends string>(
  text: string,
  ...buttons: readonly Button[]
): Thenable<Button | undefined> {
  return vscode.window.showWarningMessage(withoutLinks(text), ...buttons);
}

export function showError<Button extends string>(
  text: string,
  ...buttons: readonly Button[]
): Thenable<Button | undefined> {
  return vscode.window.showErrorMessage(withoutLinks(text), ...buttons);
}

/** Asks in a dialog; the result is whether the user agreed. */
export async function confirm({ question, detail, yes }: Confirmation): Promise<boolean> {
  const options = { modal: true, detail: withoutLinks(detail) };
  return (await vscode.window.showWarningMessage(withoutLinks(question), options, yes)) === yes;
}

/** Runs the task behind a notification that can be cancelled. */
export function withProgress<Result>(
  title: string,
  task: (token: vscode.CancellationToken) => Thenable<Result>,
): Thenable<Result> {
  return vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: withoutLinks(title), cancellable: true },
    (_, token) => task(token),
  );
}
