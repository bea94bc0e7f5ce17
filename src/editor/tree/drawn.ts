import type { VaultSnapshot } from '../../vault/snapshot';

/**
 * What the tree shows of each vault. A search changes a vault a thousand times without changing a row: a tree of
 * thousands of rows is only drawn again when it would look otherwise.
 */
export class Drawn {
  private readonly shown = new Map<string, readonly unknown[]>();

  /**
   * Whether the vault looks otherwise than when this was asked last. `opened`: the keys of its certificates whose
   * versions are shown.
   */
  isOutdated(snapshot: VaultSnapshot, opened: Iterable<string>): boolean {
    const { vault, newest, busy, failure, listedAt, restoredAt, details, versions } = snapshot;
    const looks = [
      ...[newest, busy, failure, listedAt, restoredAt, details],
      ...[...opened].flatMap((key) => [key, versions.get(key)]),
    ];
    const before = this.shown.get(vault);
    this.shown.set(vault, looks);
    return looks.length !== before?.length || looks.some((part, index) => part !== before[index]);
  }
}

/** Milliseconds in which changes are drawn at once: the more rows there are, the more a drawing costs. */
export function drawingPace(rows: number): number {
  return Math.min(1000, Math.max(100, rows / 2));
}
