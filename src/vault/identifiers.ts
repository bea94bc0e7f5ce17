import type { CertificateVersion } from '../certificate/verdict';
import { type VaultAddress, clouds } from './address';
import { vaultPath } from '../deployment/resourceId';

/** Without the version if it is not known. */
export function certificateUrl(version: CertificateVersion): string {
  return identifier(version, 'certificates');
}

/** For `osProfile.secrets.vaultCertificates.certificateUrl`, which requires a version. */
export function secretUrl(version: CertificateVersion): string {
  return identifier(version, 'secrets');
}

/** Without a resource ID the list of key vaults: the page's URL contains the subscription and the resource group. */
export function portalUrl(thing: CertificateVersion | VaultAddress): string {
  return 'cloud' in thing
    ? `${thing.cloud.portal}/${vaultPage(thing)}`
    : `${portalOf(thing.vault)}/#asset/Microsoft_Azure_KeyVault/Certificate/${certificateUrl(thing)}`;
}

function vaultPage({ resourceId }: VaultAddress): string {
  const path = resourceId === undefined ? undefined : vaultPath(resourceId);
  return path === undefined ? '#browse/Microsoft.KeyVault%2Fvaults' : `#resource${path}`;
}

export function identifierPortalUrl({ vault, kind, name, version }: ParsedIdentifier): string {
  const asset = kind === 'secrets' ? 'Secret' : 'Certificate';
  const path = `${vault}/${kind}/${name}${version === undefined ? '' : `/${version}`}`;
  return `${portalOf(vault)}/#asset/Microsoft_Azure_KeyVault/${asset}/${path}`;
}

/** `vault` is a URL without a trailing slash. */
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
