export function abortError(): Error {
  return new DOMException('The operation was aborted.', 'AbortError');
}

/** Rejects with an AbortError. Listens to a derived signal: Node.js warns about more than ten listeners on one. */
export async function unlessAborted<T>(promise: Promise<T>, ...signals: (AbortSignal | undefined)[]): Promise<T> {
  const either = AbortSignal.any(signals.filter((signal) => signal !== undefined));
  const listening = new AbortController();
  const aborted = new Promise<never>((_, reject) => {
    const abort = (): void => {
      reject(abortError());
    };
    if (either.aborted) {
      abort();
    }
    either.addEventListener('abort', abort, { once: true, signal: listening.signal });
  });
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    listening.abort();
  }
}

export function throwIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted === true) {
    throw abortError();
  }
}
