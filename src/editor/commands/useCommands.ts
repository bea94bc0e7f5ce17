import * as vscode from 'vscode';
import type { PlacedUse, WorkspaceUses } from '../workspace/workspaceUses';
import { command } from './command';
import { commands } from './ids';

interface UseArgument {
  readonly use: PlacedUse;
  readonly ordinal: number;
}

export function registerUseCommands(uses: WorkspaceUses, log: vscode.LogOutputChannel): vscode.Disposable {
  return command(log, commands.openUse, async (argument) => {
    if (isUse(argument)) {
      const { uri, range } = await uses.placeOf(argument.use, argument.ordinal);
      // `showTextDocument` would keep the file and its problems open for minutes after its editor is closed.
      await vscode.commands.executeCommand('vscode.open', uri, { selection: range });
    }
  });
}

/** Any extension can run the command with any argument. */
function isUse(argument: unknown): argument is UseArgument {
  const { use } = (argument ?? {}) as { readonly use?: { readonly uri?: unknown } };
  return use?.uri instanceof vscode.Uri;
}
