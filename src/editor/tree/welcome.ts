import type { FailureKind } from '../../vault/failure';
import type { VaultSnapshot } from '../../vault/snapshot/snapshot';

/**
 * The states in which the view has no rows and says instead what to do; package.json holds a text for each.
 * `refused`: the settings name something, but no key vault.
 */
export type Welcome = 'noVault' | 'refused' | 'empty' | FailureKind;

/**
 * What the view says in place of rows. Rows win as soon as there is one certificate to show, or vaults that failed
 * for different reasons: then each row tells its own. `refused`: how many entries of the settings name no vault.
 */
export function welcomeOf(snapshots: readonly VaultSnapshot[], refused: number): Welcome | undefined {
  const [first] = snapshots;
  if (first === undefined) {
    return refused > 0 ? 'refused' : 'noVault';
  }
  if (snapshots.some(({ newest, busy }) => newest.size > 0 || busy)) {
    return undefined;
  }
  const kind = first.failure?.kind;
  if (kind !== undefined) {
    return snapshots.every(({ failure }) => failure?.kind === kind) ? kind : undefined;
  }
  return snapshots.every(({ listedAt, failure }) => listedAt !== undefined && failure === undefined)
    ? 'empty'
    : undefined;
}
