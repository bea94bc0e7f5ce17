import * as l10n from '@vscode/l10n';
import type { VaultFailure } from '../failure';
import { failureMessage } from '../failureMessages';
import { isRefusal } from '../snapshot/judge';

export type Change = 'enable' | 'recover';

/** The failure code of a recovery that has started and not finished. */
export const stillRecovering = 'stillRecovering';

/**
 * Why a change failed, and what to do about it. Source of the least privilege: learn.microsoft.com, "Azure RBAC for
 * Key Vault" and "Key Vault access policies".
 */
export function changeFailureMessage(change: Change, certificate: string, failure: VaultFailure): string {
  const { host } = new URL(failure.vault);
  if (failure.code === stillRecovering) {
    return l10n.t('{0} is still being recovered in {1}. Refresh in a minute.', certificate, host);
  }
  if (!isRefusal(failure)) {
    return failureMessage(failure);
  }
  return change === 'enable' ? enableRefused(certificate, failure, host) : recoverRefused(certificate, failure, host);
}

function enableRefused(certificate: string, { kind }: VaultFailure, host: string): string {
  return kind === 'forbiddenByPolicy'
    ? l10n.t(
        'Your account is not allowed to enable {0} in {1}. Ask for an access policy with the certificate permission Update.',
        certificate,
        host,
      )
    : l10n.t(
        'Your account is not allowed to enable {0} in {1}. Ask for the role Key Vault Certificates Officer, or ask someone who has it to enable the version.',
        certificate,
        host,
      );
}

function recoverRefused(certificate: string, { kind }: VaultFailure, host: string): string {
  return kind === 'forbiddenByPolicy'
    ? l10n.t(
        'Your account is not allowed to recover {0} in {1}. Ask for an access policy with the certificate permission Recover.',
        certificate,
        host,
      )
    : l10n.t(
        'Your account is not allowed to recover {0} in {1}. Ask for the role Key Vault Certificates Officer, or ask someone who has it to recover the certificate.',
        certificate,
        host,
      );
}
