import type { CertificateVersion, Thumbprint } from '../cscfg/verdict';
import type { VaultSnapshot } from './snapshot';

/** The key under which a certificate's versions are kept: names are the same whatever their case. */
export function certificateKey(name: string): string {
  return name.toLowerCase();
}

/** The newest versions that are enabled and valid at `now` (milliseconds since 1970): what a file should name. */
export function usableCertificates(snapshots: readonly VaultSnapshot[], now: number): readonly CertificateVersion[] {
  return snapshots.flatMap((snapshot) =>
    newestVersions(snapshot).filter(
      ({ enabled, notBefore = -Infinity, expires = Infinity }) => enabled && notBefore <= now && now < expires,
    ),
  );
}

/** The newest version of every certificate, with its version number where its versions were listed too. */
export function newestVersions(snapshot: VaultSnapshot): readonly CertificateVersion[] {
  return [...snapshot.newest.values()].map((newest) => withVersion(snapshot, newest));
}

/** Whether a certificate's listed versions include the newest one that the vault's list shows: then none is missing. */
export function versionsAreComplete(snapshot: VaultSnapshot, newest: CertificateVersion): boolean {
  return twin(snapshot, newest) !== undefined;
}

/** The list's word on the newest version is the later one; only the version number is missing from it. */
function withVersion(snapshot: VaultSnapshot, newest: CertificateVersion): CertificateVersion {
  const version = newest.version ?? twin(snapshot, newest)?.version;
  return version === undefined ? newest : { ...newest, version };
}

function twin({ versions }: VaultSnapshot, newest: CertificateVersion): CertificateVersion | undefined {
  return versions.get(certificateKey(newest.certificate))?.find(({ thumbprint }) => thumbprint === newest.thumbprint);
}

/** Whether a vault is known to hold the thumbprint as a certificate's newest version, or as an older one. */
export function holderOf(
  { newest, versions }: VaultSnapshot,
  thumbprint: Thumbprint,
): { readonly newest: CertificateVersion; readonly older: boolean } | undefined {
  const listed = [...newest.values()];
  const current = listed.find((one) => one.thumbprint === thumbprint);
  if (current !== undefined) {
    return { newest: current, older: false };
  }
  const older = listed.find((one) =>
    versions.get(certificateKey(one.certificate))?.some((version) => version.thumbprint === thumbprint),
  );
  return older === undefined ? undefined : { newest: older, older: true };
}
