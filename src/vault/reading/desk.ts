import type { VaultAddress } from '../address';
import type { Wire } from '../sdk/wire';
import type { Flights } from './flights';
import type { Memory } from './memory';
import type { Slots } from './slots';

/** What all questions to one vault share. */
export interface Desk {
  readonly address: VaultAddress;
  readonly wire: Wire;
  readonly memory: Memory;
  readonly flights: Flights;
  readonly slots: Slots;
  /** The time, milliseconds since 1970. */
  readonly now: () => number;
  /** How long what was read counts as fresh, in milliseconds. */
  readonly freshMs: number;
}

/** Whether what was read at that time (milliseconds since 1970) is no older than it may be. */
export function isFresh({ now, freshMs }: Desk, at: number | undefined): boolean {
  return at !== undefined && now() - at < freshMs;
}
