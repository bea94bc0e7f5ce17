import * as vscode from 'vscode';
import type { VaultAddress } from '../../vault/address';
import { enableFailureMessage, notCheckedMessage } from '../../vault/management/messages';
import { deploymentLines } from '../../vault/management/commandLines';
import type { VaultResource } from '../../vault/management/vaultResource';
import { vaultIn } from './arguments';
import { commands } from './ids';
import type { Readiness } from '../vaults/readiness';
import { problemWords } from '../vaults/readinessFacts';
import { configuredVaults } from '../workspace/settings';
import { confirm, showInformation, showWarning, withProgress } from '../notify';
import { abortSignal } from '../convert';
import { command } from './command';

export function registerReadinessCommands(readiness: Readiness, log: vscode.LogOutputChannel): vscode.Disposable {
  const onResource = (
    id: string,
    run: (vault: VaultAddress, resource: VaultResource) => Promise<void>,
  ): vscode.Disposable =>
    command(log, id, async (argument) => {
      const vault = vaultIn(argument);
      if (vault !== undefined) {
        await run(vault, await resourceOf(readiness, vault));
      }
    });
  return vscode.Disposable.from(
    command(log, commands.checkReadiness, async (argument) => {
      const vault = vaultIn(argument);
      await checkAndReport(readiness, vault === undefined ? configuredVaults().vaults : [vault]);
    }),
    onResource(commands.enableForDeployment, (vault, resource) => enable(readiness, vault, resource)),
    onResource(commands.copyDeploymentCli, (_, resource) =>
      copy(deploymentLines(resource).azureCli, vscode.l10n.t('Copied the Azure CLI command')),
    ),
    onResource(commands.copyDeploymentPowerShell, (_, resource) =>
      copy(deploymentLines(resource).powerShell, vscode.l10n.t('Copied the PowerShell command')),
    ),
  );
}

/** Read first if necessary. Throws the reason if it cannot be read. */
async function resourceOf(readiness: Readiness, vault: VaultAddress): Promise<VaultResource> {
  if (readiness.of(vault)?.state !== 'checked') {
    await check(readiness, [vault]);
  }
  const known = readiness.of(vault);
  if (known?.state === 'checked') {
    return known.resource;
  }
  throw new Error(known?.state === 'notChecked' ? notCheckedMessage(known.why, vault) : vault.url);
}

async function check(readiness: Readiness, vaults: readonly VaultAddress[]): Promise<void> {
  const title = vscode.l10n.t('Checking readiness for deployment…');
  await withProgress(title, (token) => readiness.check(vaults, { signal: abortSignal(token), interactive: true }));
}

async function checkAndReport(readiness: Readiness, vaults: readonly VaultAddress[]): Promise<void> {
  if (vaults.length === 0) {
    void showInformation(vscode.l10n.t('No key vault is configured. Add one first.'));
    return;
  }
  await check(readiness, vaults);
  const problems = vaults.flatMap((vault) => problemWords(vault, readiness));
  const unchecked = vaults.flatMap((vault) => {
    const known = readiness.of(vault);
    return known?.state === 'notChecked' ? [notCheckedMessage(known.why, vault)] : [];
  });
  if (problems.length + unchecked.length > 0) {
    void showWarning([...problems, ...unchecked].join(' '));
  } else {
    const names = vaults.map(({ name }) => name).join(', ');
    void showInformation(vscode.l10n.t('Deployments can retrieve certificates from {0}.', names));
  }
}

async function enable(readiness: Readiness, vault: VaultAddress, resource: VaultResource): Promise<void> {
  const { name } = resource;
  const yes = vscode.l10n.t('Enable');
  const detail = vscode.l10n.t(
    'This sets enabledForDeployment on the vault. Virtual machines and Cloud Services in its subscription can then retrieve certificates and secrets from the vault during deployment.',
  );
  const question = vscode.l10n.t('Enable {0} for deployment?', name);
  if (!(await confirm({ question, detail, yes }))) {
    return;
  }
  const failed = await withProgress(vscode.l10n.t('Enabling {0} for deployment…', name), (token) =>
    readiness.enableForDeployment(vault, resource, { signal: abortSignal(token), interactive: true }),
  );
  if (failed?.kind === 'failed' && failed.failure.kind === 'cancelled') {
    throw new vscode.CancellationError();
  }
  if (failed !== undefined) {
    throw new Error(enableFailureMessage(failed, vault));
  }
}

async function copy(text: string, confirmation: string): Promise<void> {
  await vscode.env.clipboard.writeText(text);
  vscode.window.setStatusBarMessage(confirmation, 3000);
}
