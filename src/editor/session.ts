import * as vscode from 'vscode';
import type { EditorSession } from '../vault/session';

/** VS Code's own sign-in, for the vaults of each cloud. */
const providers = {
  public: 'microsoft',
  usGovernment: 'microsoft-sovereign-cloud',
  china: 'microsoft-sovereign-cloud',
};

export function isMicrosoftProvider(id: string): boolean {
  return Object.values(providers).includes(id);
}

/**
 * A session of the editor's Microsoft account, in the tenant that the vault's challenge named. Silent unless the user
 * asked: no dialog ever opens because a file was. The token lives an hour at least and is not kept here.
 */
export function editorSession(log: vscode.LogOutputChannel): EditorSession {
  return async ({ scopes, tenantId, cloud, claims, interactive }) => {
    const asked = tenantId === undefined ? [...scopes] : [...scopes, `VSCODE_TENANT:${tenantId}`];
    try {
      const session = await vscode.authentication.getSession(
        providers[cloud.name],
        asked,
        options(interactive, claims),
      );
      return session === undefined ? undefined : { token: session.accessToken, expiresOnTimestamp: 0 };
    } catch (error) {
      // No such provider, or the user closed the dialog: the next credential may still do.
      log.info(`Microsoft account: ${error instanceof Error ? error.message : String(error)}`);
      return undefined;
    }
  };
}

function options(interactive: boolean, claims: string | undefined): vscode.AuthenticationGetSessionOptions {
  if (!interactive) {
    return { silent: true };
  }
  // A claims challenge says that the token at hand no longer satisfies the tenant's policy.
  return claims === undefined
    ? { createIfNone: true }
    : { forceNewSession: { detail: vscode.l10n.t('The tenant asks you to sign in again.') } };
}
