import * as vscode from 'vscode';
import { rules } from '../../cscfg/rules/rules';
import { command } from '../commands/command';
import { commands } from '../commands/ids';

/** The actions that change where a rule applies, after the fixes of its finding. `inLine`: the edit for its line. */
export function ruleActions(
  code: string,
  diagnostic: vscode.Diagnostic,
  inLine: vscode.WorkspaceEdit | undefined,
): readonly vscode.CodeAction[] {
  const actions: vscode.CodeAction[] = [];
  if (inLine !== undefined) {
    const action = new vscode.CodeAction(
      vscode.l10n.t('Disable {0} for this line', code),
      vscode.CodeActionKind.QuickFix,
    );
    action.edit = inLine;
    actions.push(action);
  }
  // Without a workspace, there are no settings of it.
  if (vscode.workspace.workspaceFolders !== undefined) {
    actions.push(commandAction(vscode.l10n.t('Disable {0} in this workspace', code), commands.disableRule, code));
  }
  const settings = `@id:cscfg.rules.${code}`;
  actions.push(commandAction(vscode.l10n.t('Configure {0}…', code), 'workbench.action.openSettings', settings));
  actions.forEach((action) => {
    action.diagnostics = [diagnostic];
  });
  return actions;
}

function commandAction(title: string, id: string, argument: string): vscode.CodeAction {
  const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
  action.command = { title, command: id, arguments: [argument] };
  return action;
}

/** Turns the rule in the argument off in the settings of the workspace. */
export function registerDisableRule(log: vscode.LogOutputChannel): vscode.Disposable {
  return command(log, commands.disableRule, async (argument) => {
    const code = rules.find((rule) => rule.code === argument)?.code;
    if (code !== undefined) {
      await vscode.workspace.getConfiguration('cscfg.rules').update(code, 'off', vscode.ConfigurationTarget.Workspace);
    }
  });
}
