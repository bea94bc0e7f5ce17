import { strict as assert } from 'node:assert';
import { setTimeout as delay } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';

/** Milliseconds that anything on the screen or on the disk may take: mostly far less, but a busy machine is slow. */
export const patience = 20_000;

/** Milliseconds between two readings. */
const interval = 50;

/** Resolves as soon as what `read` gives equals `expected`; rejects with their difference when it never does. */
export async function becomes<T>(read: () => T | Promise<T>, expected: T): Promise<void> {
  const deadline = performance.now() + patience;
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
