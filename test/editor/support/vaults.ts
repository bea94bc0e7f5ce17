import type { CertificateSpec } from '../../emulator/certificate';
import type { VaultOptions } from '../../emulator/vault';
import { outside } from './outside';
import { setInFolder } from './settings';

export interface OwnVault {
  readonly name: string;
  readonly url: string;
  /** The thumbprint of a certificate's newest version, or of `web/1`, its oldest. */
  readonly thumbprint: (token: string) => Promise<string>;
}

let vaults = 0;

/**
 * A vault of the test's own, by which the files of the folder `other` are judged: what is done to it, no other test
 * sees.
 */
export async function ownVault(certificates: readonly CertificateSpec[], options?: VaultOptions): Promise<OwnVault> {
  const vault = await newVault(certificates, options);
  await setInFolder('other', 'keyVaults', [vault.name]);
  return vault;
}

/** A vault that no file is judged by yet. */
export async function newVault(certificates: readonly CertificateSpec[], options?: VaultOptions): Promise<OwnVault> {
  vaults++;
  const name = `lab-${String(vaults)}`;
  await outside.addVault(name, options);
  for (const spec of certificates) {
    await outside.add(name, spec);
  }
  return {
    name,
    url: `https://${name}.vault.azure.net`,
    thumbprint: (token) => outside.thumbprint(`${name}:${token}`),
  };
}

/** Valid, with an older version that is valid too. */
export const rotated: CertificateSpec = {
  name: 'web',
  subject: 'www.contoso.example',
  dnsNames: ['www.contoso.example', 'contoso.example'],
  versions: [
    { from: -300, to: 100 },
    { from: -10, to: 355 },
  ],
};

/** Valid, with one version. */
export const single: CertificateSpec = { name: 'api', versions: [{ from: -30, to: 335 }] };
