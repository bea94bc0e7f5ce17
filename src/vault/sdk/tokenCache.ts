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
  readonly #tokens = new Map<string, Promise<AccessToken>>();

  /** A failure is not kept; nor is a token that has ended, one that was refused, or one that claims have been raised against. */
  async get(
    { scope, tenantId = '', claims, isRefused = false }: TokenKey,
    signal: AbortSignal,
    ask: () => Promise<AccessToken>,
  ): Promise<AccessToken> {
    const key = `${tenantId} ${scope}`;
    const kept = this.#tokens.get(key);
    if (kept !== undefined && claims === undefined && !isRefused) {
      const token = await unlessAborted(kept, signal);
      if (token.expiresOnTimestamp - margin > Date.now()) {
        return token;
      }
    }
    const asked = ask();
    this.#tokens.set(key, asked);
    const forget = (): void => {
      if (this.#tokens.get(key) === asked) {
        this.#tokens.delete(key);
      }
    };
    asked.catch(forget);
    try {
      return await unlessAborted(asked, signal);
    } catch (error) {
      // Who asks after somebody has given up waiting is not to wait for the same.
      forget();
      throw error;
    }
  }
}
