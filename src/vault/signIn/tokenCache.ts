import type { AccessToken } from '@azure/core-auth';
import { unlessAborted } from '../abort';

/** How long before its end a token is no longer used, in milliseconds. */
const margin = 120_000;

interface TokenKey {
  readonly scope: string;
  readonly tenantId?: string;
  readonly claims?: string;
  readonly isRefused?: boolean;
}

/** Tokens that cost a child process or a request each, per tenant; who asks at the same time shares the asking. */
export class TokenCache {
  readonly #tokens = new Map<string, SharedToken>();

  /**
   * A failure is not kept; nor is a token that has ended, one that was refused, or one that claims have been raised
   * against. The signal that `ask` gets fires when nobody waits for the token any more.
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

/** A token that is being asked for, or was. */
class SharedToken {
  readonly #controller = new AbortController();
  readonly #token: Promise<AccessToken>;
  #waiters = 0;
  #isGiven = false;

  /** `forget` is called where there is no token, or will be none. */
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
