type End = () => unknown;

/** What a command has started and must end: last begun, first ended, each even when another fails. */
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

const signals = { SIGHUP: 1, SIGINT: 2, SIGTERM: 15 } as const;

/** Runs a whole command and exits with the code it gives, everything ended in any case, Ctrl+C included. */
export function runCommand(work: (lifetime: Lifetime) => Promise<number>): void {
  const lifetime = new Lifetime();
  const leave = async (code: number): Promise<never> => {
    await lifetime.end();
    process.exit(code);
  };
  for (const [name, number] of Object.entries(signals)) {
    process.once(name, () => void leave(128 + number));
  }
  work(lifetime).then(leave, (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    return leave(1);
  });
}
