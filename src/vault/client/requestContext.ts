import { AsyncLocalStorage } from 'node:async_hooks';
import type { VaultCredential } from '../options';

/** What is being asked of a vault, for those on the way to the wire that the SDK does not tell. */
export interface RequestContext {
  readonly signal: AbortSignal;
  /** The user asked: signing in may show a dialog. */
  readonly interactive: boolean;
  /** The account at hand was refused: who is signed in several times may choose again. */
  readonly another: boolean;
  /** How long one request may take, in milliseconds. */
  readonly timeoutMs: number;
  /** The last answer that came over the wire, written by the wire policy. */
  last?: RawResponse;
  /** The tenant that a token was asked of, written by the credential: the vault's challenge named it. */
  tenant?: string;
  /** Whose token was asked for, and of how many accounts of the editor: written by the credential. */
  credential?: VaultCredential['kind'];
  accounts?: number;
  /** A token was given for it. */
  hasToken?: boolean;
  /** URLs that were answered well: a page that leads back to one of them goes round in circles. */
  readonly readUrls: Set<string>;
}

/** An answer as it came over the wire: the SDK's own errors no longer tell the body of a refused list. */
export interface RawResponse {
  readonly status: number;
  readonly body: string;
  readonly header: (name: string) => string | undefined;
}

/**
 * The SDK hands neither signal nor options to the pages after the first, so the context travels beside the call
 * stack instead of through it.
 */
const storage = new AsyncLocalStorage<RequestContext>();

export function newRequestContext(
  signal: AbortSignal,
  interactive: boolean,
  another = false,
  timeoutMs = Infinity,
): RequestContext {
  return { signal, interactive, another, timeoutMs, readUrls: new Set() };
}

export function runWith<T>(context: RequestContext, work: () => Promise<T>): Promise<T> {
  return storage.run(context, work);
}

export function currentRequestContext(): RequestContext {
  return storage.getStore() ?? newRequestContext(new AbortController().signal, false);
}
