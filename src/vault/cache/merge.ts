import { certificateKey } from '../snapshot/inventory';
import type { CachedCertificate, CachedVault } from './format';

/** The more recent value wins. */
export function mergeCached(ours: CachedVault, theirs: CachedVault): CachedVault {
  const newest = mergeNewest(ours, theirs);
  const present = new Set(newest.map(({ version }) => certificateKey(version.certificate)));
  const listedAt = later(ours.listedAt, theirs.listedAt);
  const deleted = laterOf(ours.deleted, theirs.deleted);
  const secrets = laterOf(ours.secrets, theirs.secrets);
  return {
    vault: ours.vault,
    ...(listedAt === undefined ? {} : { listedAt }),
    readAt: Math.max(ours.readAt, theirs.readAt),
    newest,
    versions: byKey(ours.versions, theirs.versions, (one) => one.at).filter(({ key }) => present.has(key)),
    ...(deleted === undefined ? {} : { deleted }),
    ...(secrets === undefined ? {} : { secrets }),
    details: byKey(ours.details, theirs.details, () => 0).filter(({ details }) =>
      present.has(certificateKey(details.certificate)),
    ),
  };
}

/** A certificate that only one window knows was deleted if the other window completed a listing later. */
function mergeNewest(ours: CachedVault, theirs: CachedVault): readonly CachedCertificate[] {
  const keyed = ({ newest }: CachedVault): readonly (CachedCertificate & { readonly key: string })[] =>
    newest.map((one) => ({ ...one, key: certificateKey(one.version.certificate) }));
  const known = [keyed(ours), keyed(theirs)] as const;
  const [inOurs, inTheirs] = known.map((all) => new Set(all.map(({ key }) => key)));
  return byKey(...known, ({ seenAt }) => seenAt)
    .filter(
      ({ key, seenAt }) =>
        (inOurs?.has(key) === true || seenAt > (ours.listedAt ?? -Infinity)) &&
        (inTheirs?.has(key) === true || seenAt > (theirs.listedAt ?? -Infinity)),
    )
    .map(({ version, seenAt }) => ({ version, seenAt }));
}

/** The more recent value wins, or ours if both are from the same time. */
function byKey<T extends { readonly key: string }>(
  ours: readonly T[],
  theirs: readonly T[],
  time: (one: T) => number,
): readonly T[] {
  const merged = new Map(theirs.map((one) => [one.key, one]));
  for (const one of ours) {
    const other = merged.get(one.key);
    if (other === undefined || time(one) >= time(other)) {
      merged.set(one.key, one);
    }
  }
  return [...merged.values()];
}

function later(ours: number | undefined, theirs: number | undefined): number | undefined {
  const times = [ours, theirs].filter((time) => time !== undefined);
  return times.length === 0 ? undefined : Math.max(...times);
}

function laterOf<T extends { readonly at: number }>(ours: T | undefined, theirs: T | undefined): T | undefined {
  if (ours === undefined || theirs === undefined) {
    return ours ?? theirs;
  }
  return theirs.at > ours.at ? theirs : ours;
}
