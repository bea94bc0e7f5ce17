import * as vscode from 'vscode';
import { definitionChoices } from '../../cscfg/service/chosenDefinition';
import { folderOf, nameOf } from '../../text/paths';
import { showInformation } from '../notify';
import { isCscfg } from '../workspace/documents';
import type { Services } from '../workspace/services';
import { placeIn } from './arguments';
import { command } from './command';
import { commands } from './ids';

const setting = 'serviceDefinition';

interface DefinitionItem extends vscode.QuickPickItem {
  /** From the folder of the workspace; undefined for the automatic choice. */
  readonly path: string | undefined;
}

/** Writes the chosen service definition to the settings of the folder. */
export function registerChooseDefinition(services: Services, log: vscode.LogOutputChannel): vscode.Disposable {
  return command(log, commands.chooseDefinition, async (argument) => {
    const document = documentOf(argument);
    if (document === undefined) {
      return;
    }
    const folder = vscode.workspace.getWorkspaceFolder(document.uri);
    if (folder === undefined) {
      void showInformation(vscode.l10n.t('Open the folder of the file to choose its service definition.'));
      return;
    }
    const definitions = await services.definitionsFor(document);
    if (definitions.length === 0) {
      void showInformation(vscode.l10n.t('The folder {0} contains no .csdef file.', folder.name));
      return;
    }
    const current = (await services.whenRead(document))?.definition?.file;
    const file = pathIn(folder, document.uri);
    const isChosen = Object.hasOwn(ownChoices(folder), file);
    const items = [...definitions.map((uri) => itemOf(folder, uri, current)), ...(isChosen ? [automaticItem()] : [])];
    const item = await vscode.window.showQuickPick(items, {
      title: vscode.l10n.t('Select the service definition of {0}', nameOf(file)),
    });
    if (item !== undefined) {
      await write(folder, file, item.path);
    }
  });
}

function documentOf(argument: unknown): vscode.TextDocument | undefined {
  const uri = placeIn(argument)?.uri;
  const document =
    uri === undefined
      ? vscode.window.activeTextEditor?.document
      : vscode.workspace.textDocuments.find((one) => one.uri.toString() === uri);
  return isCscfg(document) ? document : undefined;
}

function itemOf(folder: vscode.WorkspaceFolder, uri: vscode.Uri, current: string | undefined): DefinitionItem {
  const path = pathIn(folder, uri);
  return {
    label: `$(${uri.toString() === current ? 'check' : 'file'}) ${nameOf(path)}`,
    description: folderOf(path),
    path,
  };
}

function automaticItem(): DefinitionItem {
  return {
    label: `$(discard) ${vscode.l10n.t('Choose Automatically')}`,
    description: vscode.l10n.t('Removes the choice from the settings'),
    path: undefined,
  };
}

async function write(folder: vscode.WorkspaceFolder, file: string, path: string | undefined): Promise<void> {
  const others = Object.entries(ownChoices(folder)).filter(([key]) => key !== file);
  const choices = Object.fromEntries(path === undefined ? others : [...others, [file, path]]);
  const value = Object.keys(choices).length === 0 ? undefined : choices;
  await vscode.workspace.getConfiguration('cscfg', folder).update(setting, value, target());
}

function ownChoices(folder: vscode.WorkspaceFolder): Readonly<Record<string, string>> {
  const found = vscode.workspace.getConfiguration('cscfg', folder).inspect<unknown>(setting);
  const isFolderTarget = target() === vscode.ConfigurationTarget.WorkspaceFolder;
  return definitionChoices(isFolderTarget ? found?.workspaceFolderValue : found?.workspaceValue);
}

/** In a workspace of several folders, the paths are those of one folder. */
function target(): vscode.ConfigurationTarget {
  return (vscode.workspace.workspaceFolders ?? []).length > 1
    ? vscode.ConfigurationTarget.WorkspaceFolder
    : vscode.ConfigurationTarget.Workspace;
}

function pathIn(folder: vscode.WorkspaceFolder, { path }: vscode.Uri): string {
  return path.slice(folder.uri.path.length).replace(/^\//, '');
}
