import type { AccessToken } from './session';

/** A request for a token, once who asks for it was found to be one of the cloud's own. */
export interface TokenRequest {
  readonly scope: string;
  readonly tenantId?: string;
  readonly claims?: string;
  /** The token at hand was refused. */
  readonly isRefused?: boolean;
}

/** Gives a token, or rejects with a `NotSignedIn`. */
export type TokenSource = (request: TokenRequest) => Promise<AccessToken>;

/** The same; the signal fires when nobody waits for the token any more. */
export type AbortableTokenSource = (request: TokenRequest, signal: AbortSignal) => Promise<AccessToken>;
