import { formatMessage, message, type Message } from '../../text/message';
import { vaultName } from '../../certificate/verdictMessages';
import type { VaultAddress } from '../address';
import { isAboutSignIn, type VaultFailure } from '../failure';
import { failureReason } from '../failureMessages';
import type { NotChecked } from './controlPlane';

/** Why nothing is known of a vault's surroundings, which is no error. */
export function notCheckedMessage(why: NotChecked, { url }: Pick<VaultAddress, 'url'>): Message {
  if (why.kind === 'unseen' || isRefused(why.failure)) {
    return message(
      'Not checked: your account is not shown {0} in Azure Resource Manager. The role Reader on it is enough.',
      vaultName(url),
    );
  }
  const { failure } = why;
  if (isAboutSignIn(failure)) {
    return isSignedOut(failure)
      ? message('Not checked: you are not signed in to Azure Resource Manager.')
      : message('Not checked: no access to Azure Resource Manager ({0}).', formatMessage(failureReason(failure)));
  }
  return failure.kind === 'cancelled'
    ? message('Not checked: reading was cancelled.')
    : message('Not checked: Azure Resource Manager did not answer ({0}).', reasonOf(failure));
}

/** Why no vaults are listed to choose from. */
export function discoveryMessage(failure: VaultFailure): Message {
  return isRefused(failure)
    ? message('Your account may not list key vaults in Azure')
    : message('Azure Resource Manager did not answer ({0})', reasonOf(failure));
}

/** Why a vault was not enabled for deployment. The least role that may: learn.microsoft.com, "Azure built-in roles". */
export function enableFailureMessage(why: NotChecked, { url }: Pick<VaultAddress, 'url'>): Message {
  if (why.kind === 'unseen') {
    return message('{0} was not changed: what answered is another vault.', vaultName(url));
  }
  const { failure } = why;
  if (isRefused(failure)) {
    return message(
      'Your account may not change {0}. Ask for the role Key Vault Contributor, or copy the command for somebody who has it.',
      vaultName(url),
    );
  }
  if (isAboutSignIn(failure) && !isSignedOut(failure)) {
    const reason = formatMessage(failureReason(failure));
    return message('{0} was not changed: no access to Azure Resource Manager ({1}).', vaultName(url), reason);
  }
  return isAboutSignIn(failure)
    ? message('{0} was not changed: you are not signed in to Azure Resource Manager.', vaultName(url))
    : message(
        '{0} was not changed: Azure Resource Manager did not answer ({1}). Try again in a while.',
        vaultName(url),
        reasonOf(failure),
      );
}

function isSignedOut({ kind }: VaultFailure): boolean {
  return kind === 'signedOut' || kind === 'otherTenant';
}

/** Resource Manager says 404 to whoever may not know. */
function isRefused({ kind }: VaultFailure): boolean {
  return kind.startsWith('forbidden') || kind === 'notFound';
}

function reasonOf({ kind, code, status }: VaultFailure): string | number {
  return code ?? status ?? kind;
}
