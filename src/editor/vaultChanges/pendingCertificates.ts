import * as vscode from 'vscode';
import type { VaultAddress } from '../../vault/address';
import type { PendingCertificate } from '../../vault/client/pending';
import { certificateKey } from '../../vault/snapshot/inventory';
import { pendingIn, versionIn } from '../commands/arguments';
import { command } from '../commands/command';
import { commands } from '../commands/ids';
import { confirm, showError, showInformation } from '../notify';
import type { KeyVaults } from '../vaults/keyVaults';
import { configuredVaults } from '../workspace/settings';
import { type Creation, refusal } from './creation';

/** Registers the commands on a creation that has not finished, and the one that renews a certificate. */
export function registerPendingCertificates(
  keyVaults: KeyVaults,
  creation: Creation,
  log: vscode.LogOutputChannel,
): vscode.Disposable {
  const pendingOf = (argument: unknown): { vault: VaultAddress; pending: PendingCertificate } | undefined => {
    const row = pendingIn(argument);
    const pending = row && keyVaults.snapshot(row.vault).pending?.get(certificateKey(row.certificate));
    return row && pending && { vault: row.vault, pending };
  };
  return vscode.Disposable.from(
    command(log, commands.cancelCreation, async (argument) => {
      const row = pendingOf(argument);
      if (row !== undefined && (await cancelConfirmed(row.vault, row.pending))) {
        const { certificate } = row.pending;
        await creation.run(row.vault, certificate, vscode.l10n.t('Canceling {0}…', certificate), (options) =>
          keyVaults.cancelPending(row.vault, certificate, options),
        );
      }
    }),
    command(log, commands.showCreationError, (argument) => {
      const { pending } = pendingOf(argument) ?? {};
      if (pending?.state === 'failed') {
        void showError(refusal(pending.certificate, pending.detail));
      } else if (pending !== undefined) {
        void showInformation(pending.detail ?? vscode.l10n.t('The issuer gave no details.'));
      }
    }),
    command(log, commands.renewCertificate, async (argument) => {
      const version = versionIn(argument);
      const vault = configuredVaults().vaults.find(({ url }) => url === version?.vault);
      if (version !== undefined && vault !== undefined && (await renewConfirmed(vault, version.certificate))) {
        const { certificate } = version;
        await creation.run(vault, certificate, vscode.l10n.t('Renewing {0}…', certificate), (options) =>
          keyVaults.renew(vault, certificate, options),
        );
      }
    }),
  );
}

function cancelConfirmed(vault: VaultAddress, { certificate }: PendingCertificate): Promise<boolean> {
  return confirm({
    question: vscode.l10n.t('Cancel the creation of {0} in {1}?', certificate, vault.name),
    detail: vscode.l10n.t('The issuer may have finished it already. Then the certificate stays.'),
    yes: vscode.l10n.t('Cancel Creation'),
  });
}

function renewConfirmed(vault: VaultAddress, certificate: string): Promise<boolean> {
  return confirm({
    question: vscode.l10n.t('Renew {0} in {1}?', certificate, vault.name),
    detail: vscode.l10n.t(
      'Key Vault creates a new version with the same issuer, subject, and validity. The current version stays until you disable it.',
    ),
    yes: vscode.l10n.t('Renew'),
  });
}
