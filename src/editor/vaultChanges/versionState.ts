import * as vscode from 'vscode';
import type { CertificateVersion } from '../../certificate/verdict';
import { vaultName } from '../../certificate/verdictMessages';
import { isRefusal } from '../../vault/snapshot/judge';
import { changeFailureMessage, type Change } from '../../vault/write/messages';
import { versionIn } from '../commands/arguments';
import { command } from '../commands/command';
import { commands } from '../commands/ids';
import { abortSignal } from '../convert';
import type { Diagnostics } from '../diagnostics/diagnostics';
import { confirm, withProgress } from '../notify';
import type { KeyVaults } from '../vaults/keyVaults';
import type { WorkspaceUses } from '../workspace/workspaceUses';

/** Registers the commands that enable, disable, or recover a certificate, each after confirmation. */
export function registerVersionState(
  keyVaults: KeyVaults,
  uses: WorkspaceUses,
  diagnostics: Diagnostics,
  log: vscode.LogOutputChannel,
): vscode.Disposable {
  const on = (id: string, change: Change): vscode.Disposable =>
    command(log, id, async (argument) => {
      const version = versionIn(argument);
      const isConfirmed = version !== undefined && (await confirmed(change, version));
      if (isConfirmed && (change !== 'disable' || (await confirmedInUse(uses, version)))) {
        await carryOut(keyVaults, change, version);
        diagnostics.openAll();
      }
    });
  return vscode.Disposable.from(
    on(commands.enableCertificate, 'enable'),
    on(commands.disableCertificate, 'disable'),
    on(commands.recoverCertificate, 'recover'),
  );
}

function confirmed(change: Change, { certificate, vault }: CertificateVersion): Promise<boolean> {
  switch (change) {
    case 'enable':
      return confirm({
        question: vscode.l10n.t('Enable {0} in {1}?', certificate, vaultName(vault)),
        detail: vscode.l10n.t('Everyone who can read the vault can use this version of the certificate again.'),
        yes: vscode.l10n.t('Enable'),
      });
    case 'disable':
      return confirm({
        question: vscode.l10n.t('Disable {0} in {1}?', certificate, vaultName(vault)),
        detail: vscode.l10n.t(
          'No deployment can use this version of the certificate until it is enabled again. Running roles keep it until their next update.',
        ),
        yes: vscode.l10n.t('Disable'),
      });
    case 'recover':
      return confirm({
        question: vscode.l10n.t('Recover {0} in {1}?', certificate, vaultName(vault)),
        detail: vscode.l10n.t('This recovers the deleted certificate, its key and its secret, with all versions.'),
        yes: vscode.l10n.t('Recover'),
      });
  }
}

/** Asks again if files of the workspace use the version, and names them. */
async function confirmedInUse(uses: WorkspaceUses, { certificate, thumbprint }: CertificateVersion): Promise<boolean> {
  await uses.read();
  const files = [...new Set(uses.of(thumbprint).map(({ uri }) => vscode.workspace.asRelativePath(uri)))];
  return (
    files.length === 0 ||
    confirm({
      question: vscode.l10n.t('Files of the workspace use this version of {0}. Disable it nevertheless?', certificate),
      detail: files.join('\n'),
      yes: vscode.l10n.t('Disable Nevertheless'),
    })
  );
}

/** Changes the version, and throws the failure message. A denied change is not offered again. */
export async function carryOut(keyVaults: KeyVaults, change: Change, version: CertificateVersion): Promise<void> {
  const failure = await withProgress(progressTitle(change, version.certificate), (token) =>
    keyVaults[change](version, { signal: abortSignal(token), interactive: true }),
  );
  if (failure?.kind === 'cancelled') {
    throw new vscode.CancellationError();
  }
  if (failure !== undefined) {
    if (isRefusal(failure)) {
      keyVaults.refused(change, version.vault);
    }
    throw new Error(changeFailureMessage(change, version.certificate, failure));
  }
}

function progressTitle(change: Change, certificate: string): string {
  switch (change) {
    case 'enable':
      return vscode.l10n.t('Enabling {0}…', certificate);
    case 'disable':
      return vscode.l10n.t('Disabling {0}…', certificate);
    case 'recover':
      return vscode.l10n.t('Recovering {0}…', certificate);
  }
}
