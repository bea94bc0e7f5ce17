type End = () => unknown;

/** Ends what a command has started, in reverse order, and continues after a failure. */
export class Lifetime {
  #ends: End[] = [];
  #ending: Promise<void> | undefined;

  onEnd(end: End): void {
    this.#ends.push(end);
  }

  end(): Promise<void> {
    this.#ending ??= this.#endAll();
    return this.#ending;
  }

  async #endAll(): Promise<void> {
    for (const end of this.#ends.reverse()) {
      try {
        await end();
      } catch (error) {
        console.error('While cleaning up:', error);
      }
    }
  }
}

/** Maximum milliseconds for everything to end. */
const grace = 15_000;

const signals = { SIGHUP: 1, SIGINT: 2, SIGTERM: 15 } as const;

/**
 * Runs a command, ends everything it started, also after Ctrl+C, and exits with its code. `limit`: maximum
 * milliseconds.
 */
export function runCommand(work: (lifetime: Lifetime) => Promise<number>, limit?: number): void {
  const lifetime = new Lifetime();
  const leave = async (code: number): Promise<never> => {
    // Exit even if something cannot be ended.
    setTimeout(() => process.exit(code), grace).unref();
    await lifetime.end();
    process.exit(code);
  };
  if (limit !== undefined) {
    setTimeout(() => {
      console.error(`Not done after ${String(limit / 1000)} s: ending.`);
      void leave(1);
    }, limit).unref();
  }
  for (const [name, number] of Object.entries(signals)) {
    process.once(name, () => void leave(128 + number));
  }
  work(lifetime).then(leave, (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    return leave(1);
  });
}
