import * as vscode from 'vscode';
import { until } from './until';

/** Accepts or discards the refactor preview of a running command as soon as it is open. */
export async function preview(command: Thenable<unknown>, accept = true): Promise<void> {
  let done = false;
  const running = Promise.resolve(command).finally(() => (done = true));
  await until(
    'The preview is answered',
    async () => {
      await vscode.commands.executeCommand(accept ? 'refactorPreview.apply' : 'refactorPreview.discard');
      return done;
    },
    (isDone) => isDone,
  );
  await running;
}
