import { setTimeout as sleep } from 'node:timers/promises';
import { similarity } from '../../certificate/similarity';
import type { CertificateVersion } from '../../certificate/verdict';
import { throwIfAborted } from '../abort';
import { holderOf, versionsAreComplete } from './inventory';
import { isReadWhole } from './judge';
import type { ReadOptions } from '../readOptions';
import type { Wanted } from '../reader';
import { neverEnough } from './certificateList';
import type { VaultClient } from './vaultClient';

const atATime = 8;

/** Milliseconds to wait for other vaults, which may have the thumbprint, before reading older versions of one. */
const otherListsMs = 2000;

/**
 * Finds every thumbprint: first in the lists; then in the versions of certificates, most similar names first; then in
 * deleted certificates, and in secrets, which migrated services use instead of certificates.
 */
export async function search(
  vaults: readonly VaultClient[],
  wanted: readonly Wanted[],
  options: ReadOptions,
): Promise<void> {
  const enough = (): boolean => wanted.every(({ thumbprint }) => vaults.some((vault) => vault.hasCurrent(thumbprint)));
  const needed = options.refresh === true || options.whole === true ? neverEnough : enough;
  const missing = new Missing(vaults, wanted);
  const lists = vaults.map(async (vault) => {
    await vault.list(options, needed);
    missing.update();
  });
  await Promise.all(
    vaults.map((vault, index) =>
      vault.whileBusy(async () => {
        await lists[index];
        if (isListed(vault) && !enough()) {
          await new Search(missing, vault, wanted, options).run(lists);
        }
      }),
    ),
  );
}

/** A vault that refuses its list would refuse other requests too. */
function isListed({ snapshot }: VaultClient): boolean {
  return snapshot.listedAt !== undefined && snapshot.failure === undefined;
}

/** The thumbprints that no vault has so far, shared by the searches of all vaults. */
class Missing {
  #wanted: readonly Wanted[] = [];

  constructor(
    private readonly vaults: readonly VaultClient[],
    private readonly all: readonly Wanted[],
  ) {}

  get wanted(): readonly Wanted[] {
    return this.#wanted;
  }

  /** Looks up all thumbprints, which is too slow after each response of a long search. */
  update(): void {
    this.#wanted = this.all.filter(
      ({ thumbprint }) => !this.vaults.some(({ snapshot }) => holderOf(snapshot, thumbprint) !== undefined),
    );
  }

  includesAnyOf(versions: readonly CertificateVersion[]): boolean {
    return versions.some((version) => this.#wanted.some(({ thumbprint }) => thumbprint === version.thumbprint));
  }
}

class Search {
  /** A listed certificate was deleted before its versions were read. */
  #hasMissing = false;

  constructor(
    private readonly missing: Missing,
    private readonly vault: VaultClient,
    private readonly wanted: readonly Wanted[],
    private readonly options: ReadOptions,
  ) {}

  async run(lists: readonly Promise<void>[]): Promise<void> {
    const { vault, options } = this;
    await this.refreshMatches();
    if (this.isMissingAny()) {
      await Promise.race([Promise.all(lists), sleep(otherListsMs, undefined, { ref: false })]);
      throwIfAborted(options.signal);
      await this.searchVersions();
    }
    if (this.isMissingAny() && isListed(vault)) {
      await Promise.all([vault.deleted(options), vault.secrets(options)]);
      this.reportContradiction();
    }
  }

  private isMissingAny(): boolean {
    this.missing.update();
    return this.missing.wanted.length > 0;
  }

  /** An older version that matches may be disabled by now, which only the list of versions shows. */
  private async refreshMatches(): Promise<void> {
    const { vault, options } = this;
    const holders = this.wanted.flatMap(({ thumbprint }) => {
      const holder = holderOf(vault.snapshot, thumbprint);
      return holder?.older === true ? [holder.newest.certificate] : [];
    });
    const stale = [...new Set(holders)].filter((name) => options.refresh === true || !vault.versionsAreFresh(name));
    await Promise.all(stale.map((name) => this.readVersions(name)));
    vault.publishVersions();
  }

  private async searchVersions(): Promise<void> {
    const { vault, options } = this;
    await this.searchOnce();
    const isRotated = [...vault.snapshot.newest.values()].some((one) => vault.isRotated(one));
    if (isListed(vault) && (isRotated || this.#hasMissing)) {
      // A certificate was rotated or deleted after it was listed, so the list is read again.
      await vault.list({ ...options, refresh: true }, neverEnough);
      this.missing.update();
      await this.searchOnce();
    }
  }

  /** Searches similar names first, so that other certificates are not requested if one of them matches. */
  private async searchOnce(): Promise<void> {
    try {
      for (const tier of this.tiers()) {
        await Promise.all(Array.from({ length: atATime }, () => this.readUntilFound(tier)));
        this.missing.update();
      }
    } finally {
      this.vault.publishVersions();
    }
    this.missing.update();
  }

  private async readUntilFound(waiting: CertificateVersion[]): Promise<void> {
    while (isListed(this.vault) && this.missing.wanted.length > 0) {
      const next = waiting.pop();
      if (next === undefined) {
        return;
      }
      throwIfAborted(this.options.signal);
      // A concurrent search may have read the versions already.
      if (!this.vault.hasAllVersions(next)) {
        await this.readVersions(next.certificate);
      }
    }
  }

  /** The certificates with unread versions by similarity of name; each tier is read from its end. */
  private tiers(): readonly CertificateVersion[][] {
    const names = this.missing.wanted.flatMap(({ name }) => name ?? []);
    const ranked = [...this.vault.snapshot.newest.values()]
      .filter((one) => !this.vault.hasAllVersions(one))
      .map((one) => ({ one, rank: Math.max(0, ...names.map((name) => similarity(name, one.certificate))) }))
      .reverse();
    return tierSimilarity.map((least, index) =>
      ranked
        .filter(({ rank }) => rank >= least && rank < (tierSimilarity[index - 1] ?? Infinity))
        .map(({ one }) => one),
    );
  }

  private async readVersions(certificate: string): Promise<void> {
    const outcome = await this.vault.searchVersions(certificate, { ...this.options, refresh: true });
    if (outcome.ok) {
      if (this.missing.includesAnyOf(outcome.value)) {
        this.vault.publishVersions();
        this.missing.update();
      }
    } else if (outcome.failure.kind === 'notFound') {
      this.#hasMissing = true;
    } else {
      this.vault.fail(outcome.failure);
    }
  }

  /** If a complete vault still has missing versions, two of its lists contradict each other. */
  private reportContradiction(): void {
    const { vault } = this;
    const { snapshot } = vault;
    if (isListed(vault) && snapshot.unreadable === undefined && !isReadWhole(snapshot)) {
      const contradicted = [...snapshot.newest.values()].find((one) => !versionsAreComplete(snapshot, one));
      if (contradicted !== undefined) {
        vault.contradict(contradicted.certificate);
      }
    }
  }
}

const tierSimilarity = [1, 0.5, 0.25, 0] as const;
