import type { CertificateClient } from '@azure/keyvault-certificates';
import type { CertificateVersion, Thumbprint } from '../../certificate/verdict';
import type { VaultAddress } from '../address';
import type { PendingCertificate } from '../client/pending';
import type { VaultCacheFile } from '../cache/cacheFile';
import { contradiction, type VaultFailure, type Outcome } from '../failure';
import { VaultRequests, type RequestSetup } from '../client/requests';
import type { VaultSnapshot } from './snapshot';
import type { ReadOptions } from '../readOptions';
import { CertificateList, type IsEnough } from './certificateList';
import { Contents } from './contents';
import type { VaultContext } from './context';
import { PendingList } from './pendingList';
import { SharedRequests } from './sharedRequests';
import { SnapshotCache } from '../cache/snapshotCache';
import { SnapshotStore } from './store';
import { deletedCertificates, OnDemandList, thumbprintSecrets } from './sideList';
import { ConcurrencyLimit } from './concurrencyLimit';
import { VersionLists } from './versionLists';

/** Key Vault allows 4,000 requests in ten seconds. */
const atATime = 8;

export interface VaultClientSetup extends RequestSetup {
  /** Milliseconds. */
  readonly freshMs: number;
  readonly changed: (vault: string) => void;
  readonly cache: VaultCacheFile;
}

export class VaultClient {
  readonly #context: VaultContext;
  readonly #cache: SnapshotCache;
  readonly #list: CertificateList;
  readonly #versions: VersionLists;
  readonly #deleted: OnDemandList;
  readonly #secrets: OnDemandList;
  readonly #pending: PendingList;
  readonly contents: Contents;
  readonly timeoutMs: number;

  constructor(
    readonly address: VaultAddress,
    setup: VaultClientSetup,
  ) {
    this.timeoutMs = setup.timeoutMs;
    const requests = new VaultRequests(address, setup);
    const store = new SnapshotStore(address, requests, () => {
      if (!store.snapshot.busy) {
        this.#cache.save();
      }
      setup.changed(address.url);
    });
    const { now, freshMs } = setup;
    this.#context = {
      address,
      requests,
      store,
      sharedRequests: new SharedRequests(),
      limit: new ConcurrencyLimit(atATime),
      now,
      freshMs,
    };
    this.#versions = new VersionLists(this.#context);
    this.#deleted = new OnDemandList(this.#context, deletedCertificates);
    this.#secrets = new OnDemandList(this.#context, thumbprintSecrets);
    this.#pending = new PendingList(this.#context);
    this.#list = new CertificateList(this.#context, this.#versions, [this.#deleted, this.#secrets]);
    this.contents = new Contents(this.#context, this.#versions);
    const parts = { versions: this.#versions, deleted: this.#deleted, secrets: this.#secrets };
    this.#cache = new SnapshotCache(this.#context, parts, setup.cache);
  }

  /** Resolves when the cache is loaded; never rejects. */
  get ready(): Promise<void> {
    return this.#cache.ready;
  }

  get snapshot(): VaultSnapshot {
    return this.#context.store.snapshot;
  }

  whileBusy<T>(work: () => Promise<T>): Promise<T> {
    return this.#context.store.whileBusy(work);
  }

  stopCaching(): void {
    this.#cache.stop();
  }

  dispose(): void {
    this.#context.sharedRequests.abortAll();
  }

  list(options: ReadOptions, enough: IsEnough): Promise<void> {
    return this.#list.read(options, enough);
  }

  hasCurrent(thumbprint: Thumbprint): boolean {
    return this.#list.hasCurrent(thumbprint);
  }

  /** Newest first; reused if they are fresh and complete. */
  versions(certificate: string, options: ReadOptions): Promise<Outcome<readonly CertificateVersion[]>> {
    return this.#versions.read(certificate, options);
  }

  /** Updates the snapshot in batches and on `publishVersions`, for searches in many certificates. */
  searchVersions(certificate: string, options: ReadOptions): Promise<Outcome<readonly CertificateVersion[]>> {
    return this.#versions.search(certificate, options);
  }

  publishVersions(): void {
    this.#versions.publish();
  }

  hasAllVersions(newest: CertificateVersion): boolean {
    return this.#versions.areComplete(newest);
  }

  isRotated(newest: CertificateVersion): boolean {
    return this.#versions.isRotated(newest);
  }

  versionsAreFresh(certificate: string): boolean {
    return this.#versions.areFresh(certificate);
  }

  deleted(options: ReadOptions): Promise<void> {
    return this.#deleted.read(options);
  }

  secrets(options: ReadOptions): Promise<void> {
    return this.#secrets.read(options);
  }

  /** The snapshot does not change until the caller reads the vault again. */
  change<T>(
    { signal = new AbortController().signal, interactive = false }: ReadOptions,
    work: (client: CertificateClient) => Promise<T>,
  ): Promise<Outcome<T>> {
    const { store, requests } = this.#context;
    return store.whileBusy(() => requests.send({ signal, interactive }, work));
  }

  /** Records the state of a creation; a completed one is no longer pending. */
  setPending(pending: PendingCertificate): void {
    this.#pending.set([pending]);
  }

  /** Reads the creations that have not finished; see `PendingList.read`. */
  readPending(options: ReadOptions): Promise<void> {
    return this.#pending.read(options);
  }

  /** Reports that two lists disagree about a certificate after they were read again. */
  contradict(certificate: string): void {
    this.fail(this.#context.requests.listFailure(contradiction, certificate));
  }

  fail(failure: VaultFailure): void {
    this.#context.store.fail(failure);
  }
}
