import * as vscode from 'vscode';
import { withoutLinks } from './convert';

/**
 * VS Code turns `[label](command:…)` in a notification into a link, and these texts contain names from files, vaults,
 * settings and sign-in errors: so the linter forbids the API elsewhere.
 */

export interface Confirmation {
  readonly question: string;
  readonly detail: string;
  readonly yes: string;
}

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

export async function confirm({ question, detail, yes }: Confirmation): Promise<boolean> {
  const options = { modal: true, detail: withoutLinks(detail) };
  return (await vscode.window.showWarningMessage(withoutLinks(question), options, yes)) === yes;
}

/** Can be canceled. `report` replaces the text after the title. */
export function withProgress<Result>(
  title: string,
  task: (token: vscode.CancellationToken, report: (text: string) => void) => Thenable<Result>,
): Thenable<Result> {
  return vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: withoutLinks(title), cancellable: true },
    (progress, token) =>
      task(token, (text) => {
        progress.report({ message: withoutLinks(text) });
      }),
  );
}

/** Milliseconds without progress: a notification that disappears at once would only disturb. */
const quick = 500;

/** Shows progress only if a task, which is usually quick, takes longer. Canceling aborts the signal. */
export async function withProgressIfSlow<Result>(
  title: string,
  task: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const cancelled = new AbortController();
  const work = task(cancelled.signal);
  let timer: NodeJS.Timeout | undefined;
  const isSlow = new Promise<boolean>((resolve) => {
    timer = setTimeout(resolve, quick, true);
    const isOver = (): void => {
      resolve(false);
    };
    work.then(isOver, isOver);
  });
  try {
    if (await isSlow) {
      return await withProgress(title, (token) => {
        token.onCancellationRequested(() => {
          cancelled.abort();
        });
        return work;
      });
    }
    return await work;
  } finally {
    clearTimeout(timer);
  }
}

export function withViewProgress<Result>(viewId: string, task: () => Thenable<Result>): Thenable<Result> {
  return vscode.window.withProgress({ location: { viewId } }, task);
}

/** In the status bar, for work that the user did not start. */
export function withQuietProgress<Result>(title: string, task: () => Thenable<Result>): Thenable<Result> {
  return vscode.window.withProgress({ location: vscode.ProgressLocation.Window, title: withoutLinks(title) }, task);
}
