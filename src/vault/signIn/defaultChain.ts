import { AzureDeveloperCliCredential, AzurePowerShellCredential, DefaultAzureCredential } from '@azure/identity';
import type { TokenCredential } from '@azure/core-auth';
import { unlessAborted } from '../abort';
import type { Cloud } from '../address';
import { messageOf, NotSignedIn } from '../client/errors';
import { redact } from '../client/sdkLog';
import { refusalIn, nearestCause } from './causes';
import type { AbortableTokenSource, TokenRequest } from './tokenSource';

/** Values of AZURE_TOKEN_CREDENTIALS that are passed to the SDK, in lower case. */
const sdkNames: ReadonlySet<string> = new Set([
  'prod',
  'environmentcredential',
  'workloadidentitycredential',
  'managedidentitycredential',
  'visualstudiocodecredential',
  'azurepowershellcredential',
  'azuredeveloperclicredential',
]);

/** With our Azure CLI credential, but without Visual Studio Code and the broker, whose packages are not included. */
export function defaultChain(cloud: Cloud, timeoutMs: number, azureCli: AbortableTokenSource): AbortableTokenSource {
  const name = (process.env['AZURE_TOKEN_CREDENTIALS'] ?? '').trim();
  const processTimeoutInMs = Math.min(10_000, timeoutMs);
  const options = { additionallyAllowedTenants: ['*'], processTimeoutInMs };
  const service = (names: string): AbortableTokenSource =>
    fromSdk(timeoutMs, () =>
      defaultCredential(names, () => new DefaultAzureCredential({ ...options, authorityHost: cloud.authority })),
    );
  const developer = [
    azureCli,
    fromSdk(timeoutMs, () => new AzurePowerShellCredential(options)),
    fromSdk(timeoutMs, () => new AzureDeveloperCliCredential(options)),
  ].map(optional);
  switch (name.toLowerCase()) {
    case '':
      return firstOf([service('prod'), ...developer], name);
    case 'dev':
      return firstOf(developer, name);
    case 'azureclicredential':
      return azureCli;
    default:
      return sdkNames.has(name.toLowerCase()) ? firstOf([service(name)], name) : unknownCredential(name);
  }
}

function unknownCredential(name: string): AbortableTokenSource {
  return ({ tenantId }) => {
    const problem = { kind: 'unknownCredential', name } as const;
    return Promise.reject(new NotSignedIn('AZURE_TOKEN_CREDENTIALS', 'credential', tenantId, problem));
  };
}

/** The SDK reads the environment variable in its constructor. */
function defaultCredential(names: string, construct: () => TokenCredential): TokenCredential {
  const before = process.env['AZURE_TOKEN_CREDENTIALS'];
  process.env['AZURE_TOKEN_CREDENTIALS'] = names;
  try {
    return construct();
  } finally {
    if (before === undefined) {
      Reflect.deleteProperty(process.env, 'AZURE_TOKEN_CREDENTIALS');
    } else {
      process.env['AZURE_TOKEN_CREDENTIALS'] = before;
    }
  }
}

/** The search continues. */
class NoIdentity extends NotSignedIn {}

/** An identity that is set up and fails ends the search. */
function firstOf(sources: readonly AbortableTokenSource[], name: string): AbortableTokenSource {
  return async (request, signal) => {
    let cause: NotSignedIn = noIdentity('', request);
    for (const source of sources) {
      try {
        return await source(request, signal);
      } catch (error) {
        if (!(error instanceof NoIdentity)) {
          throw error;
        }
        cause = nearestCause(cause, error);
      }
    }
    const { message, kind, tenant, problem } = cause;
    const isNamed = problem?.kind === 'noIdentity' && name !== '';
    throw new NotSignedIn(message, kind, tenant, isNamed ? { ...problem, name } : problem);
  };
}

/** If a developer tool fails, the next one may be signed in. */
function optional(source: AbortableTokenSource): AbortableTokenSource {
  return async (request, signal) => {
    try {
      return await source(request, signal);
    } catch (error) {
      if (error instanceof NotSignedIn) {
        const { message, kind, tenant, problem } = error;
        throw new NoIdentity(message, kind, tenant, problem);
      }
      throw error;
    }
  };
}

function noIdentity(words: string, { tenantId }: TokenRequest): NoIdentity {
  return new NoIdentity(words, 'credential', tenantId, { kind: 'noIdentity' });
}

/** Adds a time-out. A process that the credential started may end later. */
function fromSdk(timeoutMs: number, open: () => TokenCredential): AbortableTokenSource {
  let credential: TokenCredential | undefined;
  return async (request, signal) => {
    const { scope, tenantId, claims } = request;
    const timer = AbortSignal.timeout(timeoutMs);
    const abortSignal = AbortSignal.any([signal, timer]);
    const tenant = tenantId === undefined ? {} : { tenantId };
    try {
      credential ??= open();
      const options = { abortSignal, ...tenant, ...(claims === undefined ? {} : { claims }) };
      const token = await unlessAborted(credential.getToken(scope, options), abortSignal);
      if (token !== null) {
        return token;
      }
    } catch (error) {
      if (signal.aborted) {
        throw error;
      }
      throw timer.aborted
        ? new NotSignedIn('', 'credential', tenantId, { kind: 'late', source: 'default' })
        : causeOf(error, request);
    }
    throw noIdentity('', request);
  };
}

/** Errors of the SDK for credentials that are not set up. */
const unavailable = ['CredentialUnavailableError', 'AuthenticationRequiredError', 'AggregateAuthenticationError'];

function causeOf(error: unknown, request: TokenRequest): NotSignedIn {
  const words = messageOf(error).slice(0, 4000);
  if (error instanceof Error && unavailable.includes(error.name)) {
    return noIdentity(redact(words), request);
  }
  const { tenantId } = request;
  const refusal = refusalIn(words);
  return refusal === undefined
    ? new NotSignedIn(redact(words), 'credential', tenantId, { kind: 'identityFailed' })
    : new NotSignedIn(refusal.words, refusal.kind, tenantId, { kind: 'refused', words: refusal.words });
}
