import type { Break } from './brokenAnswer';

/** What can go wrong with an answer. */
export type Fault =
  /** 429 as the service sends it; the real one has no Retry-After (`retryAfter`, in seconds, adds one). */
  | { readonly kind: 'throttle'; readonly retryAfter?: number }
  | {
      readonly kind: 'status';
      readonly status: 500 | 502 | 503 | 504;
      readonly retryAfter?: number;
      readonly html?: boolean;
    }
  /** An error of the service about the request, in its words. */
  | { readonly kind: 'refusal'; readonly status: 404 | 409 }
  /** 401 though there is a token: it is too old, or of no use. */
  | { readonly kind: 'badToken'; readonly why: 'expired' | 'rejected' }
  /** 403 to the portal's own services; the message names no permission. */
  | { readonly kind: 'firstParty' }
  /** 302 to another host. */
  | { readonly kind: 'redirect' }
  /** The connection is cut before an answer. */
  | { readonly kind: 'reset' }
  /** No answer, ever. */
  | { readonly kind: 'hang' }
  /** The head and half of the body, then silence. */
  | { readonly kind: 'stall' }
  /** The body in ever so small pieces, this long after one another. */
  | { readonly kind: 'drip'; readonly milliseconds: number }
  | { readonly kind: 'slow'; readonly milliseconds: number }
  /** The body ends in the middle of a string, although its length is announced. */
  | { readonly kind: 'truncated' }
  /** 200 and JSON that is no list and no certificate. */
  | { readonly kind: 'wrongJson' }
  /** 200 and a page of HTML: a captive portal. */
  | { readonly kind: 'html' }
  /** Continuous access evaluation: 401 until a token answers the claims. */
  | { readonly kind: 'claims' }
  /** Every item's x5t has the wrong length. */
  | { readonly kind: 'badThumbprints' }
  /** Items without an x5t: certificates that are still being made, as no real list without them shows. */
  | { readonly kind: 'noThumbprints' }
  /** A page of so many megabytes. */
  | { readonly kind: 'hugePage'; readonly megabytes: number }
  /** The answer breaks off, or is no HTTP; see `sendBroken`. */
  | { readonly kind: 'broken'; readonly how: Break }
  /** 302 to the same path, again and again. */
  | { readonly kind: 'redirectLoop' }
  /** The list's first entries become these, or its answer gains these properties: data as no vault writes it. */
  | { readonly kind: 'odd'; readonly entries?: readonly OddEntry[]; readonly answer?: object };

/** An entry of a list, by its place from 0, and what it becomes: merged with the entry where `merge` is set. */
export interface OddEntry {
  readonly at: number;
  readonly value: unknown;
  readonly merge?: boolean;
}

export interface FaultOptions {
  /** How many requests it strikes; without it, all until it is lifted. */
  readonly times?: number;
  /** How many matching requests pass first. */
  readonly after?: number;
  /** Only requests whose path matches. */
  readonly path?: RegExp;
  /** Requests without a token too. Broken connections and HTML strike those in any case. */
  readonly anonymous?: boolean;
}

interface Scripted {
  readonly fault: Fault;
  readonly options: FaultOptions;
  seen: number;
}

const strikesAnonymous: ReadonlySet<Fault['kind']> = new Set<Fault['kind']>(['reset', 'hang', 'html', 'slow']);

/** The faults scripted for one vault. The first that applies strikes. */
export class Faults {
  #scripted: Scripted[] = [];

  /** The result lifts it again. */
  add(fault: Fault, options: FaultOptions = {}): () => void {
    const scripted: Scripted = { fault, options, seen: 0 };
    this.#scripted.push(scripted);
    return () => {
      this.#scripted = this.#scripted.filter((one) => one !== scripted);
    };
  }

  clear(): void {
    this.#scripted = [];
  }

  /** The fault that strikes this request, if any; counts it. */
  take(path: string, authenticated: boolean): Fault | undefined {
    for (const scripted of this.#scripted) {
      const { fault, options } = scripted;
      const applies = authenticated || options.anonymous === true || strikesAnonymous.has(fault.kind);
      if (!applies || options.path?.test(path) === false) {
        continue;
      }
      scripted.seen++;
      const struck = scripted.seen - (options.after ?? 0);
      if (struck > 0 && struck <= (options.times ?? Infinity)) {
        return fault;
      }
    }
    return undefined;
  }
}
