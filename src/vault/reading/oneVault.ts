import type { CertificateVersion } from '../../cscfg/verdict';
import type { VaultAddress } from '../address';
import type { CertificateDetails } from '../details';
import type { VaultFailure } from '../failure';
import { certificateKey, versionsAreComplete } from '../inventory';
import { isRefusal } from '../judge';
import type { Outcome } from '../outcome';
import { listDeleted, listNewest, listVersions } from '../sdk/lists';
import { Wire, type WireSetup } from '../sdk/wire';
import { detailsOf } from '../sdk/x509';
import type { VaultSnapshot } from '../snapshot';
import type { ReadOptions } from '../vaultReader';
import { Flights } from './flights';
import { Memory, newestFirst } from './memory';
import { Slots } from './slots';

/** How many questions a vault is asked at a time. Source: a tenth of a percent of its limit of 4,000 in ten seconds. */
const atATime = 8;

export interface OneVaultSetup extends WireSetup {
  /** How long what was read counts as fresh, in milliseconds. */
  readonly freshMs: number;
  readonly changed: (vault: string) => void;
}

/** One vault's questions, each asked once however many want to know, and what is remembered of the answers. */
export class OneVault {
  readonly #wire: Wire;
  readonly #memory: Memory;
  readonly #flights = new Flights();
  readonly #slots = new Slots(atATime);
  readonly #details = new Map<string, CertificateDetails>();
  /** When a certificate's versions were read, by its key. */
  readonly #versionsAt = new Map<string, number>();
  #deletedAt: number | undefined;

