import * as l10n from '@vscode/l10n';
import { vaultName } from '../../certificate/verdictMessages';
import type { VaultAddress } from '../address';
import { isAboutSignIn, type VaultFailure } from '../failure';
import { failureReason } from '../failureMessages';
import type { NotChecked } from './controlPlane';

export function notCheckedMessage(why: NotChecked, { url }: Pick<VaultAddress, 'url'>): string {
  if (why.kind === 'unseen' || isRefused(why.failure)) {
    return l10n.t(
      'Not checked: {0} is not visible to your account in Azure Resource Manager. Ask for the role Reader on the vault.',
      vaultName(url),
    );
  }
  const { failure } = why;
  if (isAboutSignIn(failure)) {
    return isSignedOut(failure)
      ? l10n.t('Not checked: you are not signed in to Azure Resource Manager.')
      : l10n.t('Not checked: no access to Azure Resource Manager ({0}).', failureReason(failure));
  }
  if (failure.kind === 'browser') {
    return l10n.t('Not checked: a browser cannot use Azure Resource Manager.');
  }
  return failure.kind === 'cancelled'
    ? l10n.t('Not checked: the request was canceled.')
    : l10n.t('Not checked: the request to Azure Resource Manager failed ({0}).', reasonOf(failure));
}

export function discoveryMessage(failure: VaultFailure): string {
  if (failure.kind === 'browser') {
    return l10n.t('A browser cannot list the key vaults in Azure');
  }
  return isRefused(failure)
    ? l10n.t('Your account is not allowed to list key vaults in Azure')
    : l10n.t('The request to Azure Resource Manager failed ({0})', reasonOf(failure));
}

/** Source of the least privilege: learn.microsoft.com, "Azure built-in roles". */
export function enableFailureMessage(why: NotChecked, { url }: Pick<VaultAddress, 'url'>): string {
  if (why.kind === 'unseen') {
    return l10n.t('{0} was not changed: the response describes another key vault.', vaultName(url));
  }
  const { failure } = why;
  if (isRefused(failure)) {
    return l10n.t(
      'Your account is not allowed to change {0}. Ask for the role Key Vault Contributor, or copy the command for someone who has it.',
      vaultName(url),
    );
  }
  if (isAboutSignIn(failure) && !isSignedOut(failure)) {
    const reason = failureReason(failure);
    return l10n.t('{0} was not changed: no access to Azure Resource Manager ({1}).', vaultName(url), reason);
  }
  return isAboutSignIn(failure)
    ? l10n.t('{0} was not changed: you are not signed in to Azure Resource Manager.', vaultName(url))
    : l10n.t(
        '{0} was not changed: the request to Azure Resource Manager failed ({1}). Try again later.',
        vaultName(url),
        reasonOf(failure),
      );
}

function isSignedOut({ kind }: VaultFailure): boolean {
  return kind === 'signedOut' || kind === 'otherTenant';
}

/** Resource Manager returns 404 to an account without access. */
function isRefused({ kind }: VaultFailure): boolean {
  return kind.startsWith('forbidden') || kind === 'notFound';
}

function reasonOf({ kind, code, status }: VaultFailure): string | number {
  return code ?? status ?? kind;
}
