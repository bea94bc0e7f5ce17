import type { PipelinePolicy, PipelineRequest, PipelineResponse, SendRequest } from '@azure/core-rest-pipeline';
import { throwIfAborted, unlessAborted } from '../abort';
import type { VaultLog } from '../options';
import { messageOf, NotAVault, TimedOut } from './errors';
import { currentRequestContext, type RequestContext } from './requestContext';
import type { RequestCount } from './requestCount';
import { backOff, retryAfter } from './retry';

/**
 * Until when each request has to be readUrls: all tries of one share the time that it may take. What a sign-in takes
 * does not count, so that the clock starts anew with the token that a challenge asked for.
 */
export class Deadlines {
  readonly #ends = new WeakMap<PipelineRequest, number>();

  /** `patience` in milliseconds. */
  constructor(private readonly timeoutMs: number) {}

  /** The whole milliseconds that are left for this request, which begins now if it has not begun before. */
  left(request: PipelineRequest): number {
    const now = performance.now();
    const end = this.#ends.get(request) ?? now + this.timeoutMs;
    this.#ends.set(request, end);
    return Math.max(0, Math.ceil(end - now));
  }

  /** The request was challenged: it begins anew when it comes back. */
  restart(request: PipelineRequest): void {
    this.#ends.delete(request);
  }
}

export interface RequestPolicyOptions {
  /** `contoso.vault.azure.net`: the only host that these requests, and the tokens on them, may go to. */
  readonly host: string;
  readonly count: RequestCount;
  /** How long a request may take, all its tries and pauses included. */
  readonly timeoutMs: number;
  readonly log: VaultLog;
}

/** The request headers by which a service says when to come back; the SDK obeys them without end. */
const retryAfterHeaders = ['retry-after', 'retry-after-ms', 'x-ms-retry-after-ms'];

/**
 * The one policy that we add to the SDK's, next to the wire, for what it does not do: it retries no 429 without
 * Retry-After (the service sends none), hands neither the signal nor a time-out to pages after the first, follows their
 * links wherever they lead, and forgets the words of a refused list.
 */
export function requestPolicy(options: RequestPolicyOptions): PipelinePolicy {
  const deadlines = new Deadlines(options.timeoutMs);
  return {
    name: 'cscfgWirePolicy',
    sendRequest: async (request, next) => {
      const context = currentRequestContext();
      throwIfAborted(context.signal);
      checkUrl(request, options.host, context);
      // An earlier response, such as the challenge, says nothing about this request.
      Reflect.deleteProperty(context, 'last');
      // The SDK's own retries listen to the signal too.
      request.abortSignal = context.signal;
      const response = await sendWithRetries({ request, next, context, deadlines, ...options });
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
    throw new NotAVault(`A page of the list leads to another host, ${actual}.`);
  }
  if (readUrls.has(url)) {
    throw new NotAVault('The pages of the list go round in circles.');
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

/** A request on its way, and all that goes with it. */
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
      // Or else the SDK would start all over again.
      retryAfterHeaders.forEach((name) => {
        response.headers.delete(name);
      });
      return response;
    }
    log('info', `${host} is throttled: asked again in ${wait.toFixed(0)} ms`);
    count.pause(wait);
  }
}

/** A pause that another request has brought upon the vault counts as well. */
async function waitForPause({ request, context, deadlines, count, timeoutMs }: Sending): Promise<void> {
  const timer = AbortSignal.timeout(deadlines.left(request));
  try {
    await count.waitForPause(AbortSignal.any([context.signal, timer]));
  } catch (error) {
    throw context.signal.aborted ? error : new TimedOut(`No answer within ${String(timeoutMs)} ms.`);
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
    log(response.status < 400 || response.status === 401 ? 'debug' : 'warn', line(`${String(response.status)} ${id}`));
    return response;
  } catch (error) {
    log(context.signal.aborted ? 'debug' : 'warn', line(`${request.requestId} ${messageOf(error)}`));
    throw error;
  }
}

/** Signal and time-out hold for the body too, however far it has come. */
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
      throw new TimedOut(`No answer within ${String(timeoutMs)} ms.`);
    }
    throw error;
  } finally {
    request.abortSignal = signal;
  }
}
