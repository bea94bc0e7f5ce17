/** Why a vault could not be read. A value, not an exception: it is shown, remembered and tested like any other answer. */
export type FailureKind =
  /** Nobody is signed in, or no credential could give a token. */
  | 'signedOut'
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

export interface VaultFailure {
  readonly kind: FailureKind;
  /** The vault's URL without a trailing slash. */
  readonly vault: string;
  /** HTTP status, where an answer came. */
  readonly status?: number;
  /** `error.innererror.code` or else `error.code` of the answer's body. */
  readonly code?: string;
  /** The server's or the credential's own words, unescaped. */
  readonly detail?: string;
  readonly requestId?: string;
  /** The client's address as the vault's firewall saw it. */
  readonly clientAddress?: string;
  /** The tenant the vault belongs to, where its challenge named one. */
  readonly tenant?: string;
  /** When it happened, milliseconds since 1970. */
  readonly at: number;
}
