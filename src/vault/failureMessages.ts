import * as l10n from '@vscode/l10n';
import { contradiction, responseEndedEarly, unreadableEntry, type VaultFailure } from './failure';
import { signInMessage } from './signIn/messages';

export function failureMessage(failure: VaultFailure): string {
  const vault = new URL(failure.vault).host;
  switch (failure.kind) {
    case 'signedOut':
    case 'otherTenant':
    case 'sessionExpired':
    case 'claims':
    case 'credential':
    case 'unauthorized':
    case 'wrongTenant':
      return signInMessage(failure.kind, failure, vault);
    case 'forbiddenByRbac':
    case 'forbiddenByPolicy':
    case 'forbidden':
      return forbidden(failure, vault);
    case 'firewall':
    case 'privateLink':
      return blocked(failure, vault);
    case 'throttled':
      return l10n.t('{0} is throttling requests (429). Wait a minute, then try again.', vault);
    case 'offline':
      return offline(failure, vault);
    case 'tls':
      return l10n.t(
        'The connection to {0} is not trusted ({1}). If a proxy inspects TLS connections, set NODE_EXTRA_CA_CERTS to the file of its certificate authority or, for VS Code, install it in the certificate store of the system. Then restart.',
        vault,
        failure.code ?? 'TLS',
      );
    case 'notAVault':
      return l10n.t(
        'The response from {0} is not from a key vault. Check the vault name, the proxy, and whether the network requires you to sign in.',
        vault,
      );
    case 'notFound':
      return l10n.t('No longer in {0} (404). Refresh to see what it contains now.', vault);
    case 'timeout':
      return timedOut(failure, vault);
    case 'service':
      return service(failure, vault);
    case 'cancelled':
      return l10n.t('Reading {0} was canceled. Refresh to read it again.', vault);
    case 'browser':
      return l10n.t(
        'A browser cannot read {0}, which refuses requests from web pages (CORS). Open the files in VS Code on a computer, or on a remote host such as a codespace.',
        vault,
      );
  }
}

const reasons: Readonly<Record<VaultFailure['kind'], string>> = {
  signedOut: l10n.t('not signed in'),
  otherTenant: l10n.t('not signed in to the tenant of the vault'),
  sessionExpired: l10n.t('sign-in expired'),
  claims: l10n.t('the tenant requires you to sign in again'),
  credential: l10n.t('no access token'),
  unauthorized: l10n.t('sign-in refused'),
  wrongTenant: l10n.t('signed in to another tenant'),
  forbiddenByRbac: l10n.t('requires the role Key Vault Reader'),
  forbiddenByPolicy: l10n.t('requires the permissions Get and List'),
  forbidden: l10n.t('access denied'),
  firewall: l10n.t("blocked by the vault's firewall"),
  privateLink: l10n.t('reachable only over its private link'),
  throttled: l10n.t('throttled'),
  offline: l10n.t('cannot be reached'),
  tls: l10n.t('connection not trusted'),
  notAVault: l10n.t('not a key vault'),
  notFound: l10n.t('not found'),
  timeout: l10n.t('timed out'),
  service: l10n.t('internal error'),
  cancelled: l10n.t('reading was canceled'),
  browser: l10n.t('not available in a browser'),
};

export function failureReason({ kind, clientAddress }: VaultFailure): string {
  return kind === 'firewall' && clientAddress !== undefined
    ? l10n.t("{0} is blocked by the vault's firewall", clientAddress)
    : reasons[kind];
}

/** Source of the least privilege: learn.microsoft.com, "Azure RBAC for Key Vault" and "Key Vault access policies". */
function forbidden(failure: VaultFailure, vault: string): string {
  return (failure.accounts ?? 0) > 1 ? forbiddenOneOfSeveral(failure, vault) : forbiddenOnly(failure, vault);
}

function forbiddenOnly({ kind, detail }: VaultFailure, vault: string): string {
  if (kind === 'forbiddenByRbac') {
    return l10n.t(
      'Your account is not allowed to read the certificates of {0}. Ask for the role Key Vault Reader on the vault. The role cannot read secret values.',
      vault,
    );
  }
  if (kind === 'forbiddenByPolicy') {
    return l10n.t(
      'Your account is not allowed to read the certificates of {0}. Ask for an access policy with the certificate permissions Get and List.',
      vault,
    );
  }
  return detail === undefined
    ? l10n.t(
        '{0} denied access to its certificates (403). Ask for the role Key Vault Reader, or for the certificate permissions Get and List.',
        vault,
      )
    : l10n.t(
        '{0} denied access to its certificates (403). Ask for the role Key Vault Reader, or for the certificate permissions Get and List. ({1})',
        vault,
        detail,
      );
}

