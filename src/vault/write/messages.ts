import { message, type Message } from '../../text/message';
import type { VaultFailure } from '../failure';
import { failureMessage } from '../failureMessages';
import { isRefusal } from '../snapshot/judge';

/** What can be changed in a vault from here. */
export type Change = 'enable' | 'recover';

/** The code of a failure: the vault has begun to recover a certificate, and has not come to its end. */
export const stillRecovering = 'stillRecovering';

/**
 * Why a change was not made, and what to do about it. Source of the least rights: learn.microsoft.com, "Azure RBAC for
 * Key Vault" and "Key Vault access policies".
 */
export function changeFailureMessage(change: Change, certificate: string, failure: VaultFailure): Message {
  const { host } = new URL(failure.vault);
  if (failure.code === stillRecovering) {
    return message('{0} is still being recovered in {1}. Refresh in a while.', certificate, host);
  }
  if (!isRefusal(failure)) {
    return failureMessage(failure);
  }
  const [byPolicy, otherwise] = rights[change];
  return failure.kind === 'forbiddenByPolicy'
    ? message(byPolicy, certificate, host)
    : message(otherwise, certificate, host);
}

const rights: Readonly<Record<Change, readonly [byPolicy: string, otherwise: string]>> = {
  enable: [
    'Your account may not enable {0} in {1}. Ask for an access policy with the certificate permission Update.',
    'Your account may not enable {0} in {1}. Ask for the role Key Vault Certificates Officer, or for somebody who has it.',
  ],
  recover: [
    'Your account may not recover {0} in {1}. Ask for an access policy with the certificate permission Recover.',
    'Your account may not recover {0} in {1}. Ask for the role Key Vault Certificates Officer, or for somebody who has it.',
  ],
};
