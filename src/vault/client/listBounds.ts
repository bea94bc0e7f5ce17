import { NotAVault, TimedOut } from './errors';

/** Consecutive pages without a new entry. Key Vault sometimes returns empty pages. */
const maxIdlePages = 100;

const maxSparsePages = 200;

/** For a longer list, on average. Key Vault returns up to 25 entries per page, and sometimes a single one. */
const minEntriesPerPage = 5;

/** Enough for 50,000 certificates. */
const maxPages = 2000;

/** The time-out of a list as a multiple of the time-out of a request. */
const maxTimeouts = 15;

/** Detects a list that does not end: too many pages, too few entries, or too much time. */
export class ListBounds {
  readonly #started = performance.now();
  #pages = 0;
  #entries = 0;
  #idle = 0;

  constructor(private readonly timeoutMs: number) {}

  /** Returns an error if no more pages may be requested. */
  problemAfter(newEntries: number): NotAVault | TimedOut | undefined {
    this.#pages++;
    this.#entries += newEntries;
    this.#idle = newEntries === 0 ? this.#idle + 1 : 0;
    if (this.#idle > maxIdlePages) {
      return new NotAVault('The list has too many pages without a new entry.');
    }
    if (this.#pages > Math.min(maxPages, maxSparsePages + this.#entries / minEntriesPerPage)) {
      return new NotAVault(`The list does not end after ${String(this.#pages)} pages.`);
    }
    const limitMs = this.timeoutMs * maxTimeouts;
    return performance.now() - this.#started > limitMs
      ? new TimedOut(`The list does not end within ${String(limitMs)} ms.`)
      : undefined;
  }
}
