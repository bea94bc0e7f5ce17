import type { CertificateVersion, DeletedCertificate } from '../../src/certificate/verdict';
import type { VaultFailure, FailureKind } from '../../src/vault/failure';
import type { VaultSnapshot } from '../../src/vault/snapshot/snapshot';

/** Vaults as plain data. Days count from `now`. */
export const now = Date.UTC(2026, 5, 1);
export const day = 86_400_000;
export const contoso = 'https://contoso.vault.azure.net';

/** Forty of one digit. */
export const print = (digit: string): string => digit.repeat(40);

export function version(thumbprint: string, change: Partial<CertificateVersion> = {}): CertificateVersion {
  return {
    vault: contoso,
    certificate: 'web',
    thumbprint,
    enabled: true,
    notBefore: now - 100 * day,
    expires: now + 265 * day,
    created: now - 100 * day,
    ...change,
  };
}

export const deleted = (thumbprint: string, certificate = 'ftp'): DeletedCertificate => ({
  ...version(thumbprint, { certificate }),
  deletedOn: now - 10 * day,
  scheduledPurge: now + 80 * day,
});

export function failure(kind: FailureKind, change: Partial<VaultFailure> = {}): VaultFailure {
  return { kind, vault: contoso, at: now, ...change };
}

/** A vault read whole: each list is a certificate's versions, newest first. */
export function vault(
  certificates: readonly (readonly CertificateVersion[])[],
  change: Partial<VaultSnapshot> = {},
): VaultSnapshot {
  const named = certificates.flatMap((versions) =>
    versions[0] === undefined ? [] : [{ name: versions[0].certificate, newest: versions[0], versions }],
  );
  return {
    vault: contoso,
    busy: false,
    newest: new Map(named.map(({ name, newest }) => [name, newest])),
    listedAt: now - 1000,
    versions: new Map(
      named.map(({ name, versions }) => [
        name.toLowerCase(),
        versions.map((one, index) => ({ ...one, version: String(index).padStart(32, 'f') })),
      ]),
    ),
    deleted: { state: 'listed', certificates: [] },
    secrets: { state: 'listed', secrets: [] },
    details: new Map(),
    requests: 3,
    milliseconds: 40,
    ...change,
  };
}
