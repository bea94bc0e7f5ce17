import type { CertificateVersion, Thumbprint } from '../../certificate/verdict';
import { isUsable } from '../../certificate/verdictMessages';
import { detailsKey, traitsOf, type VaultSnapshot } from './snapshot';

/** Names are case-insensitive. */
export function certificateKey(name: string): string {
  return name.toLowerCase();
}

const named = new WeakMap<VaultSnapshot['newest'], ReadonlyMap<string, CertificateVersion>>();

export function newestByName({ newest }: Pick<VaultSnapshot, 'newest'>, name: string): CertificateVersion | undefined {
  let byKey = named.get(newest);
  if (byKey === undefined) {
    byKey = new Map([...newest.values()].map((one) => [certificateKey(one.certificate), one]));
    named.set(newest, byKey);
  }
  return byKey.get(certificateKey(name));
}

/** The newest versions that are usable at `now` (milliseconds since 1970). */
export function usableCertificates(snapshots: readonly VaultSnapshot[], now: number): readonly CertificateVersion[] {
  return snapshots.flatMap((snapshot) => newestVersions(snapshot).filter((version) => isUsable(version, now)));
}

/** Newest versions come first in each vault. */
export function knownVersions(snapshots: readonly VaultSnapshot[]): readonly CertificateVersion[] {
  return snapshots.flatMap((snapshot) => {
    const newest = newestVersions(snapshot);
    const older = [...snapshot.versions.values()].flat().map((version) => withTraits(snapshot, version));
    return [...newest, ...older];
  });
}

/** With version numbers and traits if they are known. */
export function newestVersions(snapshot: VaultSnapshot): readonly CertificateVersion[] {
  return [...snapshot.newest.values()].map((newest) => withKnownDetails(snapshot, newest));
}

export function withKnownDetails(snapshot: VaultSnapshot, newest: CertificateVersion): CertificateVersion {
  return withTraits(snapshot, withVersion(snapshot, newest));
}

export function withTraits({ details }: VaultSnapshot, version: CertificateVersion): CertificateVersion {
  const known = details.size === 0 ? undefined : details.get(detailsKey(version));
  return known === undefined ? version : { ...version, traits: traitsOf(known) };
}

/** They are if they include the newest version of the list. */
export function versionsAreComplete(snapshot: VaultSnapshot, newest: CertificateVersion): boolean {
  return matchingVersion(snapshot, newest) !== undefined;
}

/** The list is more recent than the versions, but has no version numbers; the contents that were read have one. */
function withVersion(snapshot: VaultSnapshot, newest: CertificateVersion): CertificateVersion {
  const version =
    newest.version ?? matchingVersion(snapshot, newest)?.version ?? snapshot.details.get(detailsKey(newest))?.version;
  return version === undefined ? newest : { ...newest, version };
}

function matchingVersion({ versions }: VaultSnapshot, newest: CertificateVersion): CertificateVersion | undefined {
  return versions.get(certificateKey(newest.certificate))?.find(({ thumbprint }) => thumbprint === newest.thumbprint);
}

/** `older` is set if an older version has the thumbprint. */
export interface Holder {
  readonly newest: CertificateVersion;
  readonly older?: CertificateVersion;
}

const indexes = new WeakMap<VaultSnapshot, ReadonlyMap<Thumbprint, readonly Holder[]>>();

export function holdersOf(snapshot: VaultSnapshot, thumbprint: Thumbprint): readonly Holder[] {
  let index = indexes.get(snapshot);
  if (index === undefined) {
    index = indexOf(snapshot);
    indexes.set(snapshot, index);
  }
  return index.get(thumbprint) ?? [];
}

function indexOf({ newest, versions }: VaultSnapshot): ReadonlyMap<Thumbprint, readonly Holder[]> {
  const index = new Map<Thumbprint, Holder[]>();
  for (const certificate of newest.values()) {
    const holders = new Map<Thumbprint, Holder>([[certificate.thumbprint, { newest: certificate }]]);
    for (const older of versions.get(certificateKey(certificate.certificate)) ?? []) {
      if (!holders.has(older.thumbprint)) {
        holders.set(older.thumbprint, { newest: certificate, older });
      }
    }
    holders.forEach((holder, thumbprint) => {
      const known = index.get(thumbprint);
      if (known === undefined) {
        index.set(thumbprint, [holder]);
      } else {
        known.push(holder);
      }
    });
  }
  return index;
}

export function holderOf(
  snapshot: VaultSnapshot,
  thumbprint: Thumbprint,
): { readonly newest: CertificateVersion; readonly older: boolean } | undefined {
  const holders = holdersOf(snapshot, thumbprint);
  const holder = holders.find(({ older }) => older === undefined) ?? holders[0];
  return holder && { newest: holder.newest, older: holder.older !== undefined };
}

/** When the certificate was last listed, milliseconds since 1970. */
export function seenAt(snapshot: VaultSnapshot, certificate: string): number | undefined {
  return snapshot.seenAt?.get(certificateKey(certificate)) ?? snapshot.listedAt ?? snapshot.readAt;
}
