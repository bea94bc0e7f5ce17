import { setTimeout as sleep } from 'node:timers/promises';

export class RequestCount {
  requests = 0;
  #pausedUntil = 0;

  pause(milliseconds: number): void {
    this.#pausedUntil = Math.max(this.#pausedUntil, performance.now() + milliseconds);
  }

  /** Rejects with an AbortError when the signal fires. */
  async waitForPause(signal: AbortSignal): Promise<void> {
    for (let wait = this.#wait(); wait > 0; wait = this.#wait()) {
      await sleep(wait, undefined, { signal });
    }
  }

  #wait(): number {
    return this.#pausedUntil - performance.now();
  }
}
