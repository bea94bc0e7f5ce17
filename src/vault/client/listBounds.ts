import { NotAVault, TimedOut } from './errors';

/** How many pages in a row may bring nothing new. Real ones have been seen empty. */
const maxIdlePages = 100;

/** How many pages a list may have that brings few entries a page. */
const maxSparsePages = 200;

/** The entries a page that a longer list has on average. Real pages hold up to 25; one in a while holds a single one. */
const minEntriesPerPage = 5;

/** The most pages of any list: 50,000 certificates. */
const maxPages = 2000;

/** How long reading all pages may take, as a multiple of the time that one request may take. */
const maxTimeouts = 15;

/** Notices a list without an end: too many pages, too few entries on them, or too much time. */
export class ListBounds {
  readonly #started = performance.now();
  #pages = 0;
  #entries = 0;
  #idle = 0;

  /** `timeoutMs`: the milliseconds that one request may take. */
  constructor(private readonly timeoutMs: number) {}

  /** Counts a page that brought so many entries that no earlier page had; returns why no other page may be asked for. */
  problemAfter(newEntries: number): NotAVault | TimedOut | undefined {
    this.#pages++;
    this.#entries += newEntries;
    this.#idle = newEntries === 0 ? this.#idle + 1 : 0;
    if (this.#idle > maxIdlePages) {
      return new NotAVault('The list goes on and on without anything new in it.');
    }
    if (this.#pages > Math.min(maxPages, maxSparsePages + this.#entries / minEntriesPerPage)) {
      return new NotAVault(`The list does not end after ${String(this.#pages)} pages.`);
    }
    const longest = this.timeoutMs * maxTimeouts;
    return performance.now() - this.#started > longest
      ? new TimedOut(`The list does not end within ${String(longest)} ms.`)
      : undefined;
  }
}
