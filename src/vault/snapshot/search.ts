import { setTimeout as sleep } from 'node:timers/promises';
import { similarity } from '../../certificate/similarity';
import type { CertificateVersion } from '../../certificate/verdict';
import { throwIfAborted } from '../abort';
import { holderOf, versionsAreComplete } from './inventory';
import { isReadWhole } from './judge';
import type { ReadOptions, Wanted } from '../reader';
import { neverEnough } from './certificateList';
import type { VaultClient } from './vaultClient';

/** How many certificates' versions are asked for at a time, in one vault. */
const atATime = 8;

/**
 * How long a vault that was listed waits for the others' lists before it is searched for older versions, in
 * milliseconds: another list may show what would be looked for in vain, but one slow vault must not hold up the rest.
 */
const otherListsMs = 2000;

/**
 * Reads as much of the vaults as it takes to answer for every wanted thumbprint: the lists, no further than the last
 * of them; then, for thumbprints that no list shows, the certificates' versions, likeliest first, until all are found;
 * then what was deleted, and the secrets that a migrated service has in place of certificates. Each vault goes at its own pace.
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

/** A vault that just refused its list would refuse the rest as well. */
function isListed({ snapshot }: VaultClient): boolean {
  return snapshot.listedAt !== undefined && snapshot.failure === undefined;
}

/** The wanted thumbprints that no vault is known to have: one for the searches of all vaults of a file. */
class Missing {
  #wanted: readonly Wanted[] = [];

  constructor(
    private readonly vaults: readonly VaultClient[],
    private readonly all: readonly Wanted[],
  ) {}

  get wanted(): readonly Wanted[] {
    return this.#wanted;
  }

  /** Looks all of them up, which costs too much for each answer of a long search. */
  update(): void {
    this.#wanted = this.all.filter(
      ({ thumbprint }) => !this.vaults.some(({ snapshot }) => holderOf(snapshot, thumbprint) !== undefined),
    );
  }

  /** Whether it is worth looking them up again now that these versions are known. */
  includesAnyOf(versions: readonly CertificateVersion[]): boolean {
    return versions.some((version) => this.#wanted.some(({ thumbprint }) => thumbprint === version.thumbprint));
  }
}

/** What is looked for in one of a file's vaults, once it was listed. */
class Search {
  /** A certificate of the list was no longer there when its versions were asked for. */
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

  /** Older versions that match may have been disabled since: the list does not tell, only their own list does. */
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
      // Rotated or deleted after it was listed: once more, from a list that knows.
      await vault.list({ ...options, refresh: true }, neverEnough);
      this.missing.update();
      await this.searchOnce();
    }
  }

  /** Tier by tier, so that where a name tells the certificate, no other is asked about. */
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
      // Somebody else's search may have come by meanwhile.
      if (!this.vault.hasAllVersions(next)) {
        await this.readVersions(next.certificate);
      }
    }
  }

  /** The certificates whose versions are not all known, those named like a missing one first; each tier's last comes first. */
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
      // Deleted after it was listed.
      this.#hasMissing = true;
    } else {
      this.vault.fail(outcome.failure);
    }
  }

  /** What is still not known, though everything was asked for, was told in two ways. */
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

/** How alike an entry's and a certificate's names must be (see `likeness`) to be of one tier, the likeliest first. */
const tierSimilarity = [1, 0.5, 0.25, 0] as const;
