import { strict as assert } from 'node:assert';
import { setTimeout as delay } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';

/** Maximum milliseconds to wait for anything on the screen or disk; a busy machine is slow. */
export const timeoutMs = 20_000;

const interval = 50;

/** Resolves as soon as `read` returns `expected`; rejects with the difference otherwise. */
export async function becomes<T>(read: () => T | Promise<T>, expected: T): Promise<void> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    const actual = await read();
    if (isDeepStrictEqual(actual, expected)) {
      return;
    }
    if (performance.now() > deadline) {
      assert.deepEqual(actual, expected);
    }
    await delay(interval);
  }
}
