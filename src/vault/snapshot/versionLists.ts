import type { CertificateVersion } from '../../certificate/verdict';
import type { CachedVersions } from '../cache/format';
import { unreadableEntry, type Outcome } from '../failure';
import { certificateKey, newestByName } from './inventory';
import { listVersions } from '../client/lists';
import type { ReadOptions } from '../readOptions';
import { isFresh, type VaultContext } from './context';
import { newestFirst } from './store';

/** How often the lists are copied while their number doubles. */
const maxCopies = 50;

/** `updated`: as listed at that moment. */
interface Reading {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly updated: number | undefined;
  readonly isRestored?: boolean;
}

export class VersionLists {
  readonly #readings = new Map<string, Reading>();
  /** Newest first, by the certificate's key. */
  readonly #lists = new Map<string, readonly CertificateVersion[]>();
  #unpublished = 0;

  constructor(private readonly context: VaultContext) {}

  /** Newest first; reuses a list that is fresh and complete. */
  async read(certificate: string, options: ReadOptions): Promise<Outcome<readonly CertificateVersion[]>> {
    const outcome = await this.search(certificate, options);
    this.publish();
    return outcome;
  }

  /** Updates the snapshot in batches: one copy for each response would take quadratic time. */
  async search(
    certificate: string,
    { signal, refresh = false }: ReadOptions,
  ): Promise<Outcome<readonly CertificateVersion[]>> {
    const { store, sharedRequests, limit } = this.context;
    const key = certificateKey(certificate);
    const known = this.#lists.get(key);
    if (known !== undefined && !refresh && this.areFresh(certificate)) {
      return { ok: true, value: known };
    }
    return sharedRequests.join(`versions ${key}`, signal, (shared) =>
      store.whileBusy(() => limit.run(shared, () => this.ask(certificate, shared))),
    );
  }

  /** The caller must hold a place in the concurrency limit. */
  async ask(certificate: string, signal: AbortSignal): Promise<Outcome<readonly CertificateVersion[]>> {
    const { requests, store, address, now } = this.context;
    const key = certificateKey(certificate);
    const outcome = await requests.send({ signal }, (client) => listVersions(client, address.url, certificate));
    if (!outcome.ok) {
      return outcome;
    }
    const { entries, unreadable } = outcome.value;
    const listed = newestByName(store.snapshot, certificate);
    const sorted = newestFirst(entries, listed);
    this.#readings.set(key, { at: now(), updated: listed?.updated });
    store.setUnreadable(key, unreadable === undefined ? undefined : requests.listFailure(unreadableEntry, unreadable));
    this.#lists.set(key, sorted);
    this.#unpublished++;
    if (this.#unpublished * maxCopies >= this.#lists.size) {
      this.publish();
    }
    return { ok: true, value: sorted };
  }

  publish(): void {
    if (this.#unpublished > 0) {
      this.#unpublished = 0;
      this.context.store.update({ versions: new Map(this.#lists), readAt: this.context.now() });
    }
  }

  /** Whether all versions are known and the certificate has not changed since they were read. */
  areComplete(newest: CertificateVersion): boolean {
    const reading = this.#readings.get(certificateKey(newest.certificate));
    return reading?.updated === newest.updated && this.#includes(newest);
  }

  areFresh(certificate: string): boolean {
    const key = certificateKey(certificate);
    const newest = newestByName(this.context.store.snapshot, certificate);
    const reading = this.#readings.get(key);
    const isRead = isFresh(this.context, reading?.at) && reading?.isRestored !== true;
    return isRead && (newest === undefined || this.areComplete(newest));
  }

  /** Versions that were read after the list show that the certificate was rotated or deleted since. */
  isRotated(newest: CertificateVersion): boolean {
    const { listedAt = 0 } = this.context.store.snapshot;
    const key = certificateKey(newest.certificate);
    const reading = this.#readings.get(key);
    if (reading === undefined || reading.isRestored === true || reading.at < listedAt) {
      return false;
    }
    const known = this.#lists.get(key) ?? [];
    return known.some(({ created = 0 }) => created > (newest.created ?? Infinity)) || !this.#includes(newest);
  }

  toCache(): readonly CachedVersions[] {
    return [...this.#lists].map(([key, listed]) => {
      const { at = 0, updated } = this.#readings.get(key) ?? {};
      return { key, at, ...(updated === undefined ? {} : { updated }), versions: listed };
    });
  }

  /** Cached versions are known but never fresh. */
  restore(cached: readonly CachedVersions[]): void {
    for (const { key, at, updated, versions } of cached) {
      this.#readings.set(key, { at, updated, isRestored: true });
      this.#lists.set(key, versions);
    }
  }

  #includes({ certificate, thumbprint }: CertificateVersion): boolean {
    return this.#lists.get(certificateKey(certificate))?.some((one) => one.thumbprint === thumbprint) === true;
  }
}
