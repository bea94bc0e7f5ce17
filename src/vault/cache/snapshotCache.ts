import type { CachedList, CachedVault } from './format';
import type { VaultCacheFile } from './cacheFile';
import { certificateKey } from '../snapshot/inventory';
import type { VaultSnapshot } from '../snapshot/snapshot';
import type { VaultContext } from '../snapshot/context';
import type { OnDemandList } from '../snapshot/sideList';
import type { VersionLists } from '../snapshot/versionLists';

interface Parts {
  readonly versions: VersionLists;
  readonly deleted: OnDemandList;
  readonly secrets: OnDemandList;
}

/** Restored data can match a thumbprint, but never proves that a certificate is missing. */
export class SnapshotCache {
  readonly ready: Promise<void>;
  #last: VaultSnapshot;
  #isOver = false;
  #isRestoring = false;

  constructor(
    private readonly context: VaultContext,
    private readonly parts: Parts,
    private readonly cache: VaultCacheFile,
  ) {
    this.#last = context.store.snapshot;
    this.ready = this.#restore();
  }

  save(): void {
    const { snapshot } = this.context.store;
    const isChanged = hasChanged(this.#last, snapshot);
    this.#last = snapshot;
    if (this.#isOver || this.#isRestoring || !isChanged) {
      return;
    }
    void this.cache.save(this.#toCache(snapshot));
  }

  stop(): void {
    this.#isOver = true;
  }

  async #restore(): Promise<void> {
    const { store, address, now } = this.context;
    const cached = await this.cache.load(address.url);
    if (cached === undefined || this.#isOver) {
      return;
    }
    // After the clock was set back, cached times can be in the future.
    const past = (time: number): number => Math.min(time, now());
    this.parts.versions.restore(cached.versions);
    this.parts.deleted.restore(cached.deleted?.at);
    this.parts.secrets.restore(cached.secrets?.at);
    this.#isRestoring = true;
    store.update({
      newest: new Map(cached.newest.map(({ version }) => [version.certificate, version])),
      seenAt: new Map(cached.newest.map(({ version, seenAt }) => [certificateKey(version.certificate), past(seenAt)])),
      readAt: past(cached.readAt),
      restoredAt: past(cached.readAt),
      versions: new Map(cached.versions.map(({ key, versions }) => [key, versions])),
      details: new Map(cached.details.map(({ key, details }) => [key, details])),
      ...onDemandLists(cached, now()),
    });
    this.#last = store.snapshot;
    this.#isRestoring = false;
  }

  #toCache(snapshot: VaultSnapshot): CachedVault {
    const { vault, listedAt, readAt = this.context.now(), newest, seenAt, details } = snapshot;
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
      versions: this.parts.versions.toCache().filter(({ key }) => present.has(key)),
      ...(deleted === undefined ? {} : { deleted: listOf(this.parts.deleted, deleted, readAt) }),
      ...(secrets === undefined ? {} : { secrets: listOf(this.parts.secrets, secrets, readAt) }),
      details: [...details]
        .filter(([, { certificate }]) => present.has(certificateKey(certificate)))
        .map(([key, one]) => ({ key, details: one })),
    };
  }
}

function listOf<T>({ listedAt }: OnDemandList, items: readonly T[], otherwise: number): CachedList<T> {
  return { at: listedAt ?? otherwise, items };
}

/** Purged certificates can no longer be recovered. */
function onDemandLists({ deleted, secrets }: CachedVault, now: number): Partial<VaultSnapshot> {
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

const cachedFields = ['newest', 'listedAt', 'readAt', 'versions', 'deleted', 'secrets', 'details'] as const;

function hasChanged(before: VaultSnapshot, after: VaultSnapshot): boolean {
  return after.readAt !== undefined && cachedFields.some((part) => before[part] !== after[part]);
}
