import type { CertificateVersion } from '../certificate/verdict';
import { type VaultAddress, clouds } from './address';
import { vaultPath } from '../deployment/resourceId';

/** `https://NAME.vault.azure.net/certificates/CERTIFICATE/VERSION`, without the version where it is not known. */
export function certificateUrl(version: CertificateVersion): string {
  return identifier(version, 'certificates');
}

/**
 * `https://NAME.vault.azure.net/secrets/CERTIFICATE/VERSION`: what `osProfile.secrets.vaultCertificates.certificateUrl`
 * takes, which refuses one without a version.
 */
export function secretUrl(version: CertificateVersion): string {
  return identifier(version, 'secrets');
}

/**
 * The portal's page of a certificate or of a vault; for a vault whose resource id is not known the list of key vaults,
 * because the page of one is only reached by its subscription and resource group.
 */
export function portalUrl(thing: CertificateVersion | VaultAddress): string {
  return 'cloud' in thing
    ? `${thing.cloud.portal}/${vaultPage(thing)}`
    : `${portalOf(thing.vault)}/#asset/Microsoft_Azure_KeyVault/Certificate/${certificateUrl(thing)}`;
}

function vaultPage({ resourceId }: VaultAddress): string {
  const path = resourceId === undefined ? undefined : vaultPath(resourceId);
  return path === undefined ? '#browse/Microsoft.KeyVault%2Fvaults' : `#resource${path}`;
}

/** The portal's page of the certificate or secret that an identifier names. */
export function identifierPortalUrl({ vault, kind, name, version }: ParsedIdentifier): string {
  const asset = kind === 'secrets' ? 'Secret' : 'Certificate';
  const path = `${vault}/${kind}/${name}${version === undefined ? '' : `/${version}`}`;
  return `${portalOf(vault)}/#asset/Microsoft_Azure_KeyVault/${asset}/${path}`;
}

/** An identifier of Key Vault in its parts; `vault` is its URL without a trailing slash. */
export interface ParsedIdentifier {
  readonly vault: string;
  readonly kind: 'certificates' | 'secrets';
  readonly name: string;
  readonly version?: string;
}

function identifier({ vault, certificate, version }: CertificateVersion, kind: 'certificates' | 'secrets'): string {
  const path = `${vault}/${kind}/${certificate}`;
  return version === undefined ? path : `${path}/${version}`;
}

function portalOf(vault: string): string {
  return (clouds.find(({ vaultSuffix }) => vault.endsWith(vaultSuffix)) ?? clouds[0]).portal;
}
