import type { Cloud } from '../address';

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
  /** The account at hand was refused: where there are several, the user chooses again. */
  readonly another?: boolean;
  readonly signal?: AbortSignal;
}

/** A token of one of the editor's accounts, and how many are signed in there. */
export interface SessionToken extends AccessToken {
  readonly accounts: number;
}

/** Why the editor gave no token. */
export interface NoSession {
  readonly none:
    /** Nobody is signed in there, or they closed the dialog. */
    | 'nobody'
    /** Somebody is, but not in this tenant: a guest has to sign in there once. */
    | 'otherTenant'
    /** Somebody is, but the tenant's policy asks them to sign in anew. */
    | 'claims'
    /** It does not sign in to this cloud, as it is set up. */
    | 'unavailable';
  /** The value that the setting `microsoft-sovereign-cloud.environment` must have to sign in to this cloud. */
  readonly environment?: string;
  /** The editor's own words, for the log. */
  readonly detail?: string;
}

/** The editor's signed-in account. Rejects only where something is wrong with the editor itself. */
export type EditorSession = (request: SessionRequest) => Promise<SessionToken | NoSession>;
