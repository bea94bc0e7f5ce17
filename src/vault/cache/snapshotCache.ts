import type { CachedList, CachedVault } from './format';
import type { VaultCacheFile } from './cacheFile';
import { certificateKey } from '../snapshot/inventory';
import type { VaultSnapshot } from '../snapshot/snapshot';
import type { VaultContext } from '../snapshot/context';
import type { SideList } from '../snapshot/sideList';
import type { VersionLists } from '../snapshot/versionLists';

/** What remembers more of its answers than a snapshot tells. */
interface Parts {
  readonly versions: VersionLists;
  readonly deleted: SideList;
  readonly secrets: SideList;
}

/**
 * Brings back what an earlier session knew of a vault, and keeps what this one learns. What is brought back counts as
 * seen once, not as listed: it can tell whose a thumbprint is, and never that it is nobody's.
 */
export class SnapshotCache {
  /** Resolves when what was kept is in the snapshot. */
  readonly ready: Promise<void>;
  #last: VaultSnapshot;
  #isOver = false;
  #isRestoring = false;

  constructor(
    private readonly desk: VaultContext,
    private readonly parts: Parts,
    private readonly cache: VaultCacheFile,
  ) {
    this.#last = desk.memory.snapshot;
    this.ready = this.#restore();
  }

  /** Keeps what is known now, unless nothing was learned since the last time. */
  keep(): void {
    const { snapshot } = this.desk.memory;
    const isNews = hasLearned(this.#last, snapshot);
    this.#last = snapshot;
    if (this.#isOver || this.#isRestoring || !isNews) {
      return;
    }
    void this.cache.save(this.#keptOf(snapshot));
  }

  /** Nothing more is kept. */
  stop(): void {
    this.#isOver = true;
  }

  async #restore(): Promise<void> {
    const { memory, address, now } = this.desk;
    const kept = await this.cache.load(address.url);
    if (kept === undefined || this.#isOver) {
      return;
    }
    // Clocks are set back: nothing was ever told in the future.
    const past = (time: number): number => Math.min(time, now());
    this.parts.versions.restore(kept.versions);
    this.parts.deleted.restore(kept.deleted?.at);
    this.parts.secrets.restore(kept.secrets?.at);
    this.#isRestoring = true;
    memory.update({
      newest: new Map(kept.newest.map(({ version }) => [version.certificate, version])),
      seenAt: new Map(kept.newest.map(({ version, seenAt }) => [certificateKey(version.certificate), past(seenAt)])),
      readAt: past(kept.readAt),
      restoredAt: past(kept.readAt),
      versions: new Map(kept.versions.map(({ key, versions }) => [key, versions])),
      details: new Map(kept.details.map(({ key, details }) => [key, details])),
      ...sidesOf(kept, now()),
    });
    this.#last = memory.snapshot;
    this.#isRestoring = false;
  }

  #keptOf(snapshot: VaultSnapshot): CachedVault {
    const { vault, listedAt, readAt = this.desk.now(), newest, seenAt, details } = snapshot;
    const present = new Set([...newest.keys()].map(certificateKey));
    const deleted = snapshot.deleted.state === 'listed' ? snapshot.deleted.certificates : undefined;
    const secrets = snapshot.secrets.state === 'listed' ? snapshot.secrets.secrets : undefined;
    return {
      vault,
      ...(listedAt === undefined ? {} : { listedAt }),
      readAt,
      newest: [...newest.values()].map((version) => ({
        version,
        seenAt: seenAt?.get(certificateKey(version.certificate)) ?? listedAt ?? readAt,
      })),
      versions: this.parts.versions.kept().filter(({ key }) => present.has(key)),
      ...(deleted === undefined ? {} : { deleted: listOf(this.parts.deleted, deleted, readAt) }),
      ...(secrets === undefined ? {} : { secrets: listOf(this.parts.secrets, secrets, readAt) }),
      details: [...details]
        .filter(([, { certificate }]) => present.has(certificateKey(certificate)))
        .map(([key, one]) => ({ key, details: one })),
    };
  }
}

function listOf<T>({ toldAt }: SideList, items: readonly T[], otherwise: number): CachedList<T> {
  return { at: toldAt ?? otherwise, items };
}

/** What was purged meanwhile is gone for good. */
function sidesOf({ deleted, secrets }: CachedVault, now: number): Partial<VaultSnapshot> {
  return {
    ...(deleted && {
      deleted: {
        state: 'listed',
        certificates: deleted.items.filter(({ scheduledPurge = Infinity }) => scheduledPurge > now),
      },
    }),
    ...(secrets && { secrets: { state: 'listed', secrets: secrets.items } }),
  };
}

const remembered = ['newest', 'listedAt', 'readAt', 'versions', 'deleted', 'secrets', 'details'] as const;

function hasLearned(before: VaultSnapshot, after: VaultSnapshot): boolean {
  return after.readAt !== undefined && remembered.some((part) => before[part] !== after[part]);
}