function forbiddenOneOfSeveral({ kind, detail }: VaultFailure, vault: string): string {
  if (kind === 'forbiddenByRbac') {
    return l10n.t(
      'Your account is not allowed to read the certificates of {0}. Choose another account with Sign In to Key Vault, or ask for the role Key Vault Reader on the vault. The role cannot read secret values.',
      vault,
    );
  }
  if (kind === 'forbiddenByPolicy') {
    return l10n.t(
      'Your account is not allowed to read the certificates of {0}. Choose another account with Sign In to Key Vault, or ask for an access policy with the certificate permissions Get and List.',
      vault,
    );
  }
  return detail === undefined
    ? l10n.t(
        '{0} denied access to its certificates (403). Choose another account with Sign In to Key Vault, or ask for the role Key Vault Reader or the certificate permissions Get and List.',
        vault,
      )
    : l10n.t(
        '{0} denied access to its certificates (403). Choose another account with Sign In to Key Vault, or ask for the role Key Vault Reader or the certificate permissions Get and List. ({1})',
        vault,
        detail,
      );
}

/** The command line has no setting for the time-out. */
function timedOut({ setting }: VaultFailure, vault: string): string {
  return setting === undefined
    ? l10n.t('The request to {0} timed out. Check the network, the VPN, and the proxy, then try again.', vault)
    : l10n.t('The request to {0} timed out. Check the network, or increase the setting {1}.', vault, setting);
}

function blocked({ kind, clientAddress }: VaultFailure, vault: string): string {
  if (kind === 'privateLink') {
    return l10n.t(
      '{0} is reachable only over its private link. Connect to the network of the vault, for example by VPN.',
      vault,
    );
  }
  return clientAddress === undefined
    ? l10n.t(
        'The firewall of {0} blocks this computer. Ask for its address to be allowed, or connect to an allowed network.',
        vault,
      )
    : l10n.t(
        'The firewall of {0} blocks {1}. Ask for this address to be allowed, or connect to an allowed network.',
        vault,
        clientAddress,
      );
}

function service({ code, status, detail = '' }: VaultFailure, vault: string): string {
  switch (code) {
    case unreadableEntry:
      return l10n.t(
        '{0} returned a list entry that cannot be read. {1} No certificate is reported as missing until the entry can be read.',
        vault,
        detail,
      );
    case contradiction:
      return l10n.t(
        'The lists of {0} disagree about the certificate {1}. Wait a minute, then try again.',
        vault,
        detail,
      );
    default:
      return l10n.t('{0} returned an internal error ({1}). Try again later.', vault, status ?? 'HTTP');
  }
}

function offline({ code, status, detail }: VaultFailure, vault: string): string {
  if (status === 407) {
    return l10n.t(
      'The proxy for {0} requires a user name and a password (407). Set them in HTTPS_PROXY, or in the VS Code setting http.proxy.',
      vault,
    );
  }
  if (code === responseEndedEarly) {
    return l10n.t(
      'The response from {0} is incomplete. Check the network, the VPN, and the proxy, then try again.',
      vault,
    );
  }
  if (code === 'ERR_INVALID_URL') {
    return l10n.t('The proxy for {0} is not a valid URL. Check HTTPS_PROXY and the VS Code setting http.proxy.', vault);
  }
  const missingHost = /ENOTFOUND (\S+)/.exec(detail ?? '')?.[1] ?? vault;
  if (code === 'ENOTFOUND' && missingHost !== vault) {
    return l10n.t(
      'The proxy {0} for {1} was not found (DNS). Check HTTPS_PROXY and the VS Code setting http.proxy.',
      missingHost,
      vault,
    );
  }
  return code === 'ENOTFOUND'
    ? l10n.t('{0} was not found (DNS). Check the vault name, the network, and the VPN.', vault)
    : l10n.t(
        '{0} cannot be reached ({1}). Check the network, the VPN, and the proxy, then try again.',
        vault,
        code ?? 'network',
      );
}
