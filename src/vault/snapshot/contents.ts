import type { CertificateVersion, Thumbprint } from '../../certificate/verdict';
import { detailsKey, type CertificateDetails } from './snapshot';
import type { VaultFailure, Outcome } from '../failure';
import { certificateKey, holderOf, newestByName } from './inventory';
import { isRefusal } from './judge';
import { readBundle } from '../client/details';
import type { ReadOptions } from '../readOptions';
import { isFresh, type VaultContext } from './context';
import type { VersionLists } from './versionLists';

/** The key of a 403, which applies to every certificate of the vault. */
const wholeVault = '';

/** Reads certificates on demand, one request each, and adds them to the snapshot. */
export class Contents {
  /** By `detailsKey`, in milliseconds since 1970. */
  readonly #failedAt = new Map<string, number>();

  constructor(
    private readonly context: VaultContext,
    private readonly versions: VersionLists,
  ) {}

  /** Once, because a version never changes. */
  async read(version: CertificateVersion, { signal }: ReadOptions): Promise<Outcome<CertificateDetails>> {
    const { store, sharedRequests, limit } = this.context;
    const key = detailsKey(version);
    const known = store.snapshot.details.get(key);
    if (known !== undefined) {
      return { ok: true, value: known };
    }
    return sharedRequests.join(`details ${key}`, signal, async (shared) => {
      const outcome = await limit.run(shared, () => this.#ask(version, shared));
      if (outcome.ok) {
        store.update({ details: new Map([...store.snapshot.details, [key, outcome.value] as const]) });
      } else {
        this.#recordFailure(key, outcome.failure);
      }
      return outcome;
    });
  }

  /** With newest versions that could replace them. Retries failures only on refresh; returns those other than 403. */
  async examine(thumbprints: readonly Thumbprint[], options: ReadOptions): Promise<readonly VaultFailure[]> {
    const { snapshot } = this.context.store;
    const versions = thumbprints.flatMap((thumbprint): readonly CertificateVersion[] => {
      const holder = holderOf(snapshot, thumbprint);
      const known = holder && snapshot.versions.get(certificateKey(holder.newest.certificate));
      const older = holder?.older === true ? known?.find((one) => one.thumbprint === thumbprint) : undefined;
      return [holder?.newest, older].filter((one) => one !== undefined);
    });
    const wanted = new Map(versions.map((one) => [detailsKey(one), one]));
    const failures = await Promise.all(
      [...wanted].map(async ([key, version]) => {
        if (options.refresh !== true && (this.#failedLately(key) || this.#failedLately(wholeVault))) {
          return [];
        }
        const outcome = await this.read(version, options);
        return outcome.ok || isRefusal(outcome.failure) ? [] : [outcome.failure];
      }),
    );
    return failures.flat();
  }

  /** Requests the newest version, and the version by number if the newest one has changed since it was listed. */
  async #ask(version: CertificateVersion, signal: AbortSignal): Promise<Outcome<CertificateDetails>> {
    const { address, requests, store } = this.context;
    const { certificate, thumbprint } = version;
    const newest = newestByName(store.snapshot, certificate);
    if (newest?.thumbprint === thumbprint || version.version === undefined) {
      const outcome = await requests.send({ signal }, (client) => readBundle(client, address.url, certificate));
      if (!outcome.ok || outcome.value.thumbprint === thumbprint) {
        return outcome.ok ? { ok: true, value: outcome.value.details } : outcome;
      }
    }
    const number = version.version ?? (await this.#numberOf(version, signal));
    if (typeof number === 'object') {
      return number;
    }
    const outcome = await requests.send({ signal }, (client) => readBundle(client, address.url, certificate, number));
    return outcome.ok ? { ok: true, value: outcome.value.details } : outcome;
  }

  /** For a thumbprint that is no longer the newest one. */
  async #numberOf(
    { certificate, thumbprint }: CertificateVersion,
    signal: AbortSignal,
  ): Promise<string | { readonly ok: false; readonly failure: VaultFailure }> {
    const { address, now } = this.context;
    const outcome = await this.versions.ask(certificate, signal);
    this.versions.publish();
    if (!outcome.ok) {
      return outcome;
    }
    const number = outcome.value.find((one) => one.thumbprint === thumbprint)?.version;
    return number ?? { ok: false, failure: { kind: 'notFound', vault: address.url, at: now() } };
  }

  #recordFailure(key: string, failure: VaultFailure): void {
    if (failure.kind !== 'cancelled') {
      this.#failedAt.set(isRefusal(failure) ? wholeVault : key, failure.at);
    }
  }

  #failedLately(key: string): boolean {
    return isFresh(this.context, this.#failedAt.get(key));
  }
}
