import type { VaultAddress } from '../address';
import { isAboutAccount, responseEndedEarly, type FailureKind, type VaultFailure } from '../failure';
import { messageOf, NotAVault, NotSignedIn, ResponseEndedEarly, TimedOut } from './errors';
import type { RawResponse, RequestContext } from './requestContext';
import { property } from '../../text/json';

type Cause = Omit<VaultFailure, 'vault' | 'at'>;

const offlineCodes = new Set([
  'ENOTFOUND',
  'EAI_AGAIN',
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EHOSTUNREACH',
  'EHOSTDOWN',
  'ENETUNREACH',
  'ENETDOWN',
  'EPIPE',
  'EADDRNOTAVAIL',
]);
/** The SDK uses this code for errors without a code, for example when a proxy closes the connection. */
const sendError = 'REQUEST_SEND_ERROR';
/** Parser errors of Node.js: the response is not valid HTTP. */
const notHttp = 'HPE_';
const tlsCode =
  /^(?:ERR_SSL_|ERR_TLS_|EPROTO$|CERT_|SELF_SIGNED_|DEPTH_ZERO_|UNABLE_TO_|HOSTNAME_MISMATCH$|INVALID_CA$)/;

/** `at`: milliseconds since 1970. */
export function failureOf(
  error: unknown,
  context: RequestContext,
  vault: Pick<VaultAddress, 'url'>,
  at: number,
): VaultFailure {
  const cause = causeOf(error, context);
  const { credential, accounts } = context;
  const isAccountRelated = isAboutAccount({ ...cause, vault: vault.url, at });
  return {
    vault: vault.url,
    at,
    ...cause,
    ...(isAccountRelated && credential !== undefined ? { credential } : {}),
    ...(isAccountRelated && accounts !== undefined ? { accounts } : {}),
  };
}

function causeOf(error: unknown, { signal, last }: RequestContext): Cause {
  if (signal.aborted) {
    return { kind: 'cancelled' };
  }
  if (error instanceof NotSignedIn) {
    return {
      kind: error.kind,
      ...detailOf(error.message),
      ...(error.tenant === undefined ? {} : { tenant: error.tenant }),
      ...(error.problem === undefined ? {} : { problem: error.problem }),
    };
  }
  if (error instanceof TimedOut) {
    return { kind: 'timeout', ...detailOf(error.message) };
  }
  if (error instanceof NotAVault) {
    return { kind: 'notAVault', ...detailOf(error.message) };
  }
  if (error instanceof ResponseEndedEarly) {
    return { kind: 'offline', status: error.status, code: responseEndedEarly, ...detailOf(error.message) };
  }
  return (
    networkCause(error, last) ??
    (last !== undefined && last.status >= 400 && !isChallenge(last, error)
      ? responseCause(last)
      : unexpectedResponse(error, last))
  );
}

/** An error other than a RestError after a 401: the challenge is invalid, but access was not refused. */
function isChallenge({ status }: RawResponse, error: unknown): boolean {
  return status === 401 && !isRestError(error);
}

function isRestError(error: unknown): boolean {
  return error instanceof Error && error.name === 'RestError';
}

function networkCause(error: unknown, last: RawResponse | undefined): Cause | undefined {
  const code = codeOf(error);
  const detail = detailOf(messageOf(error));
  if (code === undefined) {
    // Without a response, nothing is known about the server.
    return last === undefined ? { kind: 'offline', ...detail } : undefined;
  }
  if (code === sendError) {
    return { kind: 'offline', ...detail };
  }
  if (tlsCode.test(code)) {
    return { kind: 'tls', code, ...detail };
  }
  if (code === 'ETIMEDOUT') {
    return { kind: 'timeout', code, ...detail };
  }
  if (offlineCodes.has(code)) {
    return { kind: 'offline', code, ...detail };
  }
  return last === undefined && !code.startsWith(notHttp) ? { kind: 'offline', code, ...detail } : undefined;
}

function codeOf(error: unknown): string | undefined {
  const code: unknown = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : undefined;
}

/** HTML, incomplete JSON, a redirect, or a challenge for another host. */
function unexpectedResponse(error: unknown, last: RawResponse | undefined): Cause {
  return { kind: 'notAVault', ...detailOf(messageOf(error)), ...(last === undefined ? {} : { status: last.status }) };
}

