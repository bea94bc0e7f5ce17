import { AzureCliCredential, DefaultAzureCredential } from '@azure/identity';
import type { AccessToken, GetTokenOptions, TokenCredential } from '@azure/core-auth';
import type { Cloud } from '../clouds';
import type { VaultReaderOptions } from '../readerOptions';
import type { EditorSession } from '../session';
import { messageOf, NotAVault, NotSignedIn } from './errors';
import { currentQuestion } from './question';
import { TokenCache } from './tokenCache';

/** A question for a token, once who asks for it was found to be one of the cloud's own. */
export interface TokenQuestion {
  readonly scope: string;
  readonly tenantId?: string;
  readonly claims?: string;
}

export type TokenSource = (question: TokenQuestion) => Promise<AccessToken>;

/** The longest that the Azure CLI may take: it starts a Python interpreter. Milliseconds. */
const cliPatience = 10_000;

/**
 * A credential for one cloud's vaults that only answers challenges for that cloud's Key Vault: whatever else a host
 * asks for, it gets no token. Tokens are kept here, per tenant; the SDK's own renewal of them in the background is
 * kept out by telling it that they last no longer than the request, for its failures would be nobody's to catch.
 */
export function vaultCredential(
  cloud: Cloud,
  options: Pick<VaultReaderOptions, 'credential' | 'timeoutMs'>,
): TokenCredential {
  const source = tokenSource(cloud, options);
  return {
    getToken: async (scopes, asked = {}) => {
      const question = checked(cloud, scopes, asked);
      if (question.tenantId !== undefined) {
        currentQuestion().tenant = question.tenantId;
      }
      const { token } = await source(question);
      return { token, expiresOnTimestamp: 0 };
    },
  };
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
export function tokenSource(
  cloud: Cloud,
  { credential, timeoutMs }: Pick<VaultReaderOptions, 'credential' | 'timeoutMs'>,
): TokenSource {
  const processTimeoutInMs = Math.min(cliPatience, timeoutMs);
  const cache = new TokenCache();
  if (credential.kind === 'default') {
    const chain = new DefaultAzureCredential({
      authorityHost: cloud.authority,
      additionallyAllowedTenants: ['*'],
      processTimeoutInMs,
    });
    return (question) => cache.get(question, () => ask(chain, question, 'No credential'));
  }
  const cli = new AzureCliCredential({ additionallyAllowedTenants: ['*'], processTimeoutInMs });
  return async (question) => {
    const session = await sessionToken(credential.session, cloud, question);
    return 'token' in session ? session : cache.get(question, () => ask(cli, question, session.reason));
  };
}

/** The editor's account, or why it gave no token. */
async function sessionToken(
  session: EditorSession,
  cloud: Cloud,
  { scope, tenantId, claims }: TokenQuestion,
): Promise<AccessToken | { readonly reason: string }> {
  const { interactive } = currentQuestion();
  try {
    const token = await session({
      scopes: [scope],
      cloud,
      interactive,
      ...(tenantId === undefined ? {} : { tenantId }),
      ...(claims === undefined ? {} : { claims }),
    });
    return token ?? { reason: 'No Microsoft account is signed in here' };
  } catch (error) {
    return { reason: messageOf(error) };
  }
}

/** Asks one of the SDK's credentials; `before` tells what was tried first. */
async function ask(
  credential: TokenCredential,
  { scope, tenantId, claims }: TokenQuestion,
  before: string,
): Promise<AccessToken> {
  try {
    const options = { ...(tenantId === undefined ? {} : { tenantId }), ...(claims === undefined ? {} : { claims }) };
    const token = await credential.getToken(scope, options);
    if (token !== null) {
      return token;
    }
  } catch (error) {
    throw new NotSignedIn(`${before}. ${plainWords(messageOf(error))}`, tenantId);
  }
  throw new NotSignedIn(`${before}.`, tenantId);
}

/** What the credentials say, less what only their authors can use. */
function plainWords(text: string): string {
  if (text.includes('Unexpected end of JSON input')) {
    return 'The Azure CLI did not answer in time.';
  }
  if (/Unexpected token|is not valid JSON/.test(text)) {
    return 'The Azure CLI gave no token.';
  }
  return text
    .replace(/\s*To troubleshoot, visit \S+/g, '')
    .replace(/\bERROR: /g, '')
    .trim();
}
