import type { VaultAddress } from '../address';
import type { VaultRequests } from '../client/requests';
import type { SharedRequests } from './sharedRequests';
import type { SnapshotStore } from './store';
import type { ConcurrencyLimit } from './concurrencyLimit';

/** All requests to one vault share it. */
export interface VaultContext {
  readonly address: VaultAddress;
  readonly requests: VaultRequests;
  readonly store: SnapshotStore;
  readonly sharedRequests: SharedRequests;
  readonly limit: ConcurrencyLimit;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** How long a response is reused, in milliseconds. */
  readonly freshMs: number;
}

/** `at`: milliseconds since 1970. */
export function isFresh({ now, freshMs }: VaultContext, at: number | undefined): boolean {
  return at !== undefined && now() - at < freshMs;
}
