import { certificateNames } from './hosts';
import { makeCertificate, newEcKeys, toPem, type Name } from './x509';

const day = 86_400_000;

/** What a TLS server needs, and the authority's certificate that makes clients believe it. PEM throughout. */
export interface ServerIdentity {
  readonly key: string;
  readonly cert: string;
  readonly authority: string;
}

/** An authority that lives as long as the process, and a server certificate from it for all the Azure hosts. */
export async function throwAwayServerIdentity(): Promise<ServerIdentity> {
  const [authorityKeys, keys] = await Promise.all([newEcKeys(), newEcKeys()]);
  const name: Name = [['CN', 'Emulated Key Vault throw-away authority']];
  // Real time, not that of the emulator: it is the clients' TLS that judges these dates.
  const period = { notBefore: Date.now() - day, notAfter: Date.now() + 30 * day };
  const authority = makeCertificate({ subject: name, keys: authorityKeys, authority: true, ...period });
  const server = makeCertificate({
    subject: [['CN', 'Emulated Key Vault']],
    keys,
    issuer: { name, keys: authorityKeys },
    dnsNames: certificateNames,
    usages: ['serverAuth'],
    ...period,
  });
  return {
    key: keys.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: toPem(server),
    authority: toPem(authority),
  };
}
