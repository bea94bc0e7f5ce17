import { deepStrictEqual } from 'node:assert';
import { setTimeout as delay } from 'node:timers/promises';
import { inspect, isDeepStrictEqual } from 'node:util';

/** Milliseconds between two polls of something that has no event. */
const interval = 15;
/** Maximum milliseconds that a test waits; a busy machine is slow. */
const timeoutMs = 25_000;

/** Resolves to the value of `read` as soon as `accept` returns true. Rejects with the last value. */
export async function until<T>(
  what: string,
  read: () => T | PromiseLike<T>,
  accept: (value: T) => boolean,
): Promise<T> {
  const { value, accepted } = await look(read, accept);
  if (!accepted) {
    throw new Error(`${what}: not so within ${String(timeoutMs / 1000)} s. Last seen: ${inspect(value, { depth: 6 })}`);
  }
  return value;
}

/** Waits until `read` returns the expected value; fails with the difference from the last one. */
export async function eventually<T>(read: () => T | PromiseLike<T>, expected: T): Promise<void> {
  const { value } = await look(read, (one) => isDeepStrictEqual(one, expected));
  deepStrictEqual(value, expected);
}

async function look<T>(
  read: () => T | PromiseLike<T>,
  accept: (value: T) => boolean,
): Promise<{ readonly value: T; readonly accepted: boolean }> {
  const end = performance.now() + timeoutMs;
  for (;;) {
    const value = await read();
    const accepted = accept(value);
    if (accepted || performance.now() > end) {
      return { value, accepted };
    }
    await delay(interval);
  }
}
