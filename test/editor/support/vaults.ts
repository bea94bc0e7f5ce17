import * as vscode from 'vscode';
import type { CertificateSpec } from '../../emulator/certificate';
import type { VaultOptions } from '../../emulator/vault';
import { outside } from './outside';
import { folder } from './settings';

export interface OwnVault {
  readonly name: string;
  readonly url: string;
  /** The thumbprint of the newest version of a certificate, or of `web/1`, its oldest. */
  readonly thumbprint: (token: string) => Promise<string>;
}

let vaults = 0;

/** A vault for one test, configured for the folder `other`. */
export async function ownVault(certificates: readonly CertificateSpec[], options?: VaultOptions): Promise<OwnVault> {
  const vault = await newVault(certificates, options);
  const configuration = vscode.workspace.getConfiguration('cscfg', folder('other').uri);
  // No test relies on the previous value, so it is not restored.
  await configuration.update('keyVaults', [vault.name], vscode.ConfigurationTarget.WorkspaceFolder);
  return vault;
}

/** A vault that is not configured for any file. */
export async function newVault(certificates: readonly CertificateSpec[], options?: VaultOptions): Promise<OwnVault> {
  // The tree and the status exist in any order of the tests.
  await vscode.extensions.getExtension('cscfg-certificates.cscfg-certificates')?.activate();
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

export const rotated: CertificateSpec = {
  name: 'web',
  subject: 'www.contoso.example',
  dnsNames: ['www.contoso.example', 'contoso.example'],
  versions: [
    { from: -300, to: 100 },
    { from: -10, to: 355 },
  ],
};

export const single: CertificateSpec = { name: 'api', versions: [{ from: -30, to: 335 }] };
