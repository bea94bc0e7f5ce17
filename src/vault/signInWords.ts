import { joinMessages } from '../cscfg/text/joinMessages';
import { message, type Message } from '../cscfg/text/message';
import type { VaultFailure } from './failure';

export type SignInKind =
  'signedOut' | 'otherTenant' | 'sessionExpired' | 'claims' | 'credential' | 'unauthorized' | 'wrongTenant';

/** A failure that signing in may mend: what is in the way, the one next step, the credential's own words. */
export function signInMessage(kind: SignInKind, failure: VaultFailure, vault: string): Message {
  const { detail } = failure;
  const words = [stateOf(kind, failure, vault), stepOf(kind, failure)];
  // What the service says of a token that it refuses helps nobody; what a credential says does.
  const isTold = detail !== undefined && kind !== 'unauthorized' && kind !== 'wrongTenant';
  return joinMessages(' ', ...words, ...(isTold ? [message('({0})', detail)] : []));
}

function stateOf(kind: SignInKind, { tenant }: VaultFailure, vault: string): Message {
  switch (kind) {
    case 'signedOut':
      return message('Not signed in for {0}.', vault);
    case 'otherTenant':
      return message('Not signed in yet to the tenant that {0} belongs to.', vault);
    case 'sessionExpired':
      return message('The sign-in for {0} has expired.', vault);
    case 'claims':
      return message('The tenant of {0} wants a fresh sign-in, by its policy.', vault);
    case 'credential':
      return message('No token for {0}: what should give it failed.', vault);
    case 'unauthorized':
      return message('{0} refused the sign-in.', vault);
    case 'wrongTenant':
      return tenant === undefined
        ? message('{0} belongs to another tenant than your account.', vault)
        : message('{0} belongs to the tenant {1}, your account to another.', vault, tenant);
  }
}

function stepOf(kind: SignInKind, failure: VaultFailure): Message {
  const { tenant, accounts = 0, credential = 'auto' } = failure;
  if (accounts > 1) {
    return message('Choose another of your accounts with Sign In to Key Vault.');
  }
  if (kind === 'credential') {
    return message('Run az account get-access-token in a terminal to see why.');
  }
  switch (credential) {
    case 'vscode':
      return tenant === undefined
        ? message('Run Sign In to Key Vault.')
        : message('Run Sign In to Key Vault with an account of tenant {0}.', tenant);
    case 'azureCli':
      return tenant === undefined ? message('Run az login.') : message('Run az login --tenant {0}.', tenant);
    case 'default':
      return tenant === undefined
        ? message('Run az login, or give DefaultAzureCredential another identity.')
        : message('Run az login --tenant {0}, or give DefaultAzureCredential another identity.', tenant);
    case 'auto':
      return tenant === undefined
        ? message('Sign in with a Microsoft account, or run az login.')
        : message('Sign in with an account of tenant {0}, or run az login --tenant {0}.', tenant);
  }
}
