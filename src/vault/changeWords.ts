import { message, type Message } from '../cscfg/text/message';
import type { VaultFailure } from './failure';
import { failureMessage } from './failureWords';
import { isRefusal } from './judge';

/** What can be changed in a vault from here. */
export type Change = 'enable' | 'recover';

/**
 * Why a change was not made, and what to do about it. Source of the least rights: learn.microsoft.com, "Azure RBAC for
 * Key Vault" and "Key Vault access policies".
 */
export function changeFailureMessage(change: Change, certificate: string, failure: VaultFailure): Message {
  const { host } = new URL(failure.vault);
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