function responseCause(answer: RawResponse): Cause {
  const { status } = answer;
  const words = serviceError(answer.body);
  const requestId = answer.header('x-ms-request-id');
  const facts = {
    status,
    ...(words === undefined ? {} : { code: words.code, ...detailOf(words.message) }),
    ...(requestId === undefined ? {} : { requestId }),
  };
  switch (status) {
    case 401:
      return { ...facts, ...unauthorized(answer, words) };
    case 403:
      return { ...facts, ...(words === undefined ? { kind: 'notAVault' } : forbidden(words)) };
    case 404:
      return { ...facts, kind: words === undefined ? 'notAVault' : 'notFound' };
    case 429:
      return { ...facts, kind: 'throttled' };
    case 407:
    case 502:
    case 503:
    case 504:
      // A proxy returns the same status for hosts that it cannot reach; responses of Azure have a request ID.
      return isFromAzure(answer)
        ? { ...facts, kind: 'service' }
        : { ...facts, kind: 'offline', code: `HTTP ${String(status)}` };
    default:
      return { ...facts, kind: 'service' };
  }
}

function isFromAzure({ header }: RawResponse): boolean {
  return header('x-ms-request-id') !== undefined || header('x-ms-keyvault-service-version') !== undefined;
}

interface ServiceError {
  readonly code: string;
  readonly message: string;
}

/** Only the inner code distinguishes the causes of a 403. */
function serviceError(body: string): ServiceError | undefined {
  const outer = property(parseJson(body), 'error');
  const message = property(outer, 'message');
  const code = property(property(outer, 'innererror'), 'code') ?? property(outer, 'code');
  return typeof message === 'string' && typeof code === 'string' ? { code, message } : undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Source: responses and log lines of the service. */
const refusals: readonly (readonly [RegExp, FailureKind])[] = [
  [/AKV10032/, 'wrongTenant'],
  [/TokenExpired|token (?:has|is) expired/i, 'sessionExpired'],
];

function unauthorized(answer: RawResponse, words: ServiceError | undefined): Pick<Cause, 'kind' | 'tenant'> {
  const expected = /Expected one of https:\/\/[^/\s]+\/([0-9a-z.-]+)/i.exec(words?.message ?? '')?.[1];
  const challenged = /authorization(?:_uri)?="https:\/\/[^/"]+\/([0-9a-z.-]+)/i.exec(
    answer.header('www-authenticate') ?? '',
  )?.[1];
  const tenant = challenged ?? expected;
  const wantsClaims = answer.header('www-authenticate')?.includes('insufficient_claims') === true;
  return {
    kind: wantsClaims ? 'claims' : (refusals.find(([text]) => text.test(words?.message ?? ''))?.[1] ?? 'unauthorized'),
    ...(tenant === undefined ? {} : { tenant }),
  };
}

const forbiddenCodes: ReadonlyMap<string, FailureKind> = new Map([
  ['ForbiddenByRbac', 'forbiddenByRbac'],
  ['ForbiddenByPolicy', 'forbiddenByPolicy'],
  ['ForbiddenByFirewall', 'firewall'],
  ['ForbiddenByConnection', 'privateLink'],
]);

/** For answers without an inner code, and for `AccessDenied`, which has several causes. */
const forbiddenWords: readonly (readonly [RegExp, FailureKind])[] = [
  [/does not have certificates \w+ permission/i, 'forbiddenByPolicy'],
  [/client address is not authorized/i, 'firewall'],
  [/private (?:link|endpoint)|public network access is disabled/i, 'privateLink'],
  [/not authorized to perform action/i, 'forbiddenByRbac'],
];

function forbidden({ code, message }: ServiceError): Pick<Cause, 'kind' | 'clientAddress'> {
  const kind = forbiddenCodes.get(code) ?? forbiddenWords.find(([words]) => words.test(message))?.[1] ?? 'forbidden';
  const clientAddress = /Client address: ([0-9a-f.:]+)/i.exec(message)?.[1];
  return { kind, ...(kind === 'firewall' && clientAddress !== undefined ? { clientAddress } : {}) };
}

function detailOf(words: string): { readonly detail?: string } {
  const line = words.replace(/\s+/g, ' ').trim();
  return line === '' ? {} : { detail: line.length > 400 ? `${line.slice(0, 399)}…` : line };
}
