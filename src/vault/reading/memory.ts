import type { CertificateVersion } from '../../cscfg/verdict';
import type { VaultAddress } from '../address';
import type { VaultSnapshot } from '../snapshot';

/** What is known of one vault: a snapshot that is replaced as a whole, and told of. */
export class Memory {
  #snapshot: VaultSnapshot;
  #readings = 0;

  constructor(
    { url }: VaultAddress,
    private readonly requests: () => number,
    private readonly changed: () => void,
  ) {
    this.#snapshot = {
      vault: url,
      busy: false,
      newest: new Map(),
      versions: new Map(),
      deleted: { state: 'unread' },
      requests: 0,
      milliseconds: 0,
    };
  }

  get snapshot(): VaultSnapshot {
    return this.#snapshot;
  }

  update(news: Partial<VaultSnapshot>): void {
    this.#snapshot = { ...this.#snapshot, ...news, requests: this.requests() };
    this.changed();
  }

  /** The last reading went well. */
  clearFailure(): void {
    const { failure, ...rest } = this.#snapshot;
    if (failure !== undefined) {
      this.#snapshot = rest;
    }
  }

  /** Busy from now until the work is done; readings may overlap. */
  async whileBusy<T>(work: () => Promise<T>): Promise<T> {
    this.#readings++;
    if (this.#readings === 1) {
      this.update({ busy: true });
    }
    try {
      return await work();
    } finally {
      this.#readings--;
      if (this.#readings === 0) {
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
