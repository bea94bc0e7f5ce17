const second = 1000;

/** Source: learn.microsoft.com, "Azure Key Vault throttling guidance": 1, 2, 4, 8, 16 seconds. */
const ladder = [1, 2, 4, 8, 16] as const;

/** A vault that asks for more patience than this is reported as throttled instead. */
const longest = 30 * second;

/**
 * Milliseconds to wait before the next try of a throttled request; undefined when it is time to give up.
 * `attempt` counts from 0; `retryAfter` is what the service asked for (it mostly does not); `random` is in [0, 1).
 */
export function backOff(attempt: number, retryAfter: number | undefined, random: number): number | undefined {
  const step = ladder[attempt];
  if (step === undefined) {
    return undefined;
  }
  if (retryAfter !== undefined) {
    return retryAfter > longest ? undefined : retryAfter;
  }
  // So that those who were throttled together do not come back together.
  return step * second * (0.75 + random / 2);
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
