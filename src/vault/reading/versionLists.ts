import type { CertificateVersion } from '../../cscfg/verdict';
import type { KeptVersions } from '../cache/keptVault';
import { certificateKey, versionsAreComplete } from '../inventory';
import type { Outcome } from '../outcome';
import { listVersions } from '../sdk/lists';
import type { ReadOptions } from '../vaultReader';
import { isFresh, type Desk } from './desk';
import { newestFirst } from './memory';

/** When a certificate's versions were read, and what its entry in the vault's list said of its last change then. */
interface Reading {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly updated: number | undefined;
  /** In an earlier session. */
  readonly isRestored?: boolean;
}

/** The versions of single certificates, each asked for when somebody looks for an older one. */
export class VersionLists {
  readonly #readings = new Map<string, Reading>();

  constructor(private readonly desk: Desk) {}

  /** Newest first; from memory where they are fresh and miss none. */
  async read(
    certificate: string,
    { signal, refresh = false }: ReadOptions,
  ): Promise<Outcome<readonly CertificateVersion[]>> {
    const { memory, flights, slots } = this.desk;
    const key = certificateKey(certificate);
    const kept = memory.snapshot.versions.get(key);
    if (kept !== undefined && !refresh && this.areFresh(certificate)) {
      return { ok: true, value: kept };
    }
    return flights.join(`versions ${key}`, signal, (shared) =>
      memory.whileBusy(() => slots.run(shared, () => this.ask(certificate, shared))),
    );
  }

  /** Asks the vault, whatever is remembered; only for who has a place in the queue already. */
  async ask(certificate: string, signal: AbortSignal): Promise<Outcome<readonly CertificateVersion[]>> {
    const { wire, memory, address, now } = this.desk;
    const key = certificateKey(certificate);
    const outcome = await wire.ask({ signal }, (client) => listVersions(client, address.url, certificate));
    if (!outcome.ok) {
      return outcome;
    }
    const listed = this.#newestOf(key);
    const sorted = newestFirst(outcome.value, listed);
    const at = now();
    this.#readings.set(key, { at, updated: listed?.updated });
    memory.update({ versions: new Map([...memory.snapshot.versions, [key, sorted] as const]), readAt: at });
    return { ok: true, value: sorted };
  }

  /** Whether the versions that are remembered of a certificate are all there are, and it has not changed since. */
  areComplete(newest: CertificateVersion): boolean {
    const reading = this.#readings.get(certificateKey(newest.certificate));
    return reading?.updated === newest.updated && versionsAreComplete(this.desk.memory.snapshot, newest);
  }

  /** Whether they were read lately, and miss none. */
  areFresh(certificate: string): boolean {
    const key = certificateKey(certificate);
    const newest = this.#newestOf(key);
    const reading = this.#readings.get(key);
    const isRead = isFresh(this.desk, reading?.at) && reading?.isRestored !== true;
    return isRead && (newest === undefined || this.areComplete(newest));
  }

  /** Whether the certificate's versions, read after the list, show a newer one than the list: it was rotated since. */
  outrun(newest: CertificateVersion): boolean {
    const { versions, listedAt = 0 } = this.desk.memory.snapshot;
    const key = certificateKey(newest.certificate);
    const known = versions.get(key) ?? [];
    const later = known.some(({ created = 0 }) => created > (newest.created ?? Infinity));
    const { at = 0, isRestored = false } = this.#readings.get(key) ?? {};
    const isAfter = at >= listedAt && !isRestored;
    return isAfter && known.length > 0 && (later || !versionsAreComplete(this.desk.memory.snapshot, newest));
  }

  /** What to keep for another session. */
  kept(): readonly KeptVersions[] {
    const { versions } = this.desk.memory.snapshot;
    return [...versions].map(([key, listed]) => {
      const { at = 0, updated } = this.#readings.get(key) ?? {};
      return { key, at, ...(updated === undefined ? {} : { updated }), versions: listed };
    });
  }

  /** They were read in an earlier session: known, but never fresh. */
  restore(kept: readonly KeptVersions[]): void {
    kept.forEach(({ key, at, updated }) => this.#readings.set(key, { at, updated, isRestored: true }));
  }

  #newestOf(key: string): CertificateVersion | undefined {
    return [...this.desk.memory.snapshot.newest.values()].find((one) => certificateKey(one.certificate) === key);
  }
}
