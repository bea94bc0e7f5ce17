import type { AccessToken } from './session';

export interface TokenRequest {
  readonly scope: string;
  readonly tenantId?: string;
  readonly claims?: string;
  readonly isRefused?: boolean;
}

/** Rejects with a `NotSignedIn`. */
export type TokenSource = (request: TokenRequest) => Promise<AccessToken>;

/** The signal fires when no caller waits for the token. */
export type AbortableTokenSource = (request: TokenRequest, signal: AbortSignal) => Promise<AccessToken>;
