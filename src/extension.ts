import './editor/translations';
import * as vscode from 'vscode';
import { AzureControl } from './editor/vaults/resourceManager';
import { CertificateActions } from './editor/fixes/codeActions';
import { registerDisableRule } from './editor/fixes/ruleActions';
import { cacheFolder, KeyVaults } from './editor/vaults/keyVaults';
import { registerCertificateCommands } from './editor/commands/certificateCommands';
import { registerChooseDefinition } from './editor/commands/chooseDefinition';
import { registerClearCache } from './editor/commands/clearCache';
import { EntryCommands } from './editor/commands/entryCommands';
import { registerExplainProblem } from './editor/commands/explainProblem';
import { registerFixNextProblem } from './editor/commands/fixNextProblem';
import { registerNewFiles } from './editor/commands/newFiles';
import { pickVault, signInToAzure } from './editor/commands/addKeyVault';
import { CopyOsProfile } from './editor/commands/copyOsProfile';
import { registerReadinessCommands } from './editor/commands/readinessCommands';
import { registerUseCommands } from './editor/commands/useCommands';
import { VaultCommands } from './editor/commands/vaultCommands';
import { CscfgDocuments } from './editor/workspace/documents';
import { DeploymentFiles } from './editor/workspace/deploymentFiles';
import { DeploymentDiagnostics } from './editor/diagnostics/deploymentDiagnostics';
import { Deployments } from './editor/workspace/deployments';
import { Diagnostics } from './editor/diagnostics/diagnostics';
import { WorkspaceCheck } from './editor/diagnostics/workspaceCheck';
import { CertificateHover } from './editor/hover/certificateHover';
import { Judge } from './editor/workspace/judgement';
import { registerLanguageFeatures } from './editor/languageFeatures';
import { registerMcpServer } from './editor/languageModel/mcpServer';
import { registerCheckTasks } from './editor/tasks/checkTasks';
import { registerLanguageModelTools } from './editor/languageModel/tools';
import { EditorWorkspace } from './editor/languageModel/workspace';
import { showError } from './editor/notify';
import { editorSession } from './editor/signIn/session';
import { CertificateOverview } from './editor/overview/overview';
import { registerExportInventory } from './editor/overview/exportInventory';
import { Readiness } from './editor/vaults/readiness';
import { RollOver } from './editor/rollOver/rollOver';
import { RollOverCommands } from './editor/rollOver/commands';
import { RollOverFiles } from './editor/rollOver/files';
import { UpdateAllUses } from './editor/rollOver/updateAllUses';
import { VaultStatus } from './editor/status/vaultStatus';
import { ServiceNames } from './editor/navigation/serviceNames';
import { ServiceRename } from './editor/navigation/serviceRename';
import { ServiceSymbols } from './editor/navigation/serviceSymbols';
import { registerRetirement } from './editor/status/retirement';
import { ServiceStatus } from './editor/status/serviceStatus';
import { Services } from './editor/workspace/services';
import { OtherFiles } from './editor/workspace/otherFiles';
import { WorkspaceUses } from './editor/workspace/workspaceUses';
import { ThumbprintReferences } from './editor/navigation/thumbprintReferences';
import { KeyVaultTree } from './editor/tree/keyVaultTree';
import { UsedBy } from './editor/tree/usedBy';
import { UntrustedSettings } from './editor/workspace/untrustedSettings';
import { WorkspaceFiles } from './editor/workspace/workspaceFiles';
import { CertificateDrops } from './editor/transfer/dropCertificates';
import { CertificatePastes } from './editor/transfer/pasteCertificates';
import { registerVaultChanges } from './editor/vaultChanges/vaultChanges';
import { followOutages, followSettingsAndSessions } from './editor/workspace/refresh';

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const log = vscode.window.createOutputChannel(vscode.l10n.t('Cloud Service Certificates'), { log: true });
  context.subscriptions.push(log);
  try {
    const documents = new CscfgDocuments();
    const account = editorSession(log);
    const keyVaults = new KeyVaults(account.session, cacheFolder(context), log);
    const services = new Services(documents, log);
    const others = new OtherFiles(keyVaults, log);
    const uses = new WorkspaceUses(documents, services, others, log);
    const untrusted = new UntrustedSettings(log);
    const files = new DeploymentFiles(log);
    const control = new AzureControl(account.session, log);
    const readiness = new Readiness(control, keyVaults, files, log);
    const deployments = new Deployments(files, services, (url) => readiness.idOf(url), log);
    const judge = new Judge(documents, keyVaults, services, untrusted, deployments);
    const diagnostics = new Diagnostics(judge, keyVaults, services, untrusted, deployments, log);
    context.subscriptions.push(
      documents,
      account,
      keyVaults,
      services,
      others,
      uses,
      untrusted,
      judge,
      diagnostics,
      files,
      deployments,
      readiness,
    );
    diagnostics.publishAll();
    // Problems appear before the many features are registered, which a user needs later.
    await new Promise((resolve) => setTimeout(resolve));
    const names = new ServiceNames(documents, services);
    const rollOverFiles = new RollOverFiles(documents, services, files, others, keyVaults, log);
    const rollOver = new RollOver(rollOverFiles, keyVaults, log);
    const usedBy = new UsedBy(uses, judge, keyVaults);
    const workspaceFiles = new WorkspaceFiles(judge, keyVaults, services, deployments, untrusted);
    const deploymentDiagnostics = new DeploymentDiagnostics(judge, deployments, services, diagnostics);
    const workspaceCheck = new WorkspaceCheck(workspaceFiles, diagnostics, deploymentDiagnostics, log);
    const tree = new KeyVaultTree(keyVaults, readiness, uses, usedBy, diagnostics, log);
    context.subscriptions.push(
      workspaceFiles,
      workspaceCheck,
      new CertificateOverview(context.extensionUri, workspaceFiles, log),
      registerExportInventory(workspaceFiles, log),
      deploymentDiagnostics,
      new CertificateHover(judge, keyVaults, readiness).register(),
      new CertificateActions(judge, new UpdateAllUses(uses)).register(),
      registerLanguageFeatures(documents, judge, keyVaults, diagnostics),
      names.register(),
      new ThumbprintReferences(judge, uses).register(),
      new ServiceRename(names).register(),
      new ServiceSymbols(documents, services).register(),
      tree,
      new VaultStatus(keyVaults, judge, untrusted, deployments),
      new ServiceStatus(services, deployments),
      new CertificateDrops(judge, keyVaults, log).register(),
      new CertificatePastes(judge, keyVaults).register(),
      registerRetirement(context.globalState, log),
      new EntryCommands(documents, judge, keyVaults, log).register(),
      new RollOverCommands(rollOver, rollOverFiles, documents, services, keyVaults, log).register(),
      registerCertificateCommands(keyVaults, () => tree.focusedRows(), log),
      registerUseCommands(uses, log),
      new VaultCommands(
        keyVaults,
        readiness,
        judge,
        diagnostics,
        () => pickVault(control, files),
        () => signInToAzure(control, log),
        () => {
          tree.find();
        },
        log,
      ).register(),
      registerReadinessCommands(readiness, log),
      new CopyOsProfile(judge, keyVaults, readiness, files, log).register(),
      registerChooseDefinition(services, log),
      registerClearCache(keyVaults, diagnostics, log),
      registerVaultChanges({ keyVaults, diagnostics, services, uses, log }),
      registerNewFiles(log),
      registerFixNextProblem(log),
      registerExplainProblem(context.extensionUri, judge, log),
      registerDisableRule(log),
      registerMcpServer(context),
      registerCheckTasks(context),
      registerLanguageModelTools(new EditorWorkspace(documents, services, judge, workspaceFiles, uses, keyVaults)),
      followSettingsAndSessions(keyVaults, diagnostics, log),
      followOutages(keyVaults, diagnostics, tree, log),
    );
    diagnostics.openAll();
    workspaceCheck.start();
  } catch (error) {
    // VS Code itself stays silent when an extension cannot start.
    log.error(error instanceof Error ? error : String(error));
    void showError(vscode.l10n.t('Could not start Cloud Service Certificates: {0}', String(error)));
    throw error;
  }
}
