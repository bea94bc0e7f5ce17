/** Handlers for an empty event loop; only the last one is called. */
const handlers: (() => void)[] = [];

process.on('beforeExit', () => handlers.at(-1)?.());

/** Calls `handler` when the event loop is empty, until the returned function is called. */
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
 * The result of the promise, or `undefined` if the event loop is empty first. Nothing can settle the promise then, and
 * the process would end without a report.
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
