import { AsyncLocalStorage } from 'node:async_hooks';
import type { VaultCredential } from '../options';
import type { SignedIn } from '../signIn/session';

/** For policies and credentials that the SDK does not pass it to. */
export interface RequestContext {
  readonly signal: AbortSignal;
  readonly interactive: boolean;
  /** The current account was refused, so that the user can choose another one. */
  readonly another: boolean;
  /** Milliseconds, for one request. */
  readonly timeoutMs: number;
  last?: RawResponse;
  /** Set by the credential from the challenge. */
  tenant?: string;
  /** Set by the credential, with the number of accounts in the editor. */
  credential?: VaultCredential['kind'];
  accounts?: number;
  hasToken?: boolean;
  signedIn?: SignedIn;
  /** The URLs that returned 200, to detect a page that links to an earlier one. */
  readonly readUrls: Set<string>;
}

/** The errors of the SDK do not contain the body of a refused list. */
export interface RawResponse {
  readonly status: number;
  readonly body: string;
  readonly header: (name: string) => string | undefined;
}

/** The SDK does not pass options to the pages after the first, so the context is stored asynchronously. */
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
