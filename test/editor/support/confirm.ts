import * as vscode from 'vscode';
import { afterThisTest } from './cleanUp';
import { replace } from './watch';

/** A question that stands in the way until it is answered. */
export interface Confirmation {
  readonly question: string;
  readonly detail: string;
  readonly buttons: readonly string[];
}

/**
 * Answers every modal question until the test is over, with its first button or, unless `yes`, by closing it; the
 * result fills with them. VS Code shows no dialogs to tests.
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
