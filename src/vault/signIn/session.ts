import type { Cloud } from '../address';

/** A bearer token and its expiry, milliseconds since 1970; 0 if unknown, so that it is not reused. */
export interface AccessToken {
  readonly token: string;
  readonly expiresOnTimestamp: number;
}

export interface SessionRequest {
  /** Such as `https://vault.azure.net/.default`; always Key Vault or Resource Manager of the cloud. */
  readonly scopes: readonly string[];
  /** The tenant from the challenge of the vault; by default, the tenant of the account. */
  readonly tenantId?: string;
  readonly cloud: Cloud;
  /** A claims challenge (JSON): the current token does not satisfy the policy of the tenant. */
  readonly claims?: string;
  /** Signing in may show a dialog. */
  readonly interactive: boolean;
  /** The current account was refused, so that the user can choose another one. */
  readonly another?: boolean;
  readonly signal?: AbortSignal;
}

/** A token of an account in the editor, and the number of accounts that are signed in. */
export interface SessionToken extends AccessToken {
  readonly accounts: number;
  /** The name of the account, such as `dev@contoso.com`. */
  readonly account?: string;
}

/** Who reads a vault. */
export interface SignedIn {
  readonly credential: 'vscode' | 'azureCli' | 'default';
  /** The name of the account, if the credential tells it. */
  readonly account?: string;
}

/** Why the editor returned no token. */
export interface NoSession {
  readonly none:
    /** No account is signed in, or the user closed the dialog. */
    | 'nobody'
    /** An account is signed in, but not to this tenant: a guest must sign in to it once. */
    | 'otherTenant'
    /** The policy of the tenant requires a new sign-in. */
    | 'claims'
    /** The editor is not set up to sign in to this cloud. */
    | 'unavailable';
  /** The value that the setting `microsoft-sovereign-cloud.environment` must have to sign in to this cloud. */
  readonly environment?: string;
  /** The error message of the editor, for the log. */
  readonly detail?: string;
}

/** Returns a token of an account in the editor. Rejects only on errors of the editor. */
export type EditorSession = (request: SessionRequest) => Promise<SessionToken | NoSession>;
