import {
  createPipelineFromOptions,
  createPipelineRequest,
  type HttpClient,
  type Pipeline,
  type PipelinePolicy,
  type PipelineResponse,
  RestError,
} from '@azure/core-rest-pipeline';
import type { Cloud } from '../address';
import { failureOf } from '../client/failures';
import { createHttpClient } from '../client/httpClient';
import { requestPolicy } from '../client/policy';
import { currentRequestContext, newRequestContext, runWith } from '../client/requestContext';
import { RequestCount } from '../client/requestCount';
import type { Outcome, VaultFailure } from '../failure';
import type { VaultLog } from '../options';
import type { TokenRequest, TokenSource } from '../signIn/tokenSource';

/** The request policy sends nothing to other hosts. A 401 with another tenant or with claims is retried once. */
export function armToken(cloud: Cloud, tokens: TokenSource): PipelinePolicy {
  const scope = `${cloud.management}/.default`;
  return {
    name: 'cscfgArmToken',
    sendRequest: async (request, next) => {
      const { tenant } = currentRequestContext();
      const send = async (tokenRequest: Omit<TokenRequest, 'scope'>): Promise<PipelineResponse> => {
        const { token } = await tokens({ scope, ...tokenRequest });
        request.headers.set('authorization', `Bearer ${token}`);
        return next(request);
      };
      const options = tenant === undefined ? {} : { tenantId: tenant };
      const response = await send(options);
      const challenge = response.status === 401 ? challengeIn(response.headers.get('www-authenticate') ?? '') : {};
      const isNewChallenge = challenge.claims !== undefined || (challenge.tenantId ?? tenant) !== tenant;
      return isNewChallenge ? send({ ...options, ...challenge }) : response;
    },
  };
}

/** `Bearer authorization_uri="https://login.windows.net/TENANT", error="…", claims="BASE64"` */
function challengeIn(header: string): Omit<TokenRequest, 'scope'> {
  const tenantId = /authorization(?:_uri)?="https:\/\/[^/"]+\/([0-9a-z][0-9a-z.-]*)/i.exec(header)?.[1];
  const claims = /\bclaims="([^"]+)"/.exec(header)?.[1];
  return {
    ...(tenantId === undefined || tenantId === 'common' ? {} : { tenantId }),
    ...(claims === undefined ? {} : { claims: Buffer.from(claims, 'base64').toString('utf8') }),
  };
}

export interface ManagementClientSetup {
  readonly tokens: (cloud: Cloud) => TokenSource;
  readonly timeoutMs: number;
  readonly log: VaultLog;
  readonly now: () => number;
}

export interface ArmRequest {
  readonly method: 'GET' | 'POST' | 'PATCH';
  readonly path: string;
  readonly body?: unknown;
  /** By default, the tenant of the account. */
  readonly tenant?: string;
}

export interface ArmRequestOptions {
  readonly signal: AbortSignal;
  readonly interactive: boolean;
}

/** For one cloud; with the same retries, time-outs, and log as requests to a vault. */
export class ManagementClient {
  #pipeline: Pipeline | undefined;
  #client: HttpClient | undefined;
  readonly #requestCount = new RequestCount();

  constructor(
    private readonly cloud: Cloud,
    private readonly setup: ManagementClientSetup,
  ) {}

  /** Returns the JSON of a 2xx response. Errors, including cancellation, are returned as failures. */
  async send(
    { method, path, body, tenant }: ArmRequest,
    { signal, interactive }: ArmRequestOptions,
  ): Promise<Outcome<unknown>> {
    const context = newRequestContext(signal, interactive);
    const { management } = this.cloud;
    const request = createPipelineRequest({ url: `${management}${path}`, method });
    request.headers.set('accept', 'application/json');
    if (body !== undefined) {
      request.headers.set('content-type', 'application/json');
      request.body = JSON.stringify(body);
    }
    if (tenant !== undefined) {
      context.tenant = tenant;
    }
    try {
      const value = await runWith(context, async () => {
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
      const failure = failureOf(error, context, { url: management }, this.setup.now());
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
    pipeline.addPolicy(requestPolicy({ host, count: this.#requestCount, timeoutMs, log }), { afterPhase: 'Sign' });
    return pipeline;
  }

  /** A refusal is only information: the readiness is then not checked. */
  #logFailure({ kind, status, code, requestId }: VaultFailure): void {
    const facts = Object.entries({ status, code, requestId })
      .flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${String(value)}`]))
      .join(' ');
    this.setup.log(kind === 'cancelled' ? 'debug' : 'info', `${new URL(this.cloud.management).host} ${kind} ${facts}`);
  }
}
