/** What to do when nothing is left to wait for; of several, only the one that was added last is called. */
const handlers: (() => void)[] = [];

process.on('beforeExit', () => handlers.at(-1)?.());

/** Calls `handler` when the event loop runs empty, until the result is called. */
export function onLoopEnd(handler: () => void): () => void {
  handlers.push(handler);
  return () => {
    const index = handlers.indexOf(handler);
    if (index >= 0) {
      handlers.splice(index, 1);
    }
  };
}

/**
 * The promise's outcome, or `undefined` when the event loop runs empty before it settles: then nothing is left that
 * could settle it, and the process would end without a report.
 */
export async function unlessLoopEnds<T extends object>(promise: Promise<T>): Promise<T | undefined> {
  let leave = (): void => undefined;
  const ended = new Promise<undefined>((resolve) => {
    leave = onLoopEnd(() => {
      resolve(undefined);
    });
  });
  try {
    return await Promise.race([promise, ended]);
  } finally {
    leave();
  }
}
