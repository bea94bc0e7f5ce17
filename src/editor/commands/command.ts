import * as vscode from 'vscode';
import { isCancellation } from '../convert';
import { showError } from '../notify';

/**
 * Shows and logs failures, but ignores cancellation. `run` validates the arguments, which can be anything. `selected`: the
 * rows of a view if several are selected and the command is run on one of them.
 */
export function command(
  log: vscode.LogOutputChannel,
  id: string,
  run: (argument: unknown, selected: unknown) => Promise<void> | void,
): vscode.Disposable {
  return vscode.commands.registerCommand(id, async (argument: unknown, selected: unknown) => {
    try {
      await run(argument, selected);
    } catch (error) {
      if (!isCancellation(error)) {
        log.error(`${id}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
        void showFailure(error instanceof Error ? error.message : String(error), log);
      }
    }
  });
}

async function showFailure(text: string, log: vscode.LogOutputChannel): Promise<void> {
  const showLog = vscode.l10n.t('Show Log');
  if ((await showError(text, showLog)) === showLog) {
    log.show();
  }
}
