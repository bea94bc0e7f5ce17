import { likeness } from '../../cscfg/likeness';
import type { CertificateVersion } from '../../cscfg/verdict';
import { throwIfAborted } from '../abort';
import { holderOf } from '../inventory';
import type { ReadOptions, Wanted } from '../vaultReader';
import type { OneVault } from './oneVault';

/** How many certificates' versions are asked for at a time, in one vault. */
const atATime = 8;

/**
 * Reads as much of the vaults as it takes to answer for every wanted thumbprint: the lists; then, for thumbprints that
 * no list shows, the certificates' versions, likeliest first, until all are found; then what was deleted.
 */
export async function search(
  vaults: readonly OneVault[],
  wanted: readonly Wanted[],
  options: ReadOptions,
): Promise<void> {
  const missing = (): readonly Wanted[] => wanted.filter(({ thumbprint }) => !isHeld(vaults, thumbprint));
  await Promise.all(vaults.map((vault) => vault.list(options)));
  await Promise.all(vaults.filter(isListed).map((vault) => refreshMatches(vault, wanted, options)));
  await Promise.all(vaults.filter(isListed).map((vault) => searchVersions(vault, missing, options)));
  if (missing().length > 0) {
    await Promise.all(vaults.filter(isListed).map((vault) => vault.deleted(options)));
  }
}

function isHeld(vaults: readonly OneVault[], thumbprint: string): boolean {
  return vaults.some(({ snapshot }) => holderOf(snapshot, thumbprint) !== undefined);
}

/** A vault that just refused its list would refuse the rest as well. */
function isListed({ snapshot }: OneVault): boolean {
  return snapshot.listedAt !== undefined && snapshot.failure === undefined;
}

/** Older versions that match may have been disabled since: the list does not tell, only their own list does. */
async function refreshMatches(vault: OneVault, wanted: readonly Wanted[], options: ReadOptions): Promise<void> {
  const holders = wanted.flatMap(({ thumbprint }) => {
    const holder = holderOf(vault.snapshot, thumbprint);
    return holder?.older === true ? [holder.newest.certificate] : [];
  });
  const stale = [...new Set(holders)].filter((name) => options.refresh === true || !vault.versionsAreFresh(name));
  await Promise.all(stale.map((name) => readVersions(vault, name, options)));
}

async function searchVersions(vault: OneVault, missing: () => readonly Wanted[], options: ReadOptions): Promise<void> {
  await searchOnce(vault, missing, options);
  const isRotated = [...vault.snapshot.newest.values()].some((one) => vault.isOutrun(one));
  if (isListed(vault) && isRotated) {
    // Rotated after it was listed: once more, from a list that knows.
    await vault.list({ ...options, refresh: true });
    await searchOnce(vault, missing, options);
  }
}

/** Tier by tier, so that where a name tells the certificate, no other is asked about. */
async function searchOnce(vault: OneVault, missing: () => readonly Wanted[], options: ReadOptions): Promise<void> {
  for (const tier of tiers(vault, missing())) {
    await Promise.all(Array.from({ length: atATime }, () => readUntilFound(vault, tier, missing, options)));
  }
}

async function readUntilFound(
  vault: OneVault,
  waiting: CertificateVersion[],
  missing: () => readonly Wanted[],
  options: ReadOptions,
): Promise<void> {
  while (missing().length > 0 && isListed(vault)) {
    const next = waiting.shift();
    if (next === undefined) {
      return;
    }
    throwIfAborted(options.signal);
    await readVersions(vault, next.certificate, options);
  }
}

/** How alike an entry's and a certificate's names must be (see `likeness`) to be of one tier, the likeliest first. */
const tierLikeness = [1, 0.5, 0.25, 0] as const;

/** The certificates whose versions are not all known, those named like a missing one first. */
function tiers(vault: OneVault, missing: readonly Wanted[]): readonly CertificateVersion[][] {
  const names = missing.flatMap(({ name }) => name ?? []);
  const ranked = [...vault.snapshot.newest.values()]
    .filter((one) => !vault.hasAllVersions(one))
    .map((one) => ({ one, rank: Math.max(0, ...names.map((name) => likeness(name, one.certificate))) }));
  return tierLikeness.map((least, index) =>
    ranked.filter(({ rank }) => rank >= least && rank < (tierLikeness[index - 1] ?? Infinity)).map(({ one }) => one),
  );
}

async function readVersions(vault: OneVault, certificate: string, options: ReadOptions): Promise<void> {
  const outcome = await vault.versions(certificate, { ...options, refresh: true });
  if (!outcome.ok) {
    vault.fail(outcome.failure);
  }
}
