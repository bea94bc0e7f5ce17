import type { VaultAddress } from '../address';
import type { VaultRequests } from '../client/requests';
import type { SharedRequests } from './sharedRequests';
import type { SnapshotStore } from './store';
import type { ConcurrencyLimit } from './concurrencyLimit';

/** What all questions to one vault share. */
export interface VaultContext {
  readonly address: VaultAddress;
  readonly requests: VaultRequests;
  readonly store: SnapshotStore;
  readonly sharedRequests: SharedRequests;
  readonly limit: ConcurrencyLimit;
  /** The time, milliseconds since 1970. */
  readonly now: () => number;
  /** How long what was read counts as fresh, in milliseconds. */
  readonly freshMs: number;
}

/** Whether what was read at that time (milliseconds since 1970) is no older than it may be. */
export function isFresh({ now, freshMs }: VaultContext, at: number | undefined): boolean {
  return at !== undefined && now() - at < freshMs;
}
