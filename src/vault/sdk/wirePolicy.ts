import type { PipelinePolicy, PipelineRequest, PipelineResponse, SendRequest } from '@azure/core-rest-pipeline';
import { unlessAborted } from '../abort';
import type { VaultLog } from '../log';
import { backOff, retryAfter } from './backOff';
import { messageOf, NotAVault, TimedOut } from './errors';
import { currentQuestion, type Question } from './question';
import type { Traffic } from './traffic';

export interface WireOptions {
  /** `contoso.vault.azure.net`: the only host that these requests, and the tokens on them, may go to. */
  readonly host: string;
  readonly traffic: Traffic;
  readonly timeoutMs: number;
  readonly log: VaultLog;
}

/** The request headers by which a service says when to come back; the SDK obeys them without end. */
const patienceHeaders = ['retry-after', 'retry-after-ms', 'x-ms-retry-after-ms'];

/**
 * The one policy that we add to the SDK's, next to the wire, for what it does not do: it retries no 429 without
 * Retry-After (the service sends none), hands neither the signal nor a time-out to pages after the first, follows their
 * links wherever they lead, and forgets the words of a refused list.
 */
export function wirePolicy(options: WireOptions): PipelinePolicy {
  return {
    name: 'cscfgWirePolicy',
    sendRequest: async (request, next) => {
      const question = currentQuestion();
      stayAtHome(request, options.host, question);
      // The SDK's own retries listen to the signal too.
      request.abortSignal = question.signal;
      const response = await sendPatiently(request, next, question, options);
      remember(question, request, response);
      return response;
    },
  };
}

function stayAtHome({ url }: PipelineRequest, host: string, { answered }: Question): void {
  const { protocol, host: actual } = new URL(url);
  if (protocol !== 'https:' || actual !== host) {
    throw new NotAVault(`A page of the list leads to another host, ${actual}.`);
  }
  if (answered.has(url)) {
    throw new NotAVault('The pages of the list go round in circles.');
  }
}

function remember(
  question: Question,
  { url }: PipelineRequest,
  { status, headers, bodyAsText }: PipelineResponse,
): void {
  question.last = { status, body: bodyAsText ?? '', header: (name) => headers.get(name) };
  if (status === 200) {
    question.answered.add(url);
  }
}

async function sendPatiently(
  request: PipelineRequest,
  next: SendRequest,
  question: Question,
  options: WireOptions,
): Promise<PipelineResponse> {
  for (let attempt = 0; ; attempt++) {
    await options.traffic.clear(question.signal);
    const response = await sendLogged(request, next, question, options);
    if (response.status !== 429) {
      return response;
    }
    const wait = backOff(attempt, retryAfter(response.headers.get('retry-after'), Date.now()), Math.random());
    if (wait === undefined) {
      // Or else the SDK would start all over again.
      patienceHeaders.forEach((name) => {
        response.headers.delete(name);
      });
      return response;
    }
    options.traffic.pause(wait);
  }
}

async function sendLogged(
  request: PipelineRequest,
  next: SendRequest,
  question: Question,
  { host, traffic, timeoutMs, log }: WireOptions,
): Promise<PipelineResponse> {
  const { pathname } = new URL(request.url);
  const started = performance.now();
  const line = (outcome: string): string =>
    `${host} ${request.method} ${pathname} ${outcome} ${(performance.now() - started).toFixed(0)} ms`;
  traffic.requests++;
  try {
    const response = await sendInTime(request, next, question.signal, timeoutMs);
    const id = response.headers.get('x-ms-request-id') ?? request.requestId;
    log(response.status < 400 || response.status === 401 ? 'debug' : 'warn', line(`${String(response.status)} ${id}`));
    return response;
  } catch (error) {
    log(question.signal.aborted ? 'debug' : 'warn', line(`${request.requestId} ${messageOf(error)}`));
    throw error;
  }
}

/** Signal and time-out reach the socket, and hold for the body too, however far it has come. */
async function sendInTime(
  request: PipelineRequest,
  next: SendRequest,
  signal: AbortSignal,
  timeoutMs: number,
): Promise<PipelineResponse> {
  const timer = AbortSignal.timeout(timeoutMs);
  const either = AbortSignal.any([signal, timer]);
  request.abortSignal = either;
  try {
    return await unlessAborted(next(request), either);
  } catch (error) {
    if (timer.aborted && !signal.aborted) {
      throw new TimedOut(`No answer within ${String(timeoutMs)} ms.`);
    }
    throw error;
  } finally {
    request.abortSignal = signal;
  }
}
