import * as vscode from 'vscode';

/** The extension's code actions at a place, `kind` and its like only where one is given. */
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
  // VS Code hands no diagnostics back; other extensions that offer something here offer commands of theirs.
  const own = ({ command, edit }: vscode.CodeAction): boolean =>
    command?.command.startsWith('cscfg.') ?? edit !== undefined;
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

/** As choosing it in the menu does. */
export async function apply({ edit, command }: vscode.CodeAction): Promise<void> {
  if (edit !== undefined && !(await vscode.workspace.applyEdit(edit))) {
    throw new Error('The edit was not applied.');
  }
  if (command !== undefined) {
    await vscode.commands.executeCommand(command.command, ...((command.arguments ?? []) as unknown[]));
  }
}
