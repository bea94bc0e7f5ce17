const second = 1000;

/** Source: learn.microsoft.com, "Azure Key Vault throttling guidance": 1, 2, 4, 8, 16 seconds. */
const backOffSeconds = [1, 2, 4, 8, 16] as const;

/** How much of the time that is left may be waited: the rest is for the answer. */
const maxShare = 0.75;

/** A shorter pause than this is none, in milliseconds: `Retry-After: 0` would ask a throttled vault again at once. */
const shortest = 500;

/** A request that the vault did not take. Times in milliseconds. */
export interface Throttled {
  /** Counts from 0. */
  readonly attempt: number;
  /** What the service asked for; it mostly does not. */
  readonly retryAfter: number | undefined;
  /** In [0, 1). */
  readonly random: number;
  /** How long the request may still take. */
  readonly left: number;
}

/**
 * Milliseconds to wait before the next try of a throttled request; undefined when it is time to give up, which it is
 * when the wait would leave too little time for an answer.
 */
export function backOff({ attempt, retryAfter, random, left }: Throttled): number | undefined {
  const step = backOffSeconds[attempt];
  if (step === undefined) {
    return undefined;
  }
  // Those that were throttled together must not come back together, nor at once, whatever the service allows.
  const isPause = retryAfter !== undefined && retryAfter >= shortest;
  const wait = isPause ? retryAfter : step * second * (0.75 + random / 2);
  return wait < left * maxShare ? wait : undefined;
}

/** The milliseconds that a `Retry-After` header asks for: seconds or a date. `now`: milliseconds since 1970. */
export function retryAfter(header: string | undefined, now: number): number | undefined {
  if (header === undefined || header.trim() === '') {
    return undefined;
  }
  const seconds = Number(header);
  const wait = Number.isNaN(seconds) ? Date.parse(header) - now : seconds * second;
  return Number.isNaN(wait) ? undefined : Math.max(0, wait);
}
