import type { CertificateVersion, Thumbprint } from '../../certificate/verdict';
import { isUsable } from '../../certificate/verdictMessages';
import { detailsKey, traitsOf, type VaultSnapshot } from './snapshot';

/** The key under which a certificate's versions are kept: names are the same whatever their case. */
export function certificateKey(name: string): string {
  return name.toLowerCase();
}

/** Looked up once for each state of the list, which never changes. */
const named = new WeakMap<VaultSnapshot['newest'], ReadonlyMap<string, CertificateVersion>>();

/** The newest version of the certificate of this name, in any case; undefined where the list does not show it. */
export function newestByName({ newest }: Pick<VaultSnapshot, 'newest'>, name: string): CertificateVersion | undefined {
  let byKey = named.get(newest);
  if (byKey === undefined) {
    byKey = new Map([...newest.values()].map((one) => [certificateKey(one.certificate), one]));
    named.set(newest, byKey);
  }
  return byKey.get(certificateKey(name));
}

/** The newest versions that may be used at `now` (milliseconds since 1970): what a file should name. */
export function usableCertificates(snapshots: readonly VaultSnapshot[], now: number): readonly CertificateVersion[] {
  return snapshots.flatMap((snapshot) => newestVersions(snapshot).filter((version) => isUsable(version, now)));
}

/** Every version that the vaults are known to hold, the newest of each certificate first. */
export function knownVersions(snapshots: readonly VaultSnapshot[]): readonly CertificateVersion[] {
  return snapshots.flatMap((snapshot) => {
    const newest = newestVersions(snapshot);
    const older = [...snapshot.versions.values()].flat().map((version) => withTraits(snapshot, version));
    return [...newest, ...older];
  });
}

/** The newest version of every certificate, with its version number and traits where these were read too. */
export function newestVersions(snapshot: VaultSnapshot): readonly CertificateVersion[] {
  return [...snapshot.newest.values()].map((newest) => withKnownDetails(snapshot, newest));
}

/** A newest version as the vault's list has it, with all else that is known of it. */
export function withKnownDetails(snapshot: VaultSnapshot, newest: CertificateVersion): CertificateVersion {
  return withTraits(snapshot, withVersion(snapshot, newest));
}

/** A version with what its contents tell, where they were read. */
export function withTraits({ details }: VaultSnapshot, version: CertificateVersion): CertificateVersion {
  const known = details.size === 0 ? undefined : details.get(detailsKey(version));
  return known === undefined ? version : { ...version, traits: traitsOf(known) };
}

/** Whether a certificate's listed versions include the newest one that the vault's list shows: then none is missing. */
export function versionsAreComplete(snapshot: VaultSnapshot, newest: CertificateVersion): boolean {
  return matchingVersion(snapshot, newest) !== undefined;
}

/** The list's word on the newest version is the later one; only the version number is missing from it. */
function withVersion(snapshot: VaultSnapshot, newest: CertificateVersion): CertificateVersion {
  const version = newest.version ?? matchingVersion(snapshot, newest)?.version;
  return version === undefined ? newest : { ...newest, version };
}

function matchingVersion({ versions }: VaultSnapshot, newest: CertificateVersion): CertificateVersion | undefined {
  return versions.get(certificateKey(newest.certificate))?.find(({ thumbprint }) => thumbprint === newest.thumbprint);
}

/** A certificate that has a thumbprint: by its newest version, or by the older one that is named then. */
export interface Holder {
  readonly newest: CertificateVersion;
  readonly older?: CertificateVersion;
}

/** Snapshots never change: what was looked up in one once, holds for as long as it is used. */
const indexes = new WeakMap<VaultSnapshot, ReadonlyMap<Thumbprint, readonly Holder[]>>();

/** The certificates of a vault that are known to have the thumbprint. */
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
    // The newest version wins over an older one of the same thumbprint: the same certificate was imported again.
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

/** Whether a vault is known to hold the thumbprint as a certificate's newest version, or as an older one. */
export function holderOf(
  snapshot: VaultSnapshot,
  thumbprint: Thumbprint,
): { readonly newest: CertificateVersion; readonly older: boolean } | undefined {
  const holders = holdersOf(snapshot, thumbprint);
  const holder = holders.find(({ older }) => older === undefined) ?? holders[0];
  return holder && { newest: holder.newest, older: holder.older !== undefined };
}

/** When the vault last showed a certificate (milliseconds since 1970); undefined where nothing was ever read. */
export function seenAt(snapshot: VaultSnapshot, certificate: string): number | undefined {
  return snapshot.seenAt?.get(certificateKey(certificate)) ?? snapshot.listedAt ?? snapshot.readAt;
}
