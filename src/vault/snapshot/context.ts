import type { VaultAddress } from '../address';
import type { VaultRequests } from '../client/requests';
import type { SharedRequests } from './sharedRequests';
import type { SnapshotStore } from './store';
import type { ConcurrencyLimit } from './concurrencyLimit';

/** The services that all requests to one vault share. */
export interface VaultContext {
  readonly address: VaultAddress;
  readonly requests: VaultRequests;
  readonly store: SnapshotStore;
  readonly sharedRequests: SharedRequests;
  readonly limit: ConcurrencyLimit;
  /** Returns the current time, milliseconds since 1970. */
  readonly now: () => number;
  /** How long a response is reused, in milliseconds. */
  readonly freshMs: number;
}

/** Whether a response read at `at` (milliseconds since 1970) can be reused. */
export function isFresh({ now, freshMs }: VaultContext, at: number | undefined): boolean {
  return at !== undefined && now() - at < freshMs;
}
