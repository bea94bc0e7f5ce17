import * as vscode from 'vscode';
import type { VaultAddress } from '../../vault/address';
import type { PendingCertificate } from '../../vault/client/pending';
import { failureMessage } from '../../vault/failureMessages';
import { cancelFailureMessage, createFailureMessage, isDeletedName } from '../../vault/write/messages';
import type { CreateFailure, CreateOptions, CreateResult } from '../../vault/write/requests';
import { abortSignal } from '../convert';
import { showError, showInformation, showWarning, withProgress } from '../notify';
import { creationState } from '../tree/pendingItems';
import type { KeyVaults } from '../vaults/keyVaults';
import type { Afterwards } from './afterwards';
import { existing } from './chooseName';

/** Follows the creation of a version with progress, and reports the result. */
export class Creation {
  constructor(
    private readonly keyVaults: KeyVaults,
    private readonly afterwards: Afterwards,
  ) {}

  /** Cancelling the progress cancels the creation in the vault. Throws the failure message. */
  async run(
    vault: VaultAddress,
    certificate: string,
    title: string,
    begin: (options: CreateOptions) => Promise<CreateResult>,
  ): Promise<void> {
    const before = existing(this.keyVaults.snapshot(vault), certificate);
    const result = await withProgress(title, (token, report) => {
      token.onCancellationRequested(() => {
        report(vscode.l10n.t('canceling'));
      });
      const onProgress = (pending: PendingCertificate): void => {
        if (pending.issuer !== 'Self') {
          report(creationState(pending));
        }
      };
      return begin({ signal: abortSignal(token), interactive: true, onProgress });
    });
    switch (result.state) {
      case 'created':
        this.afterwards.offer(vscode.l10n.t('Created {0} in {1}.', certificate, vault.name), result.version, before);
        return;
      case 'pending':
        void showInformation(
          vscode.l10n.t(
            'The issuer has not finished {0}. The view "Key Vault Certificates" shows its state after a refresh.',
            certificate,
          ),
        );
        return;
      case 'cancelled':
        void showInformation(vscode.l10n.t('The creation of {0} was canceled.', certificate));
        return;
      case 'refused':
        void showError(refusal(certificate, result.pending.detail));
        return;
      case 'notRenewable':
        throw new Error(
          vscode.l10n.t(
            '{0} was imported, so the vault cannot create a new version. Import a file with the new certificate.',
            certificate,
          ),
        );
      case 'policyUnread':
        throw result.failure.kind === 'cancelled'
          ? new vscode.CancellationError()
          : new Error(failureMessage(result.failure));
      case 'notCancelled':
        throw new Error(cancelFailureMessage(certificate, result.failure));
      case 'failed':
        await this.failed(vault, certificate, result, () => this.run(vault, certificate, title, begin));
    }
  }

  private async failed(
    vault: VaultAddress,
    certificate: string,
    { failure, isUnknown }: CreateFailure,
    again: () => Promise<void>,
  ): Promise<void> {
    if (failure.kind === 'cancelled' && !isUnknown) {
      throw new vscode.CancellationError();
    }
    const text = createFailureMessage(certificate, failure, isUnknown);
    if (!isDeletedName(failure)) {
      throw new Error(text);
    }
    const recover = vscode.l10n.t('Recover and Add Version');
    if ((await showWarning(text, recover)) === recover) {
      await this.afterwards.recover({ vault: vault.url, certificate, thumbprint: '', enabled: true });
      await again();
    }
  }
}

/** Why the issuer did not issue the certificate, in its words. */
export function refusal(certificate: string, detail: string | undefined): string {
  return detail === undefined
    ? vscode.l10n.t('The issuer did not issue {0}. Create it again, or choose another issuer.', certificate)
    : vscode.l10n.t('The issuer did not issue {0}: {1}', certificate, detail);
}
