import type { VaultCredential } from './options';
import type { TokenProblem } from './signIn/tokenProblem';

/** Why a vault could not be read. A value, not an exception: it is shown, remembered and tested like any other answer. */
export type FailureKind =
  /** Nobody is signed in: a credential said so. */
  | 'signedOut'
  /** Somebody is signed in, but not in the vault's tenant yet: a guest there. */
  | 'otherTenant'
  /** The sign-in has ended or was withdrawn. */
  | 'sessionExpired'
  /** The tenant's policy asks for a fresh or a stronger sign-in (CAE, MFA). */
  | 'claims'
  /** There is no access token for another reason: a credential is missing, hangs, fails, or is set up wrongly. */
  | 'credential'
  /** The vault refused the token (401). */
  | 'unauthorized'
  /** The token came from another tenant than the vault's (401, AKV10032). */
  | 'wrongTenant'
  | 'forbiddenByRbac'
  | 'forbiddenByPolicy'
  /** 403 whose cause the service did not name. */
  | 'forbidden'
  | 'firewall'
  | 'privateLink'
  | 'throttled'
  /** No such host, no route, connection refused or reset. */
  | 'offline'
  /** The TLS handshake failed: an unknown authority, an intercepting proxy. */
  | 'tls'
  /** Something answered that is not a Key Vault (HTML, wrong JSON, a challenge for another host). */
  | 'notAVault'
  | 'notFound'
  | 'timeout'
  /** 5xx after the retries. */
  | 'service'
  | 'cancelled';

/** The code of an `offline` failure whose response began and did not come to its end. */
export const responseEndedEarly = 'RESPONSE_ENDED_EARLY';

/** The code of a `service` failure: an entry of a list cannot be read. `detail` says which. */
export const unreadableEntry = 'UNREADABLE_ENTRY';

/** The code of a `service` failure: two lists do not agree about a certificate, whose name is the `detail`. */
export const contradiction = 'CONTRADICTION';

export interface VaultFailure {
  readonly kind: FailureKind;
  /** The vault's URL without a trailing slash. */
  readonly vault: string;
  /** HTTP status, where an answer came. */
  readonly status?: number;
  /** `error.innererror.code` or else `error.code` of the answer's body. */
  readonly code?: string;
  /** The server's own words, unescaped; where no credential gave a token, words for the log alone. */
  readonly detail?: string;
  /** What keeps the credential from giving an access token, where that is known. */
  readonly problem?: TokenProblem;
  readonly requestId?: string;
  /** The client's address as the vault's firewall saw it. */
  readonly clientAddress?: string;
  /** The tenant the vault belongs to, where its challenge named one. */
  readonly tenant?: string;
  /** Whose tokens were used; absent where no token was asked for. */
  readonly credential?: VaultCredential['kind'];
  /** How many accounts are signed in in the editor, where one of them was refused. */
  readonly accounts?: number;
  /** The user's setting that says how long to wait, where no answer came in time and there is one. */
  readonly setting?: string;
  /** When it happened, milliseconds since 1970. */
  readonly at: number;
}

const aboutSignIn: ReadonlySet<FailureKind> = new Set<FailureKind>([
  'signedOut',
  'otherTenant',
  'sessionExpired',
  'claims',
  'credential',
  'unauthorized',
  'wrongTenant',
]);

/** Whether signing in may mend it: with the account at hand, or with another of several. */
export function isAboutSignIn(failure: VaultFailure | undefined): boolean {
  return failure !== undefined && (aboutSignIn.has(failure.kind) || (isRefusedAccount(failure) && hasOthers(failure)));
}

/** Whether it may be mended by signing in, or by the rights of who is signed in. */
export function isAboutAccount(failure: VaultFailure | undefined): boolean {
  return failure !== undefined && (aboutSignIn.has(failure.kind) || isForbidden(failure));
}

/** Whether one of the editor's accounts was refused: the user may want to choose again. */
export function isRefusedAccount(failure: VaultFailure | undefined): boolean {
  const isRefusal = failure?.kind === 'unauthorized' || failure?.kind === 'wrongTenant';
  return failure?.accounts !== undefined && (isRefusal || isForbidden(failure));
}

function isForbidden({ kind }: VaultFailure): boolean {
  return kind.startsWith('forbidden');
}

function hasOthers({ accounts = 0 }: VaultFailure): boolean {
  return accounts > 1;
}

/** What a question came to. */
export type Outcome<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: VaultFailure };
