import * as vscode from 'vscode';
import { CertificateActions } from './editor/codeActions';
import { registerCertificateCommands } from './editor/commands/certificateCommands';
import { EntryCommands } from './editor/commands/entryCommands';
import { registerExplainProblem } from './editor/commands/explainProblem';
import { VaultCommands } from './editor/commands/vaultCommands';
import { CscfgDocuments } from './editor/cscfgDocuments';
import { Diagnostics } from './editor/diagnostics';
import { CertificateHover } from './editor/hover';
import { Judge } from './editor/judgement';
import { KeyVaults } from './editor/keyVaults';
import { registerLanguageFeatures } from './editor/language/languageFeatures';
import { editorSession } from './editor/session';
import { VaultStatus } from './editor/status';
import { ServiceNames } from './editor/navigation/serviceNames';
import { ServiceRename } from './editor/navigation/serviceRename';
import { ServiceSymbols } from './editor/navigation/serviceSymbols';
import { ServiceStatus } from './editor/service/serviceStatus';
import { Services } from './editor/service/services';
import { KeyVaultTree } from './editor/tree/keyVaultTree';
import { followSettingsAndSessions } from './editor/upkeep';

export function activate(context: vscode.ExtensionContext): void {
  const log = vscode.window.createOutputChannel(vscode.l10n.t('Cloud Service Certificates'), { log: true });
  context.subscriptions.push(log);
  try {
    const documents = new CscfgDocuments();
    const keyVaults = new KeyVaults(editorSession(log), log);
    const services = new Services(documents, log);
    const judge = new Judge(documents, keyVaults, services);
    const names = new ServiceNames(documents, services);
    const diagnostics = new Diagnostics(judge, keyVaults, services, log);
    context.subscriptions.push(
      documents,
      keyVaults,
      services,
      diagnostics,
      new CertificateHover(judge, keyVaults).register(),
      new CertificateActions(judge).register(),
      registerLanguageFeatures(documents, judge, keyVaults, diagnostics),
      names.register(),
      new ServiceRename(names).register(),
      new ServiceSymbols(documents, services).register(),
      new KeyVaultTree(keyVaults, diagnostics, log),
      new VaultStatus(keyVaults),
      new ServiceStatus(services),
      new EntryCommands(documents, judge, keyVaults, log).register(),
      registerCertificateCommands(keyVaults, log),
      new VaultCommands(keyVaults, judge, diagnostics, log).register(),
      registerExplainProblem(context.extensionUri, judge, log),
      followSettingsAndSessions(keyVaults, diagnostics),
    );
    diagnostics.openSoon();
  } catch (error) {
    // VS Code itself stays silent when an extension cannot start.
    log.error(error instanceof Error ? error : String(error));
    void vscode.window.showErrorMessage(
      vscode.l10n.t('Cloud Service Certificates could not start: {0}', String(error)),
    );
    throw error;
  }
}
