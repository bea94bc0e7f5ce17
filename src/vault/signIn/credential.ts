import type { GetTokenOptions, TokenCredential } from '@azure/core-auth';
import { present } from '../../text/objects';
import { unlessAborted } from '../abort';
import type { Cloud } from '../address';
import type { VaultReaderOptions } from '../options';
import type { EditorSession, SessionToken } from './session';
import { azureCli } from './azureCli/credential';
import { defaultChain } from './defaultChain';
import { messageOf, NotAVault, NotSignedIn } from '../client/errors';
import { currentRequestContext, type RequestContext } from '../client/requestContext';
import { sessionTimeout, nearestCause, sessionCause } from './causes';
import { TokenCache } from './tokenCache';
import { requireRegularFiles } from './tokenFiles';
import type { AbortableTokenSource, TokenRequest, TokenSource } from './tokenSource';

type CredentialOptions = Pick<VaultReaderOptions, 'credential' | 'timeoutMs'>;

/**
 * Returns tokens for Key Vault of one cloud only, cached by tenant. The SDK gets an expiry of 0, because it would
 * otherwise renew tokens in the background, where nothing handles a rejection.
 */
export function vaultCredential(cloud: Cloud, options: CredentialOptions): TokenCredential {
  const source = tokenSource(cloud, options);
  return {
    getToken: async (scopes, asked = {}) => {
      const current = currentRequestContext();
      const request = checked(cloud, scopes, asked);
      if (request.tenantId !== undefined) {
        current.tenant = request.tenantId;
      }
      const { token } = await source({ ...request, isRefused: isRefused(current) });
      current.hasToken = true;
      return { token, expiresOnTimestamp: 0 };
    },
  };
}

function isRefused({ hasToken, last }: RequestContext): boolean {
  return hasToken === true && last?.status === 401;
}

function checked(cloud: Cloud, scopes: string | string[], { tenantId, claims }: GetTokenOptions): TokenRequest {
  const [scope = ''] = [scopes].flat();
  const own = `https://${cloud.vaultSuffix.slice(1)}/.default`;
  if (scope.replace(/\/{2,}\.default$/, '/.default') !== own) {
    throw new NotAVault(`The challenge requests a token for ${scope}, which is not the scope of the vault.`);
  }
  if (tenantId !== undefined && !/^[0-9a-z][0-9a-z.-]*$/i.test(tenantId)) {
    throw new NotAVault('The challenge of the vault has an invalid tenant.');
  }
  return { scope: own, ...(tenantId === undefined ? {} : { tenantId }), ...(claims === undefined ? {} : { claims }) };
}

/** For one cloud. The caller must restrict the scope. */
export function tokenSource(cloud: Cloud, { credential, timeoutMs }: CredentialOptions): TokenSource {
  const source = sourceOf(cloud, { credential, timeoutMs });
  return async (request) => {
    currentRequestContext().credential = credential.kind;
    if (credential.kind === 'default') {
      await requireRegularFiles(request.tenantId);
    }
    const token = await source(request);
    if (credential.kind === 'azureCli' || credential.kind === 'default') {
      currentRequestContext().signedIn = { credential: credential.kind };
    }
    return token;
  };
}

function sourceOf(cloud: Cloud, { credential, timeoutMs }: CredentialOptions): TokenSource {
  const cli = azureCli(timeoutMs, credential.workspace);
  switch (credential.kind) {
    case 'vscode':
      return async (request) => {
        const session = await sessionToken(credential.session, timeoutMs, cloud, request);
        if (session instanceof NotSignedIn) {
          throw session;
        }
        return session;
      };
    case 'auto':
      return accountThenCli(
        (request, interactive) => sessionToken(credential.session, timeoutMs, cloud, request, interactive),
        cached(cli),
      );
    case 'azureCli':
      return cached(cli);
    case 'default':
      return cached(defaultChain(cloud, timeoutMs, cli));
  }
}

type Account = (request: TokenRequest, interactive?: boolean) => Promise<SessionToken | NotSignedIn>;

/** A dialog comes last, to spare users of the Azure CLI, unless the account was refused or claims are required. */
function accountThenCli(askAccount: Account, cli: TokenSource): TokenSource {
  return async (request) => {
    const { interactive, another } = currentRequestContext();
    const isDialogLast = interactive && !another && request.claims === undefined;
    const account = await askAccount(request, interactive && !isDialogLast);
    if (!(account instanceof NotSignedIn)) {
      return account;
    }
    try {
      const token = await cli(request);
      currentRequestContext().signedIn = { credential: 'azureCli' };
      return token;
    } catch (error) {
      if (!(error instanceof NotSignedIn)) {
        throw error;
      }
      const asked = isDialogLast ? await askAccount(request) : account;
      if (asked instanceof NotSignedIn) {
        throw nearestCause(account, error);
      }
      return asked;
    }
  };
}

function cached(source: AbortableTokenSource): TokenSource {
  const cache = new TokenCache();
  return (request) => cache.get(request, currentRequestContext().signal, (signal) => source(request, signal));
}

/** The time-out applies only without a dialog, because the user may need more time. */
async function sessionToken(
  session: EditorSession,
  timeoutMs: number,
  cloud: Cloud,
  { scope, tenantId, claims }: TokenRequest,
  interactive = currentRequestContext().interactive,
): Promise<SessionToken | NotSignedIn> {
  const context = currentRequestContext();
  const { another, signal } = context;
  const asked = session({
    scopes: [scope],
    cloud,
    interactive,
    another,
    signal,
    ...(tenantId === undefined ? {} : { tenantId }),
    ...(claims === undefined ? {} : { claims }),
  }).catch((error: unknown) => ({ none: 'unavailable', detail: messageOf(error) }) as const);
  const answer = interactive ? await asked : await unlessTimedOut(asked, timeoutMs);
  if (answer === undefined) {
    return sessionTimeout(tenantId);
  }
  if ('none' in answer) {
    return sessionCause(answer, tenantId);
  }
  context.accounts = answer.accounts;
  context.signedIn = { credential: 'vscode', ...present('account', answer.account) };
  return answer;
}

/** Resolves to undefined on time-out. */
async function unlessTimedOut<T>(promise: Promise<T>, timeoutMs: number): Promise<T | undefined> {
  const timer = AbortSignal.timeout(timeoutMs);
  try {
    return await unlessAborted(promise, timer);
  } catch (error) {
    if (timer.aborted) {
      return undefined;
    }
    throw error;
  }
}
