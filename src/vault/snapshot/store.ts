import type { CertificateVersion } from '../../certificate/verdict';
import { present } from '../../text/objects';
import type { VaultAddress } from '../address';
import type { VaultFailure } from '../failure';
import type { VaultRequests } from '../client/requests';
import { unreadSnapshot, type VaultSnapshot } from './snapshot';

/** A later update can remove these. */
type TransientField = 'failure' | 'seenAt' | 'restoredAt';

/** The key of a list in `VaultSnapshot.unreadable`. The colon distinguishes it from the name of a certificate. */
export function listKey(list: 'certificates' | 'deleted' | 'secrets'): string {
  return `list:${list}`;
}

export class SnapshotStore {
  #snapshot: VaultSnapshot;
  #reads = 0;
  #unreadable: ReadonlyMap<string, VaultFailure> = new Map();

  constructor(
    { url }: VaultAddress,
    private readonly requests: Pick<VaultRequests, 'count' | 'tenant' | 'signedIn'>,
    private readonly changed: () => void,
  ) {
    this.#snapshot = unreadSnapshot(url);
  }

  get snapshot(): VaultSnapshot {
    return this.#snapshot;
  }

  /** See `VaultSnapshot.unreadable`; takes effect with the next update. */
  setUnreadable(list: string, failure: VaultFailure | undefined): void {
    if (failure === undefined && !this.#unreadable.has(list)) {
      return;
    }
    const unreadable = new Map(this.#unreadable);
    unreadable.delete(list);
    this.#unreadable = failure === undefined ? unreadable : unreadable.set(list, failure);
  }

  update(changes: Partial<VaultSnapshot>, cleared: readonly TransientField[] = []): void {
    const { count, tenant, signedIn } = this.requests;
    const counts = { requests: count, ...present('tenant', tenant), ...present('signedIn', signedIn) };
    const next: VaultSnapshot = { ...this.#snapshot, ...changes, ...counts, unreadable: this.#unreadable };
    if (this.#unreadable.size === 0) {
      Reflect.deleteProperty(next, 'unreadable');
    }
    cleared.forEach((name) => Reflect.deleteProperty(next, name));
    this.#snapshot = next;
    this.changed();
  }

  /** Kept until a request succeeds. A canceled request is not a failure. */
  fail(failure: VaultFailure): void {
    if (failure.kind !== 'cancelled') {
      this.update({ failure });
    }
  }

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

/** The version that the list of certificates contains always comes first. */
export function newestFirst(
  versions: readonly CertificateVersion[],
  listed: CertificateVersion | undefined,
): readonly CertificateVersion[] {
  const rank = (one: CertificateVersion): number => (one.thumbprint === listed?.thumbprint ? 1 : 0);
  return [...versions].sort((a, b) => rank(b) - rank(a) || (b.created ?? 0) - (a.created ?? 0));
}
