import { deepStrictEqual } from 'node:assert';
import { setTimeout as delay } from 'node:timers/promises';
import { inspect, isDeepStrictEqual } from 'node:util';

/** Milliseconds between two looks at something that tells of no change. */
const interval = 15;
/** Milliseconds after which what has not come is not expected any more. */
const patience = 15_000;

/** What `read` gives as soon as `accept` takes it. Rejects with what it gave last. */
export async function until<T>(
  what: string,
  read: () => T | PromiseLike<T>,
  accept: (value: T) => boolean,
): Promise<T> {
  const { value, accepted } = await look(read, accept);
  if (!accepted) {
    throw new Error(`${what}: not so within ${String(patience / 1000)} s. Last seen: ${inspect(value, { depth: 6 })}`);
  }
  return value;
}

/** Waits until `read` gives what is expected; fails with the difference of what it gave last. */
export async function eventually<T>(read: () => T | PromiseLike<T>, expected: T): Promise<void> {
  const { value } = await look(read, (one) => isDeepStrictEqual(one, expected));
  deepStrictEqual(value, expected);
}

async function look<T>(
  read: () => T | PromiseLike<T>,
  accept: (value: T) => boolean,
): Promise<{ readonly value: T; readonly accepted: boolean }> {
  const end = performance.now() + patience;
  for (;;) {
    const value = await read();
    const accepted = accept(value);
    if (accepted || performance.now() > end) {
      return { value, accepted };
    }
    await delay(interval);
  }
}
