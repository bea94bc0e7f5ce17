import * as vscode from 'vscode';
import type { CertificateVersion } from '../../certificate/verdict';
import { vaultName } from '../../certificate/verdictMessages';
import { changeFailureMessage, type Change } from '../../vault/write/messages';
import { isRefusal } from '../../vault/snapshot/judge';
import { versionIn } from './arguments';
import { commands } from './ids';
import type { Diagnostics } from '../diagnostics/diagnostics';
import type { KeyVaults } from '../vaults/keyVaults';
import { confirm, withProgress } from '../notify';
import { abortSignal } from '../convert';
import { command } from './command';

/** Registers the commands that enable or recover a certificate, each after confirmation. */
export function registerVaultChanges(
  keyVaults: KeyVaults,
  diagnostics: Diagnostics,
  log: vscode.LogOutputChannel,
): vscode.Disposable {
  const on = (id: string, change: Change): vscode.Disposable =>
    command(log, id, async (argument) => {
      const version = versionIn(argument);
      if (version !== undefined && (await confirmed(change, version))) {
        await carryOut(keyVaults, change, version);
        diagnostics.openAll();
      }
    });
  return vscode.Disposable.from(on(commands.enableCertificate, 'enable'), on(commands.recoverCertificate, 'recover'));
}

function confirmed(change: Change, { certificate, vault }: CertificateVersion): Promise<boolean> {
  const [question, detail, yes] =
    change === 'enable'
      ? [
          vscode.l10n.t('Enable {0} in {1}?', certificate, vaultName(vault)),
          vscode.l10n.t('Everyone who can read the vault can use this version of the certificate again.'),
          vscode.l10n.t('Enable'),
        ]
      : [
          vscode.l10n.t('Recover {0} in {1}?', certificate, vaultName(vault)),
          vscode.l10n.t('This recovers the deleted certificate, its key and its secret, with all versions.'),
          vscode.l10n.t('Recover'),
        ];
  return confirm({ question, detail, yes });
}

/** Throws the failure message. A denied change is not offered again. */
async function carryOut(keyVaults: KeyVaults, change: Change, version: CertificateVersion): Promise<void> {
  const { certificate } = version;
  const title =
    change === 'enable' ? vscode.l10n.t('Enabling {0}…', certificate) : vscode.l10n.t('Recovering {0}…', certificate);
  const failure = await withProgress(title, (token) =>
    keyVaults[change](version, { signal: abortSignal(token), interactive: true }),
  );
  if (failure?.kind === 'cancelled') {
    throw new vscode.CancellationError();
  }
  if (failure !== undefined) {
    if (isRefusal(failure)) {
      keyVaults.refused(change, version.vault);
    }
    throw new Error(changeFailureMessage(change, certificate, failure));
  }
}
