import type { AccessToken } from '@azure/core-auth';
import { unlessAborted } from '../abort';

/** A token is not used within this time before its expiry, in milliseconds. */
const margin = 120_000;

interface TokenKey {
  readonly scope: string;
  readonly tenantId?: string;
  readonly claims?: string;
  readonly isRefused?: boolean;
}

/** By tenant and scope. Concurrent callers share one request. */
export class TokenCache {
  readonly #tokens = new Map<string, SharedToken>();

  /**
   * Failures are not cached, and a token is requested again if it expired, was refused, or does not satisfy claims. The
   * signal of `ask` fires when no caller waits for the token.
   */
  async get(
    { scope, tenantId = '', claims, isRefused = false }: TokenKey,
    signal: AbortSignal,
    ask: (signal: AbortSignal) => Promise<AccessToken>,
  ): Promise<AccessToken> {
    const key = `${tenantId} ${scope}`;
    const known = this.#tokens.get(key);
    if (known !== undefined && claims === undefined && !isRefused) {
      const token = await known.wait(signal);
      if (token.expiresOnTimestamp - margin > Date.now()) {
        return token;
      }
    }
    const asked = new SharedToken(ask, () => {
      if (this.#tokens.get(key) === asked) {
        this.#tokens.delete(key);
      }
    });
    this.#tokens.set(key, asked);
    return asked.wait(signal);
  }
}

class SharedToken {
  readonly #controller = new AbortController();
  readonly #token: Promise<AccessToken>;
  #waiters = 0;
  #isGiven = false;

  /** `forget` is called if the request fails or is aborted. */
  constructor(
    ask: (signal: AbortSignal) => Promise<AccessToken>,
    private readonly forget: () => void,
  ) {
    this.#token = ask(this.#controller.signal);
    this.#token.then(() => {
      this.#isGiven = true;
    }, forget);
  }

  async wait(signal: AbortSignal): Promise<AccessToken> {
    this.#waiters++;
    try {
      return await unlessAborted(this.#token, signal);
    } finally {
      this.#waiters--;
      if (this.#waiters === 0 && !this.#isGiven) {
        this.forget();
        this.#controller.abort();
      }
    }
  }
}
