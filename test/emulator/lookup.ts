import type { SeededCertificate, SeededVersion } from './certificate';
import type { EmulatedVault } from './vault';

export interface FoundVersion {
  readonly vault: EmulatedVault;
  readonly certificate: SeededCertificate;
  readonly version: SeededVersion;
}

/**
 * The version that a token names: `contoso-web` is the newest version of that certificate, `contoso-web/1` its oldest;
 * `fabrikam:staging-web/2` says the vault too. Throws where there is none: who wrote the token expects one.
 */
export function findVersion(vaults: readonly EmulatedVault[], token: string): FoundVersion {
  const [, vaultName, name = '', number] = /^(?:([\w-]+):)?([\w-]+)(?:\/([1-9]\d*))?$/.exec(token) ?? [];
  for (const vault of vaults) {
    const certificate = vaultName === undefined || vaultName === vault.name ? vault.find(name) : undefined;
    const version = certificate?.versions.at(number === undefined ? -1 : Number(number) - 1);
    if (certificate !== undefined && version !== undefined) {
      return { vault, certificate, version };
    }
  }
  throw new Error(`No emulated vault has the certificate version ${token}.`);
}
