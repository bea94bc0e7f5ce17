import * as vscode from 'vscode';

/** The code actions of the extension at a position, optionally only of one kind. */
export async function actionsAt(
  document: vscode.TextDocument,
  place: vscode.Position | vscode.Range,
  kind?: vscode.CodeActionKind,
): Promise<readonly vscode.CodeAction[]> {
  const range = place instanceof vscode.Range ? place : new vscode.Range(place, place);
  const found = await vscode.commands.executeCommand<vscode.CodeAction[]>(
    'vscode.executeCodeActionProvider',
    document.uri,
    range,
    kind?.value,
  );
  // VS Code returns no diagnostics, and the actions of other extensions have their own commands.
  const own = ({ command, edit }: vscode.CodeAction): boolean =>
    command === undefined
      ? edit !== undefined
      : command.command.startsWith('cscfg.') || String(command.arguments?.[0]).startsWith('@id:cscfg.');
  return found.filter(own);
}

export function titled(actions: readonly vscode.CodeAction[], title: string | RegExp): vscode.CodeAction {
  const found = actions.find((action) =>
    typeof title === 'string' ? action.title === title : title.test(action.title),
  );
  if (found === undefined) {
    throw new Error(`There is no action ${String(title)}, but ${actions.map((one) => one.title).join('; ')}.`);
  }
  return found;
}

export async function apply({ edit, command }: vscode.CodeAction): Promise<void> {
  if (edit !== undefined && !(await vscode.workspace.applyEdit(edit))) {
    throw new Error('The edit was not applied.');
  }
  if (command !== undefined) {
    await vscode.commands.executeCommand(command.command, ...((command.arguments ?? []) as unknown[]));
  }
}
