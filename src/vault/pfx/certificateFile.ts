import { createHash, createPrivateKey, X509Certificate } from 'node:crypto';
import { contentsOf, type CertificateContents } from '../client/certificateContents';
import { readPkcs12, type Bags, type Pkcs12Problem } from './pkcs12';

/** A certificate in a file. Nothing in it is secret. */
export interface FileCertificate extends CertificateContents {
  /** 40 upper-case hexadecimal digits. */
  readonly thumbprint: string;
}

/** What a certificate file contains. */
export interface CertificateFile {
  readonly format: 'pfx' | 'pem' | 'der';
  /** The certificate of the private key; in a file without a key, the one that issued no other one of the file. */
  readonly certificate: FileCertificate;
  /** The other certificates of the file, nearest issuer first as far as they form a chain. */
  readonly chain: readonly FileCertificate[];
  readonly hasKey: boolean;
}

export type FileProblem =
  | Pkcs12Problem
  /** No certificate belongs to the private key. */
  | 'noCertificateOfKey'
  | 'noCertificate'
  /** More than one private key, so that it is not clear which certificate is meant. */
  | 'severalKeys';

export type FileReading =
  { readonly ok: true; readonly file: CertificateFile } | { readonly ok: false; readonly problem: FileProblem };

const pemBlock = /-----BEGIN ([A-Z0-9 ]+)-----[\s\S]*?-----END \1-----/g;

/**
 * Reads a PFX, PEM, or DER file. The private key is decrypted to find its certificate, and cleared. Never throws, so
 * that no error can contain the password or the key. The password is used for PFX files only.
 */
export function readCertificateFile(bytes: Uint8Array, password: string): FileReading {
  const pem = [...Buffer.from(bytes).toString('latin1').matchAll(pemBlock)];
  if (pem.length > 0) {
    return readPem(pem.map(([block, label = '']) => ({ block, label })));
  }
  const single = certificateIn(bytes);
  if (single !== undefined) {
    return reading('der', [single], false);
  }
  const result = readPkcs12(bytes, password);
  if (!result.ok) {
    return result;
  }
  try {
    return readBags(result.bags);
  } finally {
    for (const key of result.bags.keys) {
      key.fill(0);
    }
  }
}

function readPem(blocks: readonly { readonly block: string; readonly label: string }[]): FileReading {
  const certificates = blocks.flatMap(({ block, label }) =>
    label === 'CERTIFICATE' ? (certificateIn(Buffer.from(block, 'latin1')) ?? []) : [],
  );
  return reading(
    'pem',
    certificates,
    blocks.some(({ label }) => label.endsWith('PRIVATE KEY')),
  );
}

function readBags({ certificates: encoded, keys }: Bags): FileReading {
  const certificates = encoded.flatMap((der) => certificateIn(der) ?? []);
  const [key] = keys;
  if (keys.length > 1) {
    return { ok: false, problem: 'severalKeys' };
  }
  if (key === undefined) {
    return reading('pfx', certificates, false);
  }
  const own = certificates.find((one) => belongsTo(one, key));
  return own === undefined
    ? { ok: false, problem: certificates.length === 0 ? 'noCertificate' : 'noCertificateOfKey' }
    : reading('pfx', [own, ...certificates.filter((one) => one !== own)], true, own);
}

function reading(
  format: CertificateFile['format'],
  certificates: readonly X509Certificate[],
  hasKey: boolean,
  own: X509Certificate | undefined = leafOf(certificates),
): FileReading {
  if (own === undefined) {
    return { ok: false, problem: 'noCertificate' };
  }
  const chain = chainOf(own, certificates).map(described);
  return { ok: true, file: { format, certificate: described(own), chain, hasKey } };
}

function leafOf(certificates: readonly X509Certificate[]): X509Certificate | undefined {
  const issuers = new Set(certificates.filter((one) => one.subject !== one.issuer).map(({ issuer }) => issuer));
  return certificates.find(({ subject }) => !issuers.has(subject)) ?? certificates[0];
}

function chainOf(own: X509Certificate, certificates: readonly X509Certificate[]): readonly X509Certificate[] {
  const others = new Set(certificates.filter((one) => one.fingerprint256 !== own.fingerprint256));
  const chain: X509Certificate[] = [];
  for (let issuer: X509Certificate | undefined = own; issuer !== undefined;) {
    const { issuer: name }: X509Certificate = issuer;
    issuer = [...others].find(({ subject }) => subject === name);
    if (issuer !== undefined) {
      others.delete(issuer);
      chain.push(issuer);
    }
  }
  return [...chain, ...others];
}

function certificateIn(bytes: Uint8Array): X509Certificate | undefined {
  try {
    return new X509Certificate(bytes);
  } catch {
    return undefined;
  }
}

function belongsTo(certificate: X509Certificate, key: Buffer): boolean {
  try {
    return certificate.checkPrivateKey(createPrivateKey({ key, format: 'der', type: 'pkcs8' }));
  } catch {
    return false;
  }
}

function described(certificate: X509Certificate): FileCertificate {
  const thumbprint = createHash('sha1').update(certificate.raw).digest('hex').toUpperCase();
  return { thumbprint, ...contentsOf(certificate) };
}
