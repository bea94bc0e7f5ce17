import { CertificateClient } from '@azure/keyvault-certificates';
import type { TokenCredential } from '@azure/core-auth';
import type { HttpClient } from '@azure/core-rest-pipeline';
import type { VaultAddress, Cloud } from '../address';
import type { contradiction, unreadableEntry, VaultFailure, Outcome } from '../failure';
import type { VaultLog } from '../options';
import type { SignedIn } from '../signIn/session';
import { failureOf } from './failures';
import { createHttpClient } from './httpClient';
import { newRequestContext, runWith, type RequestContext } from './requestContext';
import { RequestCount } from './requestCount';
import { requestPolicy } from './policy';

export interface RequestSetup {
  readonly credential: (cloud: Cloud) => TokenCredential;
  /** Another account may be signed in. */
  readonly renewCredential: (cloud: Cloud) => void;
  readonly timeoutMs: number;
  /** Undefined on the command line. */
  readonly timeoutSetting: string | undefined;
  readonly log: VaultLog;
  readonly now: () => number;
}

export interface RequestOptions {
  readonly signal: AbortSignal;
  readonly interactive?: boolean;
  readonly another?: boolean;
}

/** Uses one SDK client, because each new client is challenged again. */
export class VaultRequests {
  #client: CertificateClient | undefined;
  #httpClient: HttpClient | undefined;
  readonly #requestCount = new RequestCount();
  #tenant: string | undefined;
  #signedIn: SignedIn | undefined;

  constructor(
    readonly vault: VaultAddress,
    private readonly setup: RequestSetup,
  ) {}

  get count(): number {
    return this.#requestCount.requests;
  }

  /** From the challenge; undefined before the first request. */
  get tenant(): string | undefined {
    return this.#tenant;
  }

  /** Undefined before the first token. */
  get signedIn(): SignedIn | undefined {
    return this.#signedIn;
  }

  /** The next request uses a new client and credential, because another account may be signed in. */
  renew(): void {
    this.#client = undefined;
    this.setup.renewCredential(this.vault.cloud);
  }

  /** Returns errors, including cancellation, as failures. */
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
      this.#signedIn = context.signedIn ?? this.#signedIn;
    }
  }

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
      // Key Vault never redirects.
      redirectOptions: { maxRetries: 0 },
      // The request policy handles throttling; a single retry reports an offline network quickly.
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
