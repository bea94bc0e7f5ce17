import { AzureCliCredential, DefaultAzureCredential } from '@azure/identity';
import type { AccessToken, GetTokenOptions, TokenCredential } from '@azure/core-auth';
import { unlessAborted } from '../abort';
import type { Cloud } from '../clouds';
import type { VaultReaderOptions } from '../readerOptions';
import type { EditorSession, SessionToken } from '../session';
import { messageOf, NotAVault, NotSignedIn } from './errors';
import { currentQuestion, type Question } from './question';
import { credentialCause, sessionCause } from './signInCauses';
import { TokenCache } from './tokenCache';

/** A question for a token, once who asks for it was found to be one of the cloud's own. */
export interface TokenQuestion {
  readonly scope: string;
  readonly tenantId?: string;
  readonly claims?: string;
  /** The token at hand was refused. */
  readonly isRefused?: boolean;
}

export type TokenSource = (question: TokenQuestion) => Promise<AccessToken>;

type CredentialOptions = Pick<VaultReaderOptions, 'credential' | 'timeoutMs'>;

/** The longest that the Azure CLI may take: it starts a Python interpreter. Milliseconds. */
const cliPatience = 10_000;

/** How much longer than a process itself is waited for it, in milliseconds. */
const grace = 500;

/**
 * A credential for one cloud's vaults that only answers challenges for that cloud's Key Vault: whatever else a host
 * asks for, it gets no token. Tokens are kept here, per tenant; the SDK's own renewal of them in the background is
 * kept out by telling it that they last no longer than the request, for its failures would be nobody's to catch.
 */
export function vaultCredential(cloud: Cloud, options: CredentialOptions): TokenCredential {
  const source = tokenSource(cloud, options);
  return {
    getToken: async (scopes, asked = {}) => {
      const current = currentQuestion();
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

function isRefused({ hasToken, last }: Question): boolean {
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
  return (question) => {
    currentQuestion().credential = credential.kind;
    return source(question);
  };
}

function sourceOf(cloud: Cloud, { credential, timeoutMs }: CredentialOptions): TokenSource {
  switch (credential.kind) {
    case 'vscode':
      return async (question) => {
        const session = await sessionToken(inTime(credential.session, timeoutMs), cloud, question);
        if (session instanceof NotSignedIn) {
          throw session;
        }
        return session;
      };
    case 'auto':
      return accountThenCli(inTime(credential.session, timeoutMs), cloud, azureCli(timeoutMs));
    case 'azureCli':
      return azureCli(timeoutMs);
    case 'default':
      return kept(
        new DefaultAzureCredential({
          authorityHost: cloud.authority,
          additionallyAllowedTenants: ['*'],
          processTimeoutInMs: Math.min(cliPatience, timeoutMs),
        }),
        timeoutMs,
        'DefaultAzureCredential',
      );
  }
}

/**
 * The editor's account, then the Azure CLI's. A dialog is the last resort: who is signed in to the Azure CLI need not
 * see one, unless the account at hand was refused or has to be confirmed.
 */
function accountThenCli(session: EditorSession, cloud: Cloud, cli: KeptSource): TokenSource {
  return async (question) => {
    const { interactive, another } = currentQuestion();
    const isDialogLast = interactive && !another && question.claims === undefined;
    const account = await sessionToken(session, cloud, question, interactive && !isDialogLast);
    if (!(account instanceof NotSignedIn)) {
      return account;
    }
    try {
      return await cli(question, account);
    } catch (error) {
      if (!isDialogLast || !(error instanceof NotSignedIn)) {
        throw error;
      }
      const asked = await sessionToken(session, cloud, question);
      if (asked instanceof NotSignedIn) {
        throw error;
      }
      return asked;
    }
  };
}

function azureCli(timeoutMs: number): KeptSource {
  const processTimeoutInMs = Math.min(cliPatience, timeoutMs);
  const credential = new AzureCliCredential({ additionallyAllowedTenants: ['*'], processTimeoutInMs });
  return kept(credential, processTimeoutInMs, 'The Azure CLI');
}

/** `before`: what was tried first, and failed. */
type KeptSource = (question: TokenQuestion, before?: NotSignedIn) => Promise<AccessToken>;

/**
 * One of the SDK's credentials, each answer of which is kept for as long as it lasts. A process that is told to end may
 * leave others behind that keep its pipes open: the wait for it ends here in any case. `patience` in milliseconds.
 */
function kept(credential: TokenCredential, patience: number, name: string): KeptSource {
  const cache = new TokenCache();
  const ask = async (
    { scope, tenantId, claims }: TokenQuestion,
    before: NotSignedIn | undefined,
  ): Promise<AccessToken> => {
    const options = { ...(tenantId === undefined ? {} : { tenantId }), ...(claims === undefined ? {} : { claims }) };
    const timer = AbortSignal.timeout(patience + grace);
    try {
      const token = await unlessAborted(credential.getToken(scope, options), timer);
      if (token !== null) {
        return token;
      }
    } catch (error) {
      const words = timer.aborted ? `${name} did not answer in time.` : messageOf(error);
      throw credentialCause(words, tenantId, before);
    }
    throw credentialCause('', tenantId, before);
  };
  return (question, before) => cache.get(question, currentQuestion().signal, () => ask(question, before));
}

/** Whoever answers a dialog takes their time; without one the editor's account has `patience` milliseconds. */
function inTime(session: EditorSession, patience: number): EditorSession {
  return async (request) => {
    if (request.interactive) {
      return session(request);
    }
    const timer = AbortSignal.timeout(patience);
    try {
      return await unlessAborted(session(request), timer);
    } catch (error) {
      if (timer.aborted) {
        return { none: 'unavailable', detail: 'The Microsoft account here did not answer in time.' };
      }
      throw error;
    }
  };
}

/** The editor's account, or why it gave no token. */
async function sessionToken(
  session: EditorSession,
  cloud: Cloud,
  { scope, tenantId, claims }: TokenQuestion,
  interactive = currentQuestion().interactive,
): Promise<SessionToken | NotSignedIn> {
  const question = currentQuestion();
  const { another, signal } = question;
  const answer = await session({
    scopes: [scope],
    cloud,
    interactive,
    another,
    signal,
    ...(tenantId === undefined ? {} : { tenantId }),
    ...(claims === undefined ? {} : { claims }),
  }).catch((error: unknown) => ({ none: 'unavailable', detail: messageOf(error) }) as const);
  if ('none' in answer) {
    return sessionCause(answer, tenantId);
  }
  question.accounts = answer.accounts;
  return answer;
}
