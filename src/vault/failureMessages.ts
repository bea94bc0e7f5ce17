import { joinMessages, message, type Message } from '../text/message';
import { contradiction, responseEndedEarly, unreadableEntry, type VaultFailure } from './failure';
import { signInMessage } from './signIn/messages';

/** A failure in words: first what happened, then what to do about it. */
export function failureMessage(failure: VaultFailure): Message {
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
      return keptOut(failure, vault);
    case 'throttled':
      return message('{0} is asked too often just now (429). Wait a minute, then try again.', vault);
    case 'offline':
      return offline(failure, vault);
    case 'tls':
      return message(
        'The connection to {0} is not trusted ({1}). If a proxy inspects traffic, name the file of its authority in NODE_EXTRA_CA_CERTS or, for VS Code, install it in the system’s certificate store, and restart.',
        vault,
        failure.code ?? 'TLS',
      );
    case 'notAVault':
      return message(
        'What answered at {0} is not a key vault. Check the vault’s name, the proxy, and whether the network wants a login.',
        vault,
      );
    case 'notFound':
      return message('{0} does not hold it any more (404). Read it again to see what it holds.', vault);
    case 'timeout':
      return late(failure, vault);
    case 'service':
      return service(failure, vault);
    case 'cancelled':
      return message('Reading {0} was cancelled. Read it again when you like.', vault);
  }
}

const reasons: Readonly<Record<VaultFailure['kind'], Message>> = {
  signedOut: message('not signed in'),
  otherTenant: message('not signed in to its tenant'),
  sessionExpired: message('the sign-in has ended'),
  claims: message('its tenant requires a new sign-in'),
  credential: message('no access token'),
  unauthorized: message('the sign-in was refused'),
  wrongTenant: message('signed in to another tenant'),
  forbiddenByRbac: message('needs Key Vault Reader'),
  forbiddenByPolicy: message('needs Get and List'),
  forbidden: message('access is refused'),
  firewall: message('its firewall keeps you out'),
  privateLink: message('only over its private link'),
  throttled: message('asked too often'),
  offline: message('cannot be reached'),
  tls: message('the connection is not trusted'),
  notAVault: message('not a key vault'),
  notFound: message('not there any more'),
  timeout: message('no answer in time'),
  service: message('a fault of its own'),
  cancelled: message('reading was cancelled'),
};

/** The failure in a few words, for places that are one short line. */
export function failureReason({ kind, clientAddress }: VaultFailure): Message {
  return kind === 'firewall' && clientAddress !== undefined
    ? message('its firewall keeps {0} out', clientAddress)
    : reasons[kind];
}

/** The message, then the service's or credential's own words. */
function withDetail({ template, args }: Message, detail: string | undefined): Message {
  return detail === undefined ? { template, args } : message(`${template} ({${String(args.length)}})`, ...args, detail);
}

/** Source of the least rights: learn.microsoft.com, "Azure RBAC for Key Vault" and "Key Vault access policies". */
function forbidden(failure: VaultFailure, vault: string): Message {
  const { accounts = 0 } = failure;
  const refusal = refusalMessage(failure, vault);
  return accounts > 1
    ? joinMessages(' ', refusal, message('Or choose another of your accounts with Sign In to Key Vault.'))
    : refusal;
}

function refusalMessage({ kind, detail }: VaultFailure, vault: string): Message {
  switch (kind) {
    case 'forbiddenByRbac':
      return message(
        'Your account may not read the certificates of {0}. Ask for the role Key Vault Reader on the vault; it shows no secret’s value.',
        vault,
      );
    case 'forbiddenByPolicy':
      return message(
        'Your account may not read the certificates of {0}. Ask for an access policy with the certificate permissions Get and List.',
        vault,
      );
    default:
      return withDetail(
        message(
          '{0} refused to show its certificates (403). Ask for the role Key Vault Reader, or the certificate permissions Get and List.',
          vault,
        ),
        detail,
      );
  }
}

/** More time is only proposed where the user can give it: the command line has its own. */
function late({ setting }: VaultFailure, vault: string): Message {
  return setting === undefined
    ? message('{0} did not answer in time. Check the network, the VPN and the proxy, then try again.', vault)
    : message('{0} did not answer in time. Check the network, or raise the setting {1}.', vault, setting);
}

function keptOut({ kind, clientAddress }: VaultFailure, vault: string): Message {
  if (kind === 'privateLink') {
    return message('{0} only answers over its private link. Connect to the network (VPN) it belongs to.', vault);
  }
  return clientAddress === undefined
    ? message(
        'The firewall of {0} keeps this computer out. Ask for its address to be allowed, or join the vault’s network.',
        vault,
      )
    : message(
        'The firewall of {0} keeps {1} out. Ask for this address to be allowed, or connect to the network that is.',
        vault,
        clientAddress,
      );
}

function service({ code, status, detail = '' }: VaultFailure, vault: string): Message {
  switch (code) {
    case unreadableEntry:
      return message(
        '{0} returned a list entry that cannot be read. {1} No thumbprint counts as missing until it can be read.',
        vault,
        detail,
      );
    case contradiction:
      return message(
        'The lists of {0} do not agree about the certificate {1}. Wait a minute, then try again.',
        vault,
        detail,
      );
    default:
      return message('{0} has a fault of its own ({1}). Try again in a while.', vault, status ?? 'HTTP');
  }
}

function offline({ code, status, detail }: VaultFailure, vault: string): Message {
  if (status === 407) {
    return message(
      'The proxy before {0} wants a name and a password (407). Give them in HTTPS_PROXY, or in VS Code’s setting http.proxy.',
      vault,
    );
  }
  if (code === responseEndedEarly) {
    return message('The response of {0} ended early. Check the network, the VPN and the proxy, then try again.', vault);
  }
  if (code === 'ERR_INVALID_URL') {
    return message(
      'The proxy for {0} is not set to a URL. Check HTTPS_PROXY, and VS Code’s setting http.proxy.',
      vault,
    );
  }
  const stranger = /ENOTFOUND (\S+)/.exec(detail ?? '')?.[1] ?? vault;
  if (code === 'ENOTFOUND' && stranger !== vault) {
    return message(
      'The proxy before {0}, {1}, is not known to the network (DNS). Check HTTPS_PROXY, and VS Code’s setting http.proxy.',
      vault,
      stranger,
    );
  }
  return code === 'ENOTFOUND'
    ? message('{0} is not known to the network (DNS). Check the vault’s name, and the connection or VPN.', vault)
    : message(
        '{0} cannot be reached ({1}). Check the network, the VPN and the proxy, then try again.',
        vault,
        code ?? 'network',
      );
}
