import * as l10n from '@vscode/l10n';
import type { VaultFailure } from '../failure';
import { failureMessage } from '../failureMessages';
import { isRefusal } from '../snapshot/judge';

export type Change = 'enable' | 'disable' | 'recover';

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
  switch (change) {
    case 'enable':
      return enableRefused(certificate, failure, host);
    case 'disable':
      return disableRefused(certificate, failure, host);
    case 'recover':
      return recoverRefused(certificate, failure, host);
  }
}

function disableRefused(certificate: string, { kind }: VaultFailure, host: string): string {
  return kind === 'forbiddenByPolicy'
    ? l10n.t(
        'Your account is not allowed to disable {0} in {1}. Ask for an access policy with the certificate permission Update.',
        certificate,
        host,
      )
    : l10n.t(
        'Your account is not allowed to disable {0} in {1}. Ask for the role Key Vault Certificates Officer.',
        certificate,
        host,
      );
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

/** The codes of a 409. Source: responses of the service. */
const deletedName = 'ObjectIsDeletedButRecoverable';
const beingDeleted = 'ObjectIsBeingDeleted';

/** Whether the name belongs to a deleted certificate, which can be recovered. */
export function isDeletedName({ code }: VaultFailure): boolean {
  return code === deletedName;
}

/** Why a file was not imported, and what to do about it. */
export function importFailureMessage(certificate: string, failure: VaultFailure, isUnknown: boolean): string {
  const { host } = new URL(failure.vault);
  if (isRefusal(failure)) {
    return failure.kind === 'forbiddenByPolicy'
      ? l10n.t(
          'Your account is not allowed to import a certificate into {0}. Ask for an access policy with the certificate permission Import.',
          host,
        )
      : l10n.t(
          'Your account is not allowed to import a certificate into {0}. Ask for the role Key Vault Certificates Officer.',
          host,
        );
  }
  if (failure.status === 400 && failure.detail !== undefined) {
    return l10n.t('{0} does not accept the file: {1}', host, failure.detail);
  }
  return (
    nameTaken(certificate, failure, host) ??
    afterCause(
      failure,
      isUnknown
        ? l10n.t('It is not known whether {0} was imported. Refresh when the vault can be reached.', certificate)
        : l10n.t('{0} was not imported.', certificate),
    )
  );
}

/** A cancellation is no cause: the user knows it. */
function afterCause(failure: VaultFailure, result: string): string {
  return failure.kind === 'cancelled' ? result : `${failureMessage(failure)} ${result}`;
}

/** Why a certificate was not created, and what to do about it. */
export function createFailureMessage(certificate: string, failure: VaultFailure, isUnknown: boolean): string {
  const { host } = new URL(failure.vault);
  // If the outcome is unknown, only reading the state of the creation was refused.
  if (isRefusal(failure) && !isUnknown) {
    return failure.kind === 'forbiddenByPolicy'
      ? l10n.t(
          'Your account is not allowed to create a certificate in {0}. Ask for an access policy with the certificate permission Create.',
          host,
        )
      : l10n.t(
          'Your account is not allowed to create a certificate in {0}. Ask for the role Key Vault Certificates Officer.',
          host,
        );
  }
  if (failure.status === 400 && failure.detail !== undefined) {
    return l10n.t('{0} does not accept the certificate: {1}', host, failure.detail);
  }
  return (
    nameTaken(certificate, failure, host) ??
    afterCause(
      failure,
      isUnknown
        ? l10n.t('It is not known whether {0} is created. Refresh when the vault can be reached.', certificate)
        : l10n.t('{0} was not created.', certificate),
    )
  );
}

/** Why a creation was not canceled, and what to do about it. */
export function cancelFailureMessage(certificate: string, failure: VaultFailure): string {
  const { host } = new URL(failure.vault);
  if (!isRefusal(failure)) {
    return afterCause(failure, l10n.t('{0} is still being created.', certificate));
  }
  return failure.kind === 'forbiddenByPolicy'
    ? l10n.t(
        'Your account is not allowed to cancel the creation of {0} in {1}, which continues. Ask for an access policy with the certificate permission Update.',
        certificate,
        host,
      )
    : l10n.t(
        'Your account is not allowed to cancel the creation of {0} in {1}, which continues. Ask for the role Key Vault Certificates Officer.',
        certificate,
        host,
      );
}

function nameTaken(certificate: string, { status, code }: VaultFailure, host: string): string | undefined {
  if (status !== 409) {
    return undefined;
  }
  switch (code) {
    case deletedName:
      return l10n.t(
        '{0} is the name of a deleted certificate in {1}. Recover that certificate, or use another name.',
        certificate,
        host,
      );
    case beingDeleted:
      return l10n.t('{0} is being deleted in {1}. Try again in a minute, or use another name.', certificate, host);
    default:
      return l10n.t(
        'A version of {0} is being created in {1}. Wait until it is finished, or cancel it.',
        certificate,
        host,
      );
  }
}
