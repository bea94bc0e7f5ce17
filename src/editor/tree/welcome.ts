import type { FailureKind } from '../../vault/failure';
import type { VaultSnapshot } from '../../vault/snapshot/snapshot';
import { isEmpty } from './nodes';

/** States with a text of package.json instead of rows. `refused`: the settings contain only invalid vaults. */
export type Welcome = 'noVault' | 'refused' | 'empty' | FailureKind;

/** Undefined if there are certificates or different failures. `refused`: invalid vaults in the settings. */
export function welcomeOf(snapshots: readonly VaultSnapshot[], refused: number): Welcome | undefined {
  const [first] = snapshots;
  if (first === undefined) {
    return refused > 0 ? 'refused' : 'noVault';
  }
  if (snapshots.some((snapshot) => !isEmpty(snapshot) || snapshot.busy)) {
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
