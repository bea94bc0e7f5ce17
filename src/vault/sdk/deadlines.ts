import type { PipelineRequest } from '@azure/core-rest-pipeline';

/**
 * Until when each request has to be answered: all tries of one share the time that it may take. What a sign-in takes
 * does not count, so that the clock starts anew with the token that a challenge asked for.
 */
export class Deadlines {
  readonly #ends = new WeakMap<PipelineRequest, number>();

  /** `patience` in milliseconds. */
  constructor(private readonly patience: number) {}

  /** The whole milliseconds that are left for this request, which begins now if it has not begun before. */
  left(request: PipelineRequest): number {
    const now = performance.now();
    const end = this.#ends.get(request) ?? now + this.patience;
    this.#ends.set(request, end);
    return Math.max(0, Math.ceil(end - now));
  }

  /** The request was challenged: it begins anew when it comes back. */
  restart(request: PipelineRequest): void {
    this.#ends.delete(request);
  }
}
