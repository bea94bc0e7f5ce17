import * as vscode from 'vscode';
import { afterThisTest } from './cleanUp';
import { replace } from './watch';

/** Records the pages that the editor should open, instead of opening them. */
export function opened(): readonly string[] {
  const pages: string[] = [];
  const undo = replace(
    vscode.commands,
    'executeCommand',
    (original) =>
      ((command: string, ...rest: unknown[]) => {
        if (command !== 'vscode.open' || typeof rest[0] !== 'string') {
          return original(command, ...rest);
        }
        pages.push(rest[0]);
        return Promise.resolve();
      }) as typeof original,
  );
  afterThisTest(undo);
  return pages;
}
