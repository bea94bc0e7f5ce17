import type { Cloud } from '../address';

/** `expires`: milliseconds since 1970; 0 if unknown, so that the token is not reused. */
export interface AccessToken {
  readonly token: string;
  readonly expiresOnTimestamp: number;
}

export interface SessionRequest {
  /** Such as `https://vault.azure.net/.default`; always Key Vault or Resource Manager of the cloud. */
  readonly scopes: readonly string[];
  readonly tenantId?: string;
  readonly cloud: Cloud;
  /** A claims challenge (JSON): the current token does not satisfy the policy of the tenant. */
  readonly claims?: string;
  readonly interactive: boolean;
  /** The current account was refused, so that the user can choose another one. */
  readonly another?: boolean;
  readonly signal?: AbortSignal;
}

export interface SessionToken extends AccessToken {
  readonly accounts: number;
  /** Such as `dev@contoso.com`. */
  readonly account?: string;
}

export interface SignedIn {
  readonly credential: 'vscode' | 'azureCli' | 'default';
  /** Absent if the credential does not report it. */
  readonly account?: string;
}

export interface NoSession {
  readonly none:
    /** Also if the user closed the dialog. */
    | 'nobody'
    /** An account is signed in, but not to this tenant: a guest must sign in to it once. */
    | 'otherTenant'
    /** The policy of the tenant requires a new sign-in. */
    | 'claims'
    /** The editor is not set up to sign in to this cloud. */
    | 'unavailable';
  /** The required value of the setting `microsoft-sovereign-cloud.environment`. */
  readonly environment?: string;
  /** For the log. */
  readonly detail?: string;
}

/** Rejects only on errors of the editor. */
export type EditorSession = (request: SessionRequest) => Promise<SessionToken | NoSession>;
