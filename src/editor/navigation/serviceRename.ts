import * as vscode from 'vscode';
import { renameInService, cannotRename, renameProblem } from '../../cscfg/service/rename';
import type { ServiceSymbol } from '../../cscfg/service/symbols';
import { serviceFiles } from '../workspace/documents';
import { showInformation } from '../notify';
import { withoutLinks } from '../convert';
import type { NameInService, ServiceNames } from './serviceNames';

export class ServiceRename implements vscode.RenameProvider {
  constructor(private readonly names: ServiceNames) {}

  register(): vscode.Disposable {
    return vscode.languages.registerRenameProvider(serviceFiles, this);
  }

  async prepareRename(
    document: vscode.TextDocument,
    position: vscode.Position,
  ): Promise<{ range: vscode.Range; placeholder: string }> {
    const { name, ranges } = await this.renameable(document, position);
    return { range: ranges.of(name.span), placeholder: name.symbol.name };
  }

  async provideRenameEdits(
    document: vscode.TextDocument,
    position: vscode.Position,
    newName: string,
  ): Promise<vscode.WorkspaceEdit> {
    const { name, service, ranges } = await this.renameable(document, position);
    const problem = renameProblem(service, name.symbol, newName);
    if (problem !== undefined) {
      throw new Error(withoutLinks(problem));
    }
    void showCodeReminder(name.symbol);
    return ranges.workspaceEdit([], renameInService(service, name.symbol, newName));
  }

  private async renameable(document: vscode.TextDocument, position: vscode.Position): Promise<NameInService> {
    const found = await this.names.at(document, position);
    if (found === undefined) {
      throw new Error(vscode.l10n.t('Place the cursor on the name of a role, certificate, setting or endpoint first.'));
    }
    const reason = cannotRename(found.name.symbol);
    if (reason !== undefined) {
      throw new Error(withoutLinks(reason));
    }
    return found;
  }
}

/** Code reads roles, settings and endpoints by name at run time, and a rename does not change it. */
async function showCodeReminder({ kind, name }: ServiceSymbol): Promise<void> {
  if (kind !== 'role' && kind !== 'setting' && kind !== 'endpoint') {
    return;
  }
  const search = vscode.l10n.t('Search');
  const answer = await showInformation(
    vscode.l10n.t('References to {0} in code and deployment templates were not changed.', name),
    search,
  );
  if (answer === search) {
    await vscode.commands.executeCommand('workbench.action.findInFiles', { query: name, triggerSearch: true });
  }
}
