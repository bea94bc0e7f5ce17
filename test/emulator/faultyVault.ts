import type { Fault } from './faults';
import { hostileHost } from './hosts';
import { error, html, json, type Reply } from './reply';
import { readToken } from './tokens';
import type { EmulatedVault } from './vault';
import type { VaultRequest } from './vaultRequest';
import { answer, challenge } from './vaultRoutes';

/** A vault's answer to a request, scripted faults and latency included. */
export function answerWithFaults(vault: EmulatedVault, request: VaultRequest): Reply {
  const claims = readToken(request.authorization);
  const fault = claims?.claims === true ? undefined : vault.takeFault(request.path, claims !== undefined);
  const reply = fault === undefined ? answer(vault, request) : struck(fault, vault, request);
  return vault.latency > 0 ? { ...reply, delay: (reply.delay ?? 0) + vault.latency } : reply;
}

function struck(fault: Fault, vault: EmulatedVault, request: VaultRequest): Reply {
  switch (fault.kind) {
    case 'throttle':
      return error(
        429,
        'Throttled',
        'Request was not processed because too many requests were received. Reason: VaultRequestTypeLimitReached',
        retryAfter(fault.retryAfter),
      );
    case 'status':
      return fault.html === true
        ? html(fault.status, 'Bad Gateway')
        : error(
            fault.status,
            'InternalServerError',
            'The service is having a bad moment.',
            retryAfter(fault.retryAfter),
          );
    case 'refusal':
      return refusal(fault.status);
    case 'badToken':
      return challenge(vault, tokenRefusals[fault.why]);
    case 'firstParty':
      return firstParty();
    case 'redirect':
      return { status: 302, headers: { Location: `https://${hostileHost}/certificates` } };
    case 'reset':
      return { status: 0, delivery: 'cut' };
    case 'hang':
      return { status: 0, delivery: 'hang' };
    case 'wrongJson':
      return json(200, { hello: 'world', value: 'not a list' });
    case 'html':
      return html(200, 'Welcome to the hotel network');
    case 'claims':
      return claimsChallenge();
    case 'stall':
      return { ...answer(vault, request), delivery: 'stall' };
    case 'drip':
      return { ...answer(vault, request), delivery: 'drip', pace: fault.milliseconds };
    case 'slow':
      return { ...answer(vault, request), delay: fault.milliseconds };
    case 'broken':
      return { ...answer(vault, request), delivery: 'broken', how: fault.how };
    case 'redirectLoop':
      return { status: 302, headers: { Location: `https://${vault.host}${request.path}?api-version=2025-07-01` } };
    case 'odd':
      return odd(fault, answer(vault, request));
    case 'truncated':
    case 'badThumbprints':
    case 'noThumbprints':
    case 'hugePage':
      return spoiled(fault, answer(vault, request));
  }
}

function retryAfter(seconds: number | undefined): Readonly<Record<string, string>> {
  return seconds === undefined ? {} : { 'Retry-After': String(seconds) };
}

/** Source: learn.microsoft.com, "Claims challenges, claims requests and client capabilities". */
function claimsChallenge(): Reply {
  const claims = Buffer.from('{"access_token":{"nbf":{"essential":true,"value":"1700000000"}}}').toString('base64');
  return error(401, 'Unauthorized', 'AKV10096: Token validation failed, the token has been revoked.', {
    'WWW-Authenticate':
      'Bearer realm="", authorization_uri="https://login.microsoftonline.com/common/oauth2/authorize", ' +
      `error="insufficient_claims", claims="${claims}"`,
  });
}

const tokenRefusals = {
  expired: "[TokenExpired] Error validating token: 'S2S12086'.",
  rejected: 'AKV10046: Unable to resolve the key used for signature validation.',
} as const;

function refusal(status: 404 | 409): Reply {
  return status === 404
    ? error(404, 'CertificateNotFound', 'Certificate not found: contoso-web')
    : json(409, {
        error: {
          code: 'Conflict',
          message:
            'Certificate contoso-web is currently in a deleted but recoverable state, and its name cannot be reused; ' +
            'in this state, the certificate can only be recovered or purged.',
          innererror: { code: 'ObjectIsDeletedButRecoverable' },
        },
      });
}

function firstParty(): Reply {
  return json(403, {
    error: {
      code: 'Forbidden',
      message: 'Access denied to first party service. Caller: appid=04b07795-8ddb-461a-bbee-02f9e1bf7b46',
      innererror: { code: 'AccessDenied' },
    },
  });
}

type Spoiling = Extract<Fault, { readonly kind: 'truncated' | 'badThumbprints' | 'noThumbprints' | 'hugePage' }>;

function spoiled(fault: Spoiling, reply: Reply): Reply {
  const body = reply.body ?? '';
  switch (fault.kind) {
    case 'truncated':
      return { ...reply, body: body.slice(0, Math.floor(body.length * 0.6)) };
    case 'badThumbprints':
      return { ...reply, body: body.replaceAll(/"x5t":"[\w-]+"/g, '"x5t":"c2hvcnQ"') };
    case 'noThumbprints':
      return { ...reply, body: body.replaceAll(/"x5t":"[\w-]+",/g, '') };
    case 'hugePage':
      return { ...reply, body: body.replace('"subject":""', `"subject":"${'x'.repeat(fault.megabytes * 1_000_000)}"`) };
  }
}

function odd({ entries = [], answer: more = {} }: Extract<Fault, { readonly kind: 'odd' }>, reply: Reply): Reply {
  const body = JSON.parse(reply.body ?? '{}') as { readonly value?: readonly unknown[] };
  const value = body.value?.map((entry, index) => {
    const strange = entries.find(({ at }) => at === index);
    const isMerged = strange?.merge === true;
    return strange === undefined ? entry : isMerged ? merged(entry, strange.value) : strange.value;
  });
  return { ...reply, body: JSON.stringify({ ...body, ...(value === undefined ? {} : { value }), ...more }) };
}

/** Objects are merged, and what becomes `undefined` is no longer there. */
function merged(before: unknown, change: unknown): unknown {
  const isBoth = [before, change].every((one) => typeof one === 'object' && one !== null && !Array.isArray(one));
  if (!isBoth) {
    return change;
  }
  const result: Record<string, unknown> = { ...(before as object) };
  for (const [name, value] of Object.entries(change as object)) {
    result[name] = merged(result[name], value);
  }
  return result;
}
