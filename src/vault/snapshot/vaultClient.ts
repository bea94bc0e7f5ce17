import type { CertificateClient } from '@azure/keyvault-certificates';
import type { CertificateVersion, Thumbprint } from '../../certificate/verdict';
import type { VaultAddress } from '../address';
import type { VaultCacheFile } from '../cache/cacheFile';
import { contradiction, type VaultFailure, type Outcome } from '../failure';
import { VaultRequests, type RequestSetup } from '../client/requests';
import type { VaultSnapshot } from './snapshot';
import type { ReadOptions } from '../reader';
import { CertificateList, type IsEnough } from './certificateList';
import { Contents } from './contents';
import type { VaultContext } from './context';
import { SharedRequests } from './sharedRequests';
import { SnapshotCache } from '../cache/snapshotCache';
import { SnapshotStore } from './store';
import { deletedCertificates, OnDemandList, thumbprintSecrets } from './sideList';
import { ConcurrencyLimit } from './concurrencyLimit';
import { VersionLists } from './versionLists';

/** How many questions a vault is asked at a time. Source: a tenth of a percent of its limit of 4,000 in ten seconds. */
const atATime = 8;

export interface VaultClientSetup extends RequestSetup {
  /** How long what was read counts as fresh, in milliseconds. */
  readonly freshMs: number;
  readonly changed: (vault: string) => void;
  readonly cache: VaultCacheFile;
}

/** One vault's questions, each asked once however many want to know, and what is remembered of the answers. */
export class VaultClient {
  readonly #context: VaultContext;
  readonly #cache: SnapshotCache;
  readonly #list: CertificateList;
  readonly #versions: VersionLists;
  readonly #deleted: OnDemandList;
  readonly #secrets: OnDemandList;
  /** What the certificates themselves tell. */
  readonly contents: Contents;
  /** The longest that one request may take, in milliseconds. */
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
    this.#list = new CertificateList(this.#context, this.#versions, [this.#deleted, this.#secrets]);
    this.contents = new Contents(this.#context, this.#versions);
    const parts = { versions: this.#versions, deleted: this.#deleted, secrets: this.#secrets };
    this.#cache = new SnapshotCache(this.#context, parts, setup.cache);
  }

  /** Resolves when what an earlier session knew is known again; never rejects. */
  get ready(): Promise<void> {
    return this.#cache.ready;
  }

  get snapshot(): VaultSnapshot {
    return this.#context.store.snapshot;
  }

  whileBusy<T>(work: () => Promise<T>): Promise<T> {
    return this.#context.store.whileBusy(work);
  }

  /** What is learned from now on is not kept for another session. */
  stopCaching(): void {
    this.#cache.stop();
  }

  /** Aborts everything under way. */
  dispose(): void {
    this.#context.sharedRequests.abortAll();
  }

  /** See `CertificateList.read`. */
  list(options: ReadOptions, enough: IsEnough): Promise<void> {
    return this.#list.read(options, enough);
  }

  /** See `CertificateList.hasCurrent`. */
  hasCurrent(thumbprint: Thumbprint): boolean {
    return this.#list.hasCurrent(thumbprint);
  }

  /** All versions of a certificate, newest first; from memory where they are fresh and miss none. */
  versions(certificate: string, options: ReadOptions): Promise<Outcome<readonly CertificateVersion[]>> {
    return this.#versions.read(certificate, options);
  }

  /** The same for a search through many certificates: the snapshot shows the versions in batches, or after `publishVersions`. */
  searchVersions(certificate: string, options: ReadOptions): Promise<Outcome<readonly CertificateVersion[]>> {
    return this.#versions.search(certificate, options);
  }

  publishVersions(): void {
    this.#versions.publish();
  }

  /** Whether the versions that are remembered of a certificate are all there are. */
  hasAllVersions(newest: CertificateVersion): boolean {
    return this.#versions.areComplete(newest);
  }

  /** Whether the certificate was rotated after it was listed. */
  isRotated(newest: CertificateVersion): boolean {
    return this.#versions.isRotated(newest);
  }

  versionsAreFresh(certificate: string): boolean {
    return this.#versions.areFresh(certificate);
  }

  /** Lists the soft-deleted certificates, unless that was done lately. */
  deleted(options: ReadOptions): Promise<void> {
    return this.#deleted.read(options);
  }

  /** Lists the secrets named by a thumbprint, unless that was done lately. */
  secrets(options: ReadOptions): Promise<void> {
    return this.#secrets.read(options);
  }

  /** Asks the vault to change something. What was read of it before is not touched: the caller reads it again. */
  change<T>(
    { signal = new AbortController().signal, interactive = false }: ReadOptions,
    work: (client: CertificateClient) => Promise<T>,
  ): Promise<Outcome<T>> {
    const { store, requests } = this.#context;
    return store.whileBusy(() => requests.send({ signal, interactive }, work));
  }

  /** The lists of the vault do not agree about a certificate, though they were read again. */
  contradict(certificate: string): void {
    this.fail(this.#context.requests.listFailure(contradiction, certificate));
  }

  /** A reading went wrong: it is remembered until one goes well. */
  fail(failure: VaultFailure): void {
    this.#context.store.fail(failure);
  }
}
