import { CertificateClient } from '@azure/keyvault-certificates';
import type { TokenCredential } from '@azure/core-auth';
import type { HttpClient } from '@azure/core-rest-pipeline';
import type { VaultAddress, Cloud } from '../address';
import type { contradiction, unreadableEntry, VaultFailure, Outcome } from '../failure';
import type { VaultLog } from '../options';
import { failureOf } from './failures';
import { createHttpClient } from './httpClient';
import { newRequestContext, runWith, type RequestContext } from './requestContext';
import { RequestCount } from './requestCount';
import { requestPolicy } from './policy';

export interface RequestSetup {
  /** The cloud's credential, shared by its vaults. */
  readonly credential: (cloud: Cloud) => TokenCredential;
  /** Somebody else may be signed in now: the next credential starts without the tokens of this one. */
  readonly renewCredential: (cloud: Cloud) => void;
  readonly timeoutMs: number;
  /** The user's setting that says so; undefined where there is none. */
  readonly timeoutSetting: string | undefined;
  readonly log: VaultLog;
  readonly now: () => number;
}

export interface RequestOptions {
  readonly signal: AbortSignal;
  /** The user asked: signing in may show a dialog. */
  readonly interactive?: boolean;
  /** The account at hand was refused. */
  readonly another?: boolean;
}

/** The way to one vault: one SDK client, because each learns the vault's challenge anew. */
export class VaultRequests {
  #client: CertificateClient | undefined;
  #httpClient: HttpClient | undefined;
  readonly #requestCount = new RequestCount();
  #tenant: string | undefined;

  constructor(
    readonly vault: VaultAddress,
    private readonly setup: RequestSetup,
  ) {}

  /** How many HTTP requests were sent. */
  get count(): number {
    return this.#requestCount.requests;
  }

  /** The tenant that the vault's challenge named; undefined while it was not asked. */
  get tenant(): string | undefined {
    return this.#tenant;
  }

  /** The next context is asked with a fresh client and credential: somebody else may be signed in now. */
  renew(): void {
    this.#client = undefined;
    this.setup.renewCredential(this.vault.cloud);
  }

  /** Asks the vault something; whatever goes wrong is a value, being cancelled included. */
  async send<T>(
    { signal, interactive, another }: RequestOptions,
    work: (client: CertificateClient) => Promise<T>,
  ): Promise<Outcome<T>> {
    const context = newRequestContext(signal, interactive ?? false, another, this.setup.timeoutMs);
    try {
      this.#client ??= this.#open();
      const client = this.#client;
      return { ok: true, value: await runWith(context, () => work(client)) };
    } catch (error) {
      const failure = this.#failureOf(error, context);
      this.#logFailure(failure);
      return { ok: false, failure };
    } finally {
      this.#tenant = context.tenant ?? this.#tenant;
    }
  }

  /** The failure of a list that holds an entry which cannot be read, or which another list contradicts; logs it. */
  listFailure(code: typeof unreadableEntry | typeof contradiction, detail: string): VaultFailure {
    const failure: VaultFailure = { kind: 'service', vault: this.vault.url, at: this.setup.now(), code, detail };
    this.#logFailure(failure);
    return failure;
  }

  #failureOf(error: unknown, context: RequestContext): VaultFailure {
    const { now, timeoutSetting: setting } = this.setup;
    const failure = failureOf(error, context, this.vault, now());
    return failure.kind === 'timeout' && setting !== undefined ? { ...failure, setting } : failure;
  }

  #open(): CertificateClient {
    const { timeoutMs, log, credential } = this.setup;
    const { host } = new URL(this.vault.url);
    return new CertificateClient(this.vault.url, credential(this.vault.cloud), {
      additionalPolicies: [
        { policy: requestPolicy({ host, count: this.#requestCount, timeoutMs, log }), position: 'perRetry' },
      ],
      httpClient: (this.#httpClient ??= createHttpClient()),
      // A vault redirects nowhere, and a request that follows a redirect loses its token.
      redirectOptions: { maxRetries: 0 },
      // Offline shows at once; throttling is the wire policy's part.
      retryOptions: { maxRetries: 1, retryDelayInMs: 300 },
      // Without a prefix the SDK's header begins with "undefined".
      userAgentOptions: { userAgentPrefix: 'cscfg-certificates' },
    });
  }

  #logFailure({ kind, status, code, detail, requestId, tenant, clientAddress }: VaultFailure): void {
    const facts = Object.entries({ status, code, requestId, tenant, clientAddress, detail })
      .flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${String(value)}`]))
      .join(' ');
    this.setup.log(kind === 'cancelled' ? 'debug' : 'error', `${new URL(this.vault.url).host} ${kind} ${facts}`);
  }
}
