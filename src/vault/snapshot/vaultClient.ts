import type { CertificateClient } from '@azure/keyvault-certificates';
import type { CertificateVersion, Thumbprint } from '../../certificate/verdict';
import type { VaultAddress } from '../address';
import type { VaultCacheFile } from '../cache/cacheFile';
import { contradiction, type VaultFailure, type Outcome } from '../failure';
import { VaultRequests, type RequestSetup } from '../client/requests';
import type { VaultSnapshot } from './snapshot';
import type { ReadOptions } from '../reader';
import { CertificateList, type Enough } from './certificateList';
import { Contents } from './contents';
import type { VaultContext } from './context';
import { SharedRequests } from './sharedRequests';
import { SnapshotCache } from '../cache/snapshotCache';
import { SnapshotStore } from './store';
import { deletedCertificates, SideList, thumbprintSecrets } from './sideList';
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
  readonly #desk: VaultContext;
  readonly #keeping: SnapshotCache;
  readonly #list: CertificateList;
  readonly #versions: VersionLists;
  readonly #deleted: SideList;
  readonly #secrets: SideList;
  /** What the certificates themselves tell. */
  readonly contents: Contents;
  /** The longest that one request may take, in milliseconds. */
  readonly timeoutMs: number;

  constructor(
    readonly address: VaultAddress,
    setup: VaultClientSetup,
  ) {
    this.timeoutMs = setup.timeoutMs;
    const wire = new VaultRequests(address, setup);
    const memory = new SnapshotStore(address, wire, () => {
      if (!memory.snapshot.busy) {
        this.#keeping.keep();
      }
      setup.changed(address.url);
    });
    const { now, freshMs } = setup;
    this.#desk = {
      address,
      wire,
      memory,
      flights: new SharedRequests(),
      slots: new ConcurrencyLimit(atATime),
      now,
      freshMs,
    };
    this.#versions = new VersionLists(this.#desk);
    this.#deleted = new SideList(this.#desk, deletedCertificates);
    this.#secrets = new SideList(this.#desk, thumbprintSecrets);
    this.#list = new CertificateList(this.#desk, this.#versions, [this.#deleted, this.#secrets]);
    this.contents = new Contents(this.#desk, this.#versions);
    const parts = { versions: this.#versions, deleted: this.#deleted, secrets: this.#secrets };
    this.#keeping = new SnapshotCache(this.#desk, parts, setup.cache);
  }

  /** Resolves when what an earlier session knew is known again; never rejects. */
  get ready(): Promise<void> {
    return this.#keeping.ready;
  }

  get snapshot(): VaultSnapshot {
    return this.#desk.memory.snapshot;
  }

  whileBusy<T>(work: () => Promise<T>): Promise<T> {
    return this.#desk.memory.whileBusy(work);
  }

  /** What is learned from now on is not kept for another session. */
  retire(): void {
    this.#keeping.stop();
  }

  /** Aborts everything under way. */
  dispose(): void {
    this.#desk.flights.abortAll();
  }

  /** See `CertificateList.read`. */
  list(options: ReadOptions, enough: Enough): Promise<void> {
    return this.#list.read(options, enough);
  }

  /** See `CertificateList.settles`. */
  settles(thumbprint: Thumbprint): boolean {
    return this.#list.settles(thumbprint);
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
  isOutrun(newest: CertificateVersion): boolean {
    return this.#versions.outrun(newest);
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
    const { memory, wire } = this.#desk;
    return memory.whileBusy(() => wire.ask({ signal, interactive }, work));
  }

  /** The lists of the vault do not agree about a certificate, though they were read again. */
  contradict(certificate: string): void {
    this.fail(this.#desk.wire.doubt(contradiction, certificate));
  }

  /** A reading went wrong: it is remembered until one goes well. */
  fail(failure: VaultFailure): void {
    this.#desk.memory.fail(failure);
  }
}
