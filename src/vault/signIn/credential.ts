import type { GetTokenOptions, TokenCredential } from '@azure/core-auth';
import { unlessAborted } from '../abort';
import type { Cloud } from '../address';
import type { VaultReaderOptions } from '../options';
import type { EditorSession, SessionToken } from './session';
import { azureCli } from './azureCli/credential';
import { defaultChain } from './defaultChain';
import { messageOf, NotAVault, NotSignedIn } from '../client/errors';
import { currentRequestContext, type RequestContext } from '../client/requestContext';
import { lateSession, nearestCause, sessionCause } from './causes';
import { TokenCache } from './tokenCache';
import { requireRegularFiles } from './tokenFiles';
import type { PatientSource, TokenQuestion, TokenSource } from './tokenSource';

type CredentialOptions = Pick<VaultReaderOptions, 'credential' | 'timeoutMs'>;

/**
 * A credential for one cloud's vaults that only answers challenges for that cloud's Key Vault: whatever else a host
 * asks for, it gets no token. Tokens are kept here, per tenant; the SDK's own renewal of them in the background is
 * kept out by telling it that they last no longer than the request, for its failures would be nobody's to catch.
 */
export function vaultCredential(cloud: Cloud, options: CredentialOptions): TokenCredential {
  const source = tokenSource(cloud, options);
  return {
    getToken: async (scopes, asked = {}) => {
      const current = currentRequestContext();
      const question = checked(cloud, scopes, asked);
      if (question.tenantId !== undefined) {
        current.tenant = question.tenantId;
      }
      const { token } = await source({ ...question, isRefused: isRefused(current) });
      current.hasToken = true;
      return { token, expiresOnTimestamp: 0 };
    },
  };
}

function isRefused({ hasToken, last }: RequestContext): boolean {
  return hasToken === true && last?.status === 401;
}

function checked(cloud: Cloud, scopes: string | string[], { tenantId, claims }: GetTokenOptions): TokenQuestion {
  const [scope = ''] = [scopes].flat();
  const own = `https://${cloud.vaultSuffix.slice(1)}/.default`;
  if (scope.replace(/\/{2,}\.default$/, '/.default') !== own) {
    throw new NotAVault(`The vault asks for a token for ${scope}, which is not its own.`);
  }
  if (tenantId !== undefined && !/^[0-9a-z][0-9a-z.-]*$/i.test(tenantId)) {
    throw new NotAVault('The vault’s challenge names no tenant.');
  }
  return { scope: own, ...(tenantId === undefined ? {} : { tenantId }), ...(claims === undefined ? {} : { claims }) };
}

/** Where this cloud's tokens come from, whatever they are for: the caller pins that. */
export function tokenSource(cloud: Cloud, { credential, timeoutMs }: CredentialOptions): TokenSource {
  const source = sourceOf(cloud, { credential, timeoutMs });
  return async (question) => {
    currentRequestContext().credential = credential.kind;
    if (credential.kind === 'default') {
      await requireRegularFiles(question.tenantId);
    }
    return source(question);
  };
}

function sourceOf(cloud: Cloud, { credential, timeoutMs }: CredentialOptions): TokenSource {
  const cli = azureCli(timeoutMs, credential.workspace);
  switch (credential.kind) {
    case 'vscode':
      return async (question) => {
        const session = await sessionToken(credential.session, timeoutMs, cloud, question);
        if (session instanceof NotSignedIn) {
          throw session;
        }
        return session;
      };
    case 'auto':
      return accountThenCli(
        (question, interactive) => sessionToken(credential.session, timeoutMs, cloud, question, interactive),
        kept(cli),
      );
    case 'azureCli':
      return kept(cli);
    case 'default':
      return kept(defaultChain(cloud, timeoutMs, cli));
  }
}

type Account = (question: TokenQuestion, interactive?: boolean) => Promise<SessionToken | NotSignedIn>;

/**
 * The editor's account, then the Azure CLI's. A dialog is the last resort: who is signed in to the Azure CLI need not
 * see one, unless the account at hand was refused or has to be confirmed.
 */
function accountThenCli(askAccount: Account, cli: TokenSource): TokenSource {
  return async (question) => {
    const { interactive, another } = currentRequestContext();
    const isDialogLast = interactive && !another && question.claims === undefined;
    const account = await askAccount(question, interactive && !isDialogLast);
    if (!(account instanceof NotSignedIn)) {
      return account;
    }
    try {
      return await cli(question);
    } catch (error) {
      if (!(error instanceof NotSignedIn)) {
        throw error;
      }
      const asked = isDialogLast ? await askAccount(question) : account;
      if (asked instanceof NotSignedIn) {
        throw nearestCause(account, error);
      }
      return asked;
    }
  };
}

/** Each token is kept for as long as it lasts. */
function kept(source: PatientSource): TokenSource {
  const cache = new TokenCache();
  return (question) => cache.get(question, currentRequestContext().signal, (signal) => source(question, signal));
}

/**
 * The editor's account, or why it gave no token. Whoever answers a dialog takes their time; without one the account has
 * `timeoutMs` milliseconds.
 */
async function sessionToken(
  session: EditorSession,
  timeoutMs: number,
  cloud: Cloud,
  { scope, tenantId, claims }: TokenQuestion,
  interactive = currentRequestContext().interactive,
): Promise<SessionToken | NotSignedIn> {
  const question = currentRequestContext();
  const { another, signal } = question;
  const asked = session({
    scopes: [scope],
    cloud,
    interactive,
    another,
    signal,
    ...(tenantId === undefined ? {} : { tenantId }),
    ...(claims === undefined ? {} : { claims }),
  }).catch((error: unknown) => ({ none: 'unavailable', detail: messageOf(error) }) as const);
  const answer = interactive ? await asked : await unlessLate(asked, timeoutMs);
  if (answer === undefined) {
    return lateSession(tenantId);
  }
  if ('none' in answer) {
    return sessionCause(answer, tenantId);
  }
  question.accounts = answer.accounts;
  return answer;
}

/** Undefined once the time is up, in milliseconds. */
async function unlessLate<T>(promise: Promise<T>, timeoutMs: number): Promise<T | undefined> {
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
