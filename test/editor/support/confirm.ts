import * as vscode from 'vscode';
import { afterThisTest } from './cleanUp';
import { replace } from './watch';

export interface Confirmation {
  readonly question: string;
  readonly detail: string;
  readonly buttons: readonly string[];
}

/**
 * Answers all modal dialogs until the end of the test with the first button, or by closing them unless `yes`; the
 * result collects them. VS Code shows no dialogs in tests.
 */
export function answerConfirmations(yes: boolean): readonly Confirmation[] {
  const asked: Confirmation[] = [];
  const putBack = replace(
    vscode.window,
    'showWarningMessage',
    (original) =>
      ((question: string, options: vscode.MessageOptions | string | undefined, ...buttons: string[]) => {
        if (typeof options !== 'object' || options.modal !== true) {
          return (original as (...all: unknown[]) => unknown)(question, options, ...buttons);
        }
        asked.push({ question, detail: options.detail ?? '', buttons });
        return Promise.resolve(yes ? buttons[0] : undefined);
      }) as never,
  );
  afterThisTest(putBack);
  return asked;
}
