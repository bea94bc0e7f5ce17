import type { Cloud } from './clouds';

/** A bearer token and when it ends, milliseconds since 1970; 0 where that is not known: then it is asked for each time. */
export interface AccessToken {
  readonly token: string;
  readonly expiresOnTimestamp: number;
}

export interface SessionRequest {
  /** Such as `https://vault.azure.net/.default`; always of the cloud's own Key Vault or Resource Manager. */
  readonly scopes: readonly string[];
  /** The tenant that the vault's challenge named; without it, the account's own. */
  readonly tenantId?: string;
  readonly cloud: Cloud;
  /** A claims challenge (JSON): the token at hand no longer satisfies the tenant's policy. */
  readonly claims?: string;
  /** The user asked: signing in may show a dialog. */
  readonly interactive: boolean;
  readonly signal?: AbortSignal;
}

/** The editor's signed-in account. Undefined: nobody is signed in there (or they closed the dialog). */
export type EditorSession = (request: SessionRequest) => Promise<AccessToken | undefined>;
