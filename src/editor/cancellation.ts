import * as vscode from 'vscode';

/** Whether somebody changed their mind, which is no failure. */
export function isCancellation(error: unknown): boolean {
  return error instanceof vscode.CancellationError || (error instanceof Error && error.name === 'AbortError');
}
