import type { VaultCredential } from './options';
import type { TokenProblem } from './signIn/tokenProblem';

export type FailureKind =
  | 'signedOut'
  /** An account is signed in, but not to the tenant of the vault, where it is a guest. */
  | 'otherTenant'
  /** The sign-in expired or was revoked. */
  | 'sessionExpired'
  /** The policy of the tenant requires a new sign-in (CAE, MFA). */
  | 'claims'
  /** No access token for another reason: a credential is missing, times out, fails, or is misconfigured. */
  | 'credential'
  /** 401. */
  | 'unauthorized'
  /** The token came from another tenant than the vault's (401, AKV10032). */
  | 'wrongTenant'
  | 'forbiddenByRbac'
  | 'forbiddenByPolicy'
  /** A 403 without a known cause. */
  | 'forbidden'
  | 'firewall'
  | 'privateLink'
  | 'throttled'
  /** Host not found, no route, connection refused or reset. */
  | 'offline'
  /** For example because a proxy inspects connections. */
  | 'tls'
  /** HTML, unexpected JSON, or a challenge for another host. */
  | 'notAVault'
  | 'notFound'
  | 'timeout'
  /** 5xx after the retries. */
  | 'service'
  | 'cancelled'
  /** A browser runs the extension, and Key Vault allows no requests from other origins (CORS). */
  | 'browser';

/** The code of an `offline` failure with an incomplete response. */
export const responseEndedEarly = 'RESPONSE_ENDED_EARLY';

/** The code of a `service` failure with an unreadable list entry, which `detail` describes. */
export const unreadableEntry = 'UNREADABLE_ENTRY';

/** The code of a `service` failure when two lists disagree about the certificate named by `detail`. */
export const contradiction = 'CONTRADICTION';

export interface VaultFailure {
  readonly kind: FailureKind;
  readonly vault: string;
  readonly status?: number;
  /** `error.innererror.code`, or else `error.code`, of the response body. */
  readonly code?: string;
  /** From the server, unescaped. For a failure of a credential it is for the log only. */
  readonly detail?: string;
  /** If it is known why there is no access token. */
  readonly problem?: TokenProblem;
  readonly requestId?: string;
  readonly clientAddress?: string;
  readonly tenant?: string;
  /** Absent if no token was requested. */
  readonly credential?: VaultCredential['kind'];
  /** Signed in to the editor; absent unless one of them was refused. */
  readonly accounts?: number;
  /** The setting for the time-out, if a request timed out in the editor. */
  readonly setting?: string;
  /** Milliseconds since 1970. */
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

/** Whether signing in, or choosing another account, can fix it. */
export function isAboutSignIn(failure: VaultFailure | undefined): boolean {
  return failure !== undefined && (aboutSignIn.has(failure.kind) || (isRefusedAccount(failure) && hasOthers(failure)));
}

/** Whether signing in, or more permissions, can fix it. */
export function isAboutAccount(failure: VaultFailure | undefined): boolean {
  return failure !== undefined && (aboutSignIn.has(failure.kind) || isForbidden(failure));
}

/** Then the user can choose another account of the editor. */
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

export type Outcome<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: VaultFailure };
