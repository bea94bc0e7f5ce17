import { throwIfAborted, unlessAborted } from '../abort';

/** Callers with the same key share one request, which is aborted when its last waiter aborts. */
export class SharedRequests {
  readonly #running = new Map<string, SharedRequest<unknown>>();

  /** Rejects with an AbortError when `signal` fires first. */
  async join<T>(key: string, signal: AbortSignal | undefined, start: (signal: AbortSignal) => Promise<T>): Promise<T> {
    throwIfAborted(signal);
    const running = this.#running.get(key) as SharedRequest<T> | undefined;
    return (running ?? this.#start(key, start)).join(signal);
  }

  async settled(key: string, signal: AbortSignal | undefined): Promise<void> {
    for (let running = this.#running.get(key); running !== undefined; running = this.#running.get(key)) {
      await running.join(signal).catch(() => {
        throwIfAborted(signal);
      });
    }
  }

  abortAll(): void {
    for (const request of this.#running.values()) {
      request.abort();
    }
  }

  #start<T>(key: string, start: (signal: AbortSignal) => Promise<T>): SharedRequest<T> {
    const request = new SharedRequest(start, () => {
      if (this.#running.get(key) === request) {
        this.#running.delete(key);
      }
    });
    this.#running.set(key, request);
    return request;
  }
}

class SharedRequest<T> {
  readonly #controller = new AbortController();
  readonly #answer: Promise<T>;
  #waiters = 0;

  /** `onOver` is called when the request no longer accepts waiters. */
  constructor(
    start: (signal: AbortSignal) => Promise<T>,
    private readonly onOver: () => void,
  ) {
    const answer = start(this.#controller.signal);
    this.#answer = answer.finally(onOver);
    // Without waiters, a rejection would be unhandled.
    this.#answer.catch(() => undefined);
  }

  async join(signal: AbortSignal | undefined): Promise<T> {
    this.#waiters++;
    try {
      return await unlessAborted(this.#answer, this.#controller.signal, signal);
    } finally {
      this.#waiters--;
      if (this.#waiters === 0) {
        this.abort();
      }
    }
  }

  abort(): void {
    this.onOver();
    this.#controller.abort();
  }
}