  constructor(
    readonly address: VaultAddress,
    private readonly setup: OneVaultSetup,
  ) {
    this.#wire = new Wire(address, setup);
    this.#memory = new Memory(
      address,
      () => this.#wire.requests,
      () => {
        setup.changed(address.url);
      },
    );
  }

  get snapshot(): VaultSnapshot {
    return this.#memory.snapshot;
  }

  whileBusy<T>(work: () => Promise<T>): Promise<T> {
    return this.#memory.whileBusy(work);
  }

  /** Aborts everything under way. */
  dispose(): void {
    this.#flights.abortAll();
  }

  /** Lists the certificates, unless that was done lately. What fails is in the snapshot; rejects only when cancelled. */
  async list({ signal, refresh = false, interactive = false }: ReadOptions): Promise<void> {
    const { listedAt, failure } = this.snapshot;
    if (!refresh && !interactive && failure === undefined && this.#isFresh(listedAt)) {
      return;
    }
    if (interactive) {
      await this.#flights.settled('list', signal);
    }
    await this.#flights.join('list', signal, (shared) => {
      if (interactive || isAboutTheAccount(this.snapshot.failure)) {
        this.#wire.renew();
      }
      return this.whileBusy(() => this.#list(shared, interactive));
    });
  }

  /** All versions of a certificate, newest first; from memory where they are fresh and miss none. */
  async versions(
    certificate: string,
    { signal, refresh = false }: ReadOptions,
  ): Promise<Outcome<readonly CertificateVersion[]>> {
    const key = certificateKey(certificate);
    const kept = this.snapshot.versions.get(key);
    if (kept !== undefined && !refresh && this.#versionsAreFresh(key)) {
      return { ok: true, value: kept };
    }
    return this.#flights.join(`versions ${key}`, signal, (shared) =>
      this.whileBusy(() => this.#slots.run(shared, () => this.#versions(certificate, shared))),
    );
  }

  /** Whether the versions that are remembered of a certificate are all there are. */
  hasAllVersions(newest: CertificateVersion): boolean {
    return versionsAreComplete(this.snapshot, newest);
  }

  /** Whether the certificate's versions, read after the list, show a newer one than the list: it was rotated since. */
  isOutrun(newest: CertificateVersion): boolean {
    const { versions, listedAt = 0 } = this.snapshot;
    const key = certificateKey(newest.certificate);
    const known = versions.get(key) ?? [];
    const later = known.some(({ created = 0 }) => created > (newest.created ?? Infinity));
    return (this.#versionsAt.get(key) ?? 0) >= listedAt && known.length > 0 && (later || !this.hasAllVersions(newest));
  }

  versionsAreFresh(certificate: string): boolean {
    return this.#isFresh(this.#versionsAt.get(certificateKey(certificate)));
  }

  /** Lists the soft-deleted certificates, unless that was done lately. */
  async deleted({ signal, refresh = false }: ReadOptions): Promise<void> {
    if (refresh || !this.#isFresh(this.#deletedAt)) {
      await this.#flights.join('deleted', signal, (shared) =>
        this.whileBusy(() => this.#slots.run(shared, () => this.#deleted(shared))),
      );
    }
  }

  /** The certificate's contents: one request, then from memory, for a version never changes. */
  async details(version: CertificateVersion, { signal }: ReadOptions): Promise<Outcome<CertificateDetails>> {
    const key = `${certificateKey(version.certificate)} ${version.thumbprint}`;
    const kept = this.#details.get(key);
    if (kept !== undefined) {
      return { ok: true, value: kept };
    }
    return this.#flights.join(`details ${key}`, signal, async (shared) => {
      const outcome = await this.#slots.run(shared, () => this.#read(version, shared));
      if (outcome.ok) {
        this.#details.set(key, outcome.value);
      }
      return outcome;
    });
  }

  /** A reading went wrong: it is remembered until one goes well. Being cancelled is nobody's fault. */
  fail(failure: VaultFailure): void {
    if (failure.kind !== 'cancelled') {
      this.#memory.update({ failure });
    }
  }

  async #list(signal: AbortSignal, interactive: boolean): Promise<void> {
    const { url } = this.address;
    const started = performance.now();
    const listed = new Map<string, CertificateVersion>();
    const outcome = await this.#wire.ask({ signal, interactive }, (client) =>
      listNewest(client, url, (page) => {
        page.forEach((one) => listed.set(one.certificate, one));
        const newest = new Map([...this.snapshot.newest, ...page.map((one) => [one.certificate, one] as const)]);
        this.#memory.update({ newest, readAt: this.setup.now() });
      }),
    );
    const milliseconds = Math.round(performance.now() - started);
    if (outcome.ok) {
      const now = this.setup.now();
      this.#memory.clearFailure();
      this.#memory.update({ newest: listed, listedAt: now, readAt: now, milliseconds });
    } else {
      this.#memory.update({ milliseconds });
      this.fail(outcome.failure);
    }
  }

  async #versions(certificate: string, signal: AbortSignal): Promise<Outcome<readonly CertificateVersion[]>> {
    const key = certificateKey(certificate);
    const outcome = await this.#wire.ask({ signal }, (client) => listVersions(client, this.address.url, certificate));
    if (!outcome.ok) {
      return outcome;
    }
    const listed = [...this.snapshot.newest.values()].find((one) => certificateKey(one.certificate) === key);
    const sorted = newestFirst(outcome.value, listed);
    this.#versionsAt.set(key, this.setup.now());
    this.#memory.update({
      versions: new Map([...this.snapshot.versions, [key, sorted] as const]),
      readAt: this.setup.now(),
    });
    return { ok: true, value: sorted };
  }

  async #deleted(signal: AbortSignal): Promise<void> {
    const outcome = await this.#wire.ask({ signal }, (client) => listDeleted(client, this.address.url));
    if (outcome.ok) {
      this.#deletedAt = this.setup.now();
      this.#memory.update({ deleted: { state: 'listed', certificates: outcome.value } });
      return;
    }
    const { failure } = outcome;
    if (isRefusal(failure)) {
      this.#deletedAt = this.setup.now();
    } else {
      this.fail(failure);
    }
    // What is known to be deleted stays known.
    if (this.snapshot.deleted.state !== 'listed' && failure.kind !== 'cancelled') {
      this.#memory.update({ deleted: { state: 'failed', failure } });
    }
  }

  /** The newest version with its policy in one request, where the list's word on which one that is still holds. */
  async #read(version: CertificateVersion, signal: AbortSignal): Promise<Outcome<CertificateDetails>> {
    const { url } = this.address;
    const { certificate, thumbprint } = version;
    const newest = [...this.snapshot.newest.values()].find((one) => one.certificate === certificate);
    if (newest?.thumbprint === thumbprint || version.version === undefined) {
      const outcome = await this.#wire.ask({ signal }, async (client) => {
        const bundle = await client.getCertificate(certificate);
        return { details: detailsOf(url, bundle), thumbprint: bundle.properties.x509ThumbprintString?.toUpperCase() };
      });
      if (!outcome.ok || outcome.value.thumbprint === thumbprint) {
        return outcome.ok ? { ok: true, value: outcome.value.details } : outcome;
      }
    }
    const number = version.version ?? (await this.#numberOf(version, signal));
    return typeof number === 'object'
      ? number
      : this.#wire.ask({ signal }, async (client) =>
          detailsOf(url, await client.getCertificateVersion(certificate, number)),
        );
  }

  /** The version number of a thumbprint that was the newest one when it was listed and is no more. */
  async #numberOf(
    { certificate, thumbprint }: CertificateVersion,
    signal: AbortSignal,
  ): Promise<string | { readonly ok: false; readonly failure: VaultFailure }> {
    const outcome = await this.#versions(certificate, signal);
    if (!outcome.ok) {
      return outcome;
    }
    const number = outcome.value.find((one) => one.thumbprint === thumbprint)?.version;
    return number ?? { ok: false, failure: { kind: 'notFound', vault: this.address.url, at: this.setup.now() } };
  }

  #versionsAreFresh(key: string): boolean {
    const newest = [...this.snapshot.newest.values()].find((one) => certificateKey(one.certificate) === key);
    return this.#isFresh(this.#versionsAt.get(key)) && (newest === undefined || this.hasAllVersions(newest));
  }

  #isFresh(at: number | undefined): boolean {
    return at !== undefined && this.setup.now() - at < this.setup.freshMs;
  }
}

/** Signed in as somebody else, or with new rights, the same question may be answered. */
function isAboutTheAccount(failure: VaultFailure | undefined): boolean {
  return failure !== undefined && /^(?:signedOut|unauthorized|wrongTenant|forbidden)/.test(failure.kind);
}
