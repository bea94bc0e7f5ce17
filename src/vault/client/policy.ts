import type { PipelinePolicy, PipelineRequest, PipelineResponse, SendRequest } from '@azure/core-rest-pipeline';
import { throwIfAborted, unlessAborted } from '../abort';
import type { VaultLog } from '../options';
import { messageOf, NotAVault, TimedOut } from './errors';
import { currentRequestContext, type RequestContext } from './requestContext';
import type { RequestCount } from './requestCount';
import { backOff, retryAfter } from './retry';

/** All attempts share one deadline, which restarts after a challenge, because signing in does not count. */
export class Deadlines {
  readonly #ends = new WeakMap<PipelineRequest, number>();

  constructor(private readonly timeoutMs: number) {}

  /** Remaining milliseconds; the first call starts the deadline. */
  left(request: PipelineRequest): number {
    const now = performance.now();
    const end = this.#ends.get(request) ?? now + this.timeoutMs;
    this.#ends.set(request, end);
    return Math.max(0, Math.ceil(end - now));
  }

  restart(request: PipelineRequest): void {
    this.#ends.delete(request);
  }
}

/** The requests that add a version to a certificate. */
const adding = /\/(?:import|create)\?/;

/**
 * Keeps the SDK from repeating a request that adds a version. After a lost response, the vault may have carried it out,
 * and a repetition would add a second version.
 */
class SentOnce {
  readonly #failed = new WeakMap<PipelineRequest, () => PipelineResponse>();

  async send(request: PipelineRequest, send: () => Promise<PipelineResponse>): Promise<PipelineResponse> {
    const before = this.#failed.get(request);
    if (before !== undefined) {
      return before();
    }
    const isAdding = request.method === 'POST' && adding.test(request.url);
    try {
      const response = await send();
      if (isAdding && response.status >= 500) {
        this.#failed.set(request, () => response);
      }
      return response;
    } catch (error) {
      if (isAdding) {
        this.#failed.set(request, () => {
          throw error;
        });
      }
      throw error;
    }
  }
}

export interface RequestPolicyOptions {
  /** The only host that requests and tokens are sent to, such as `contoso.vault.azure.net`. */
  readonly host: string;
  readonly count: RequestCount;
  /** Includes all attempts and pauses. */
  readonly timeoutMs: number;
  readonly log: VaultLog;
}

/** The SDK retries without limit while a response has one of these headers. */
const retryAfterHeaders = ['retry-after', 'retry-after-ms', 'x-ms-retry-after-ms'];

/**
 * Adds what the SDK lacks: it does not retry a 429 without Retry-After (the service sends none), does not apply the
 * signal or a time-out to pages after the first, follows links to other hosts, and drops the error message of a refused
 * list.
 */
export function requestPolicy(options: RequestPolicyOptions): PipelinePolicy {
  const deadlines = new Deadlines(options.timeoutMs);
  const once = new SentOnce();
  return {
    name: 'cscfgRequestPolicy',
    sendRequest: async (request, next) => {
      const context = currentRequestContext();
      throwIfAborted(context.signal);
      checkUrl(request, options.host, context);
      // An earlier response, such as the challenge, must not be attributed to this request.
      Reflect.deleteProperty(context, 'last');
      // The retries of the SDK use the signal too.
      request.abortSignal = context.signal;
      const response = await once.send(request, () =>
        sendWithRetries({ request, next, context, deadlines, ...options }),
      );
      recordResponse(context, request, response);
      if (response.status === 401) {
        deadlines.restart(request);
      }
      return response;
    },
  };
}

function checkUrl({ url }: PipelineRequest, host: string, { readUrls }: RequestContext): void {
  const { protocol, host: actual } = new URL(url);
  if (protocol !== 'https:' || actual !== host) {
    throw new NotAVault(`A page of the list links to another host, ${actual}.`);
  }
  if (readUrls.has(url)) {
    throw new NotAVault('A page of the list links to an earlier page.');
  }
}

function recordResponse(
  context: RequestContext,
  { url }: PipelineRequest,
  { status, headers, bodyAsText }: PipelineResponse,
): void {
  context.last = { status, body: bodyAsText ?? '', header: (name) => headers.get(name) };
  if (status === 200) {
    context.readUrls.add(url);
  }
}

interface Sending extends RequestPolicyOptions {
  readonly request: PipelineRequest;
  readonly next: SendRequest;
  readonly context: RequestContext;
  readonly deadlines: Deadlines;
}

async function sendWithRetries(sending: Sending): Promise<PipelineResponse> {
  const { request, deadlines, count, host, log } = sending;
  for (let attempt = 0; ; attempt++) {
    await waitForPause(sending);
    const response = await sendLogged(sending);
    if (!isThrottled(response)) {
      return response;
    }
    const asked = retryAfter(response.headers.get('retry-after'), Date.now());
    const left = deadlines.left(request);
    const wait = backOff({ attempt, retryAfter: asked, random: Math.random(), left });
    if (wait === undefined) {
      // With these headers, the SDK would start its own retries.
      retryAfterHeaders.forEach((name) => {
        response.headers.delete(name);
      });
      return response;
    }
    log('info', `${host} throttles: retry in ${wait.toFixed(0)} ms`);
    count.pause(wait);
  }
}

/** Another request to the vault may have caused the pause. */
async function waitForPause({ request, context, deadlines, count, timeoutMs }: Sending): Promise<void> {
  const timer = AbortSignal.timeout(deadlines.left(request));
  try {
    await count.waitForPause(AbortSignal.any([context.signal, timer]));
  } catch (error) {
    throw context.signal.aborted ? error : new TimedOut(`No response within ${String(timeoutMs)} ms.`);
  }
}

function isThrottled({ status, headers }: PipelineResponse): boolean {
  return status === 429 || (status === 503 && retryAfterHeaders.some((name) => headers.has(name)));
}

async function sendLogged(sending: Sending): Promise<PipelineResponse> {
  const { request, context, host, count, log } = sending;
  const { pathname } = new URL(request.url);
  const started = performance.now();
  const line = (outcome: string): string =>
    `${host} ${request.method} ${pathname} ${outcome} ${(performance.now() - started).toFixed(0)} ms`;
  count.requests++;
  try {
    const response = await sendInTime(sending);
    const id = response.headers.get('x-ms-request-id') ?? request.requestId;
    // A query of Resource Graph is a POST, and changes nothing.
    const isChange = request.method !== 'GET' && !pathname.endsWith('/resources') && response.status < 400;
    const level = isChange ? 'info' : response.status < 400 || response.status === 401 ? 'debug' : 'warn';
    log(level, line(`${String(response.status)} ${id}`));
    return response;
  } catch (error) {
    log(context.signal.aborted ? 'debug' : 'warn', line(`${request.requestId} ${messageOf(error)}`));
    throw error;
  }
}

async function sendInTime({ request, next, context, deadlines, timeoutMs }: Sending): Promise<PipelineResponse> {
  const { signal } = context;
  const timer = AbortSignal.timeout(deadlines.left(request));
  const any = AbortSignal.any([signal, timer]);
  request.abortSignal = any;
  try {
    return await unlessAborted(next(request), any);
  } catch (error) {
    if (signal.aborted) {
      throw error;
    }
    if (timer.aborted) {
      throw new TimedOut(`No response within ${String(timeoutMs)} ms.`);
    }
    throw error;
  } finally {
    request.abortSignal = signal;
  }
}
