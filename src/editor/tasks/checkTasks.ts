import * as vscode from 'vscode';
import { configuredVaults } from '../workspace/settings';

const type = 'cscfg';

/** A task in `tasks.json`: the operands and options of `cscfg-certificates check`. */
interface CheckDefinition extends vscode.TaskDefinition {
  readonly type: typeof type;
  readonly paths?: readonly string[];
  readonly vaults?: readonly string[];
  /** Other options, such as `--fail-on`. */
  readonly options?: readonly string[];
}

/** Provides a task for each folder that checks it with the command line, against the vaults of the settings. */
export function registerCheckTasks({ extensionUri }: vscode.ExtensionContext): vscode.Disposable {
  const program = vscode.Uri.joinPath(extensionUri, 'dist', 'cli.js').fsPath;
  return vscode.tasks.registerTaskProvider(type, {
    provideTasks: () =>
      (vscode.workspace.workspaceFolders ?? [])
        .filter(({ uri }) => uri.scheme === 'file')
        .map((folder) => checkTask({ type }, folder, program)),
    resolveTask: ({ definition, scope }) =>
      typeof scope === 'object' && scope.uri.scheme === 'file'
        ? checkTask(definition as CheckDefinition, scope, program)
        : undefined,
  });
}

function checkTask(definition: CheckDefinition, folder: vscode.WorkspaceFolder, program: string): vscode.Task {
  const { paths = ['.'], vaults = configuredVaults().vaults.map(({ url }) => url), options = [] } = definition;
  const values = [...vaults.map((vault) => `--vault=${vault}`), ...options];
  // The Node.js of VS Code, so that none has to be installed.
  const execution = new vscode.ProcessExecution(process.execPath, [program, 'check', ...values, '--', ...paths], {
    cwd: folder.uri.fsPath,
    env: { ELECTRON_RUN_AS_NODE: '1' },
  });
  const task = new vscode.Task(definition, folder, vscode.l10n.t('Check certificates'), type, execution, ['$cscfg']);
  task.group = vscode.TaskGroup.Test;
  return task;
}
