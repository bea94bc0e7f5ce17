import {
  createPipelineFromOptions,
  createPipelineRequest,
  RestError,
  type HttpClient,
  type Pipeline,
} from '@azure/core-rest-pipeline';
import type { Cloud } from '../clouds';
import type { VaultFailure } from '../failure';
import type { VaultLog } from '../log';
import type { Outcome } from '../outcome';
import { failureOf } from '../sdk/failures';
import { createHttpClient } from '../sdk/httpClient';
import { newQuestion, runWith } from '../sdk/question';
import type { TokenSource } from '../sdk/tokenSource';
import { Traffic } from '../sdk/traffic';
import { wirePolicy } from '../sdk/wirePolicy';
import { armToken } from './armToken';

export interface ArmWireSetup {
  readonly tokens: (cloud: Cloud) => TokenSource;
  readonly timeoutMs: number;
  readonly log: VaultLog;
  readonly now: () => number;
}

export interface ArmRequest {
  readonly method: 'GET' | 'POST' | 'PATCH';
  /** Path and query below the cloud's Resource Manager. */
  readonly path: string;
  readonly body?: unknown;
  /** The tenant to sign in to; without it, the account's own. */
  readonly tenant?: string;
}

export interface ArmAsking {
  readonly signal: AbortSignal;
  /** The user asked: signing in may show a dialog. */
  readonly interactive: boolean;
}

/**
 * The way to one cloud's Azure Resource Manager. The requests and the tokens on them stay at its one host, held to the
 * same patience, time-outs and log as those to a vault.
 */
export class ArmWire {
  #pipeline: Pipeline | undefined;
  #client: HttpClient | undefined;
  readonly #traffic = new Traffic();

  constructor(
    private readonly cloud: Cloud,
    private readonly setup: ArmWireSetup,
  ) {}

  /** The JSON of a 2xx answer; whatever goes wrong is a value, being cancelled included. */
  async ask({ method, path, body, tenant }: ArmRequest, { signal, interactive }: ArmAsking): Promise<Outcome<unknown>> {
    const question = newQuestion(signal, interactive);
    const { management } = this.cloud;
    const request = createPipelineRequest({ url: `${management}${path}`, method });
    request.headers.set('accept', 'application/json');
    if (body !== undefined) {
      request.headers.set('content-type', 'application/json');
      request.body = JSON.stringify(body);
    }
    if (tenant !== undefined) {
      question.tenant = tenant;
    }
    try {
      const value = await runWith(question, async () => {
        this.#pipeline ??= this.#open();
        this.#client ??= createHttpClient();
        const response = await this.#pipeline.sendRequest(this.#client, request);
        if (response.status < 200 || response.status > 299) {
          const statusCode = response.status;
          throw new RestError('Resource Manager refused.', { statusCode, request, response });
        }
        return JSON.parse(response.bodyAsText ?? '') as unknown;
      });
      return { ok: true, value };
    } catch (error) {
      const failure = failureOf(error, question, { url: management }, this.setup.now());
      this.#logFailure(failure);
      return { ok: false, failure };
    }
  }

  #open(): Pipeline {
    const { tokens, timeoutMs, log } = this.setup;
    const { host } = new URL(this.cloud.management);
    const pipeline = createPipelineFromOptions({
      redirectOptions: { maxRetries: 0 },
      retryOptions: { maxRetries: 1, retryDelayInMs: 300 },
      userAgentOptions: { userAgentPrefix: 'cscfg-certificates' },
    });
    pipeline.addPolicy(armToken(this.cloud, tokens(this.cloud)), { phase: 'Sign' });
    pipeline.addPolicy(wirePolicy({ host, traffic: this.#traffic, timeoutMs, log }), { afterPhase: 'Sign' });
    return pipeline;
  }

  /** Not to be let in is no error here: it only means that something stays unchecked. */
  #logFailure({ kind, status, code, requestId }: VaultFailure): void {
    const facts = Object.entries({ status, code, requestId })
      .flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${String(value)}`]))
      .join(' ');
    this.setup.log(kind === 'cancelled' ? 'debug' : 'info', `${new URL(this.cloud.management).host} ${kind} ${facts}`);
  }
}
