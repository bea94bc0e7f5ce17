const second = 1000;

/** Source: learn.microsoft.com, "Azure Key Vault throttling guidance". */
const backOffSeconds = [1, 2, 4, 8, 16] as const;

/** The share of the remaining time for a pause; the rest is for the response. */
const maxShare = 0.75;

/** Milliseconds. A shorter `Retry-After` is ignored, because an immediate retry would be throttled again. */
const minRetryAfter = 500;

/** Times are in milliseconds. */
export interface Throttled {
  readonly attempt: number;
  /** From the header; Key Vault usually sends none. */
  readonly retryAfter: number | undefined;
  /** In [0, 1). */
  readonly random: number;
  readonly left: number;
}

/** Milliseconds to wait before the next attempt; undefined if too little time would remain for a response. */
export function backOff({ attempt, retryAfter, random, left }: Throttled): number | undefined {
  const step = backOffSeconds[attempt];
  if (step === undefined) {
    return undefined;
  }
  // A random factor spreads the retries of requests that were throttled together.
  const isPause = retryAfter !== undefined && retryAfter >= minRetryAfter;
  const wait = isPause ? retryAfter : step * second * (0.75 + random / 2);
  return wait < left * maxShare ? wait : undefined;
}

/** Converts seconds or a date to milliseconds. `now` is milliseconds since 1970. */
export function retryAfter(header: string | undefined, now: number): number | undefined {
  if (header === undefined || header.trim() === '') {
    return undefined;
  }
  const seconds = Number(header);
  const wait = Number.isNaN(seconds) ? Date.parse(header) - now : seconds * second;
  return Number.isNaN(wait) ? undefined : Math.max(0, wait);
}
