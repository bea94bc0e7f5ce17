import * as vscode from 'vscode';
import { otherConfigurations, type Service } from '../../cscfg/service/service';
import { notCheckedIn, reasonsLine } from '../../deployment/notChecked';
import type { PlaceArgument } from '../commands/arguments';
import { commands } from '../commands/ids';
import { withoutLinks } from '../convert';
import type { Deployments } from '../workspace/deployments';
import { isCscfg, isServiceFile, serviceFiles } from '../workspace/documents';
import { isOnFileSystem } from '../workspace/findServiceFiles';
import type { PairingProblem, Services } from '../workspace/services';

/**
 * Shows the files that the active file is compared with, or that there are none, and what of its deployment is not
 * compared: no finding does not mean that it was compared.
 */
export class ServiceStatus implements vscode.Disposable {
  private readonly item = vscode.languages.createLanguageStatusItem('cscfg.service', serviceFiles);
  private readonly subscriptions: vscode.Disposable;

  constructor(
    private readonly services: Services,
    private readonly deployments: Deployments,
  ) {
    this.item.name = vscode.l10n.t('Cloud Service');
    const update = (): void => {
      this.update();
    };
    this.subscriptions = vscode.Disposable.from(
      vscode.window.onDidChangeActiveTextEditor(update),
      services.onDidChange(update),
      deployments.onDidChange(update),
    );
    this.update();
  }

  dispose(): void {
    this.subscriptions.dispose();
    this.item.dispose();
  }

  private update(): void {
    const document = vscode.window.activeTextEditor?.document;
    if (!isServiceFile(document)) {
      return;
    }
    const service = this.services.of(document);
    const { definition, self } = service ?? {};
    this.item.busy = service === undefined && isOnFileSystem(document.uri);
    this.item.command = undefined;
    if (service === undefined || definition === undefined) {
      this.showProblem(document, this.services.pairingProblem(document));
    } else if (definition.file === self) {
      this.item.text = configurationsOf(service);
      this.item.detail = vscode.l10n.t('Configurations of this definition');
    } else {
      this.item.text = definition.name;
      this.item.detail = vscode.l10n.t('Service definition');
      const place = vscode.Uri.parse(definition.file, true);
      this.item.command = { title: vscode.l10n.t('Open'), command: 'vscode.open', arguments: [place] };
    }
    const deployed = this.notChecked(document.uri);
    if (deployed !== undefined) {
      this.item.detail = `${(this.item.detail ?? '').replace(/\.$/, '')}. ${deployed}`;
    }
  }

  private showProblem(document: vscode.TextDocument, problem: PairingProblem | undefined): void {
    const { item } = this;
    if (problem?.missingDefinition !== undefined) {
      const missing = vscode.workspace.asRelativePath(document.uri.with({ path: problem.missingDefinition }), false);
      item.text = vscode.l10n.t('Service definition not found');
      item.detail = withoutLinks(vscode.l10n.t('The setting cscfg.serviceDefinition names {0}.', missing));
    } else if (problem?.severalDefinitions === true) {
      item.text = vscode.l10n.t('Several service definitions');
      item.detail = vscode.l10n.t('More than one .csdef file could belong to this file.');
    } else {
      item.text = vscode.l10n.t('No service definition');
      item.detail = vscode.l10n.t('No .csdef file belongs to this file.');
    }
    if (problem?.canChoose === true && isCscfg(document)) {
      const place: PlaceArgument = { uri: document.uri.toString(), offset: 0 };
      item.command = { title: vscode.l10n.t('Choose…'), command: commands.chooseDefinition, arguments: [place] };
    }
  }

  private notChecked(uri: vscode.Uri): string | undefined {
    const reasons = notCheckedIn(this.deployments.of(uri)?.services ?? []).map(({ notChecked }) => notChecked);
    return reasons.length === 0
      ? undefined
      : vscode.l10n.t('Deployment values that are not checked: {0} ({1})', reasons.length, reasonsLine(reasons));
  }
}

function configurationsOf(service: Service): string {
  const names = otherConfigurations(service).map(({ name }) => name);
  return names.length === 0 ? vscode.l10n.t('No configuration') : names.join(', ');
}
