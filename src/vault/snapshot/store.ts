import type { CertificateVersion } from '../../certificate/verdict';
import type { VaultAddress } from '../address';
import type { VaultFailure } from '../failure';
import type { VaultRequests } from '../client/requests';
import { unreadSnapshot, type VaultSnapshot } from './snapshot';

/** What holds for a while only. */
type TransientField = 'failure' | 'seenAt' | 'restoredAt';

/** The name in `VaultSnapshot.unreadable` of a list of the vault: no certificate has it. */
export function listKey(list: 'certificates' | 'deleted' | 'secrets'): string {
  return `list:${list}`;
}

/** What is known of one vault: a snapshot that is replaced as a whole, and told of. */
export class SnapshotStore {
  #snapshot: VaultSnapshot;
  #reads = 0;
  #unreadable: ReadonlyMap<string, VaultFailure> = new Map();

  constructor(
    { url }: VaultAddress,
    private readonly requests: Pick<VaultRequests, 'count' | 'tenant'>,
    private readonly changed: () => void,
  ) {
    this.#snapshot = unreadSnapshot(url);
  }

  get snapshot(): VaultSnapshot {
    return this.#snapshot;
  }

  /** The list of this name (see `VaultSnapshot.unreadable`) holds an entry that cannot be read, or no longer does; shows with the next update. */
  setUnreadable(list: string, failure: VaultFailure | undefined): void {
    if (failure === undefined && !this.#unreadable.has(list)) {
      return;
    }
    const unreadable = new Map(this.#unreadable);
    unreadable.delete(list);
    this.#unreadable = failure === undefined ? unreadable : unreadable.set(list, failure);
  }

  /** Takes over what is new, and drops what no longer holds. */
  update(changes: Partial<VaultSnapshot>, cleared: readonly TransientField[] = []): void {
    const { count, tenant } = this.requests;
    const counts = { requests: count, ...(tenant === undefined ? {} : { tenant }) };
    const next: VaultSnapshot = { ...this.#snapshot, ...changes, ...counts, unreadable: this.#unreadable };
    if (this.#unreadable.size === 0) {
      Reflect.deleteProperty(next, 'unreadable');
    }
    cleared.forEach((name) => Reflect.deleteProperty(next, name));
    this.#snapshot = next;
    this.changed();
  }

  /** A reading went wrong: it is remembered until one goes well. Being cancelled is nobody's fault. */
  fail(failure: VaultFailure): void {
    if (failure.kind !== 'cancelled') {
      this.update({ failure });
    }
  }

  /** Busy from now until the work is done; readings may overlap. */
  async whileBusy<T>(work: () => Promise<T>): Promise<T> {
    this.#reads++;
    if (this.#reads === 1) {
      this.update({ busy: true });
    }
    try {
      return await work();
    } finally {
      this.#reads--;
      if (this.#reads === 0) {
        this.update({ busy: false });
      }
    }
  }
}

/** Newest first; the one that the vault's list shows comes first in any case. */
export function newestFirst(
  versions: readonly CertificateVersion[],
  listed: CertificateVersion | undefined,
): readonly CertificateVersion[] {
  const rank = (one: CertificateVersion): number => (one.thumbprint === listed?.thumbprint ? 1 : 0);
  return [...versions].sort((a, b) => rank(b) - rank(a) || (b.created ?? 0) - (a.created ?? 0));
}
