import { createHash, X509Certificate } from 'node:crypto';
import { makeCertificate, newEcKeys, newRsaKeys, type CertificateRequest, type KeyPair, type Name } from './x509';

const day = 86_400_000;

/** Added to an end to come: in the hour after the start, whole days are left until then. */
const leeway = 3_600_000;

/** How far the service back-dates what it issues: `nbf` is ten minutes before `created` in its recorded answers. */
const backdated = 600_000;

/** Keys are costly to make and nothing here depends on their being different: one of each kind serves all. */
export interface Mint {
  /** What "now" is for the certificates' dates, milliseconds since 1970. */
  readonly now: number;
  readonly rsa: KeyPair;
  readonly shortRsa: KeyPair;
  readonly ec: KeyPair;
  readonly rootKeys: KeyPair;
  readonly intermediateKeys: KeyPair;
}

export async function newMint(now: number): Promise<Mint> {
  const [rsa, shortRsa, ec, rootKeys, intermediateKeys] = await Promise.all([
    newRsaKeys(),
    newRsaKeys(1024),
    newEcKeys(),
    newEcKeys(),
    newEcKeys(),
  ]);
  return { now, rsa, shortRsa, ec, rootKeys, intermediateKeys };
}

/** The company's own authority, which signs what is not self-signed. The intermediate is itself in the demo vault. */
export const rootName: Name = [
  ['C', 'US'],
  ['O', 'Contoso Ltd'],
  ['CN', 'Contoso Root CA'],
];
export const intermediateName: Name = [
  ['C', 'US'],
  ['O', 'Contoso Ltd'],
  ['CN', 'Contoso Issuing CA 01'],
];

export interface CertificateSpec {
  readonly name: string;
  /** The common name, or a whole distinguished name; by default the certificate's name. */
  readonly subject?: string | Name;
  readonly dnsNames?: readonly string[];
  /** `intermediate`: by Contoso Issuing CA 01; `root`: an authority's certificate by Contoso Root CA. Default `self`. */
  readonly issuer?: 'self' | 'intermediate' | 'root';
  /** `rsa1024`: as short as no authority signs any more. */
  readonly key?: 'rsa' | 'rsa1024' | 'ec';
  readonly hash?: 'sha1' | 'sha256';
  readonly contentType?: 'application/x-pkcs12' | 'application/x-pem-file';
  readonly exportable?: boolean;
  /** Its key is in an HSM, and so not exportable. */
  readonly hsm?: boolean;
  /** When its policy was last changed, days from now; by default, when its first version was made. */
  readonly policyChanged?: number;
  /** What migration made of a classic certificate: a secret named by the thumbprint of the newest version, no certificate. */
  readonly secretOnly?: boolean;
  readonly tags?: Readonly<Record<string, string>>;
  /** Oldest first. Days from now: `{from: -30, to: 335}` is a month old and has eleven to go. */
  readonly versions: readonly VersionSpec[];
  /** Its creation has not finished: listed only with includePending, disabled and without an x5t. */
  readonly pending?: boolean;
  /** It came as a file: its policy's issuer is `Unknown`. */
  readonly imported?: boolean;
  /** The policy that it was created with, as it was sent. */
  readonly policy?: Readonly<Record<string, unknown>>;
  /** Soft-deleted, days from now. */
  readonly deleted?: { readonly on: number; readonly purge: number };
}

export interface VersionSpec {
  readonly from: number;
  readonly to: number;
  readonly enabled?: boolean;
}

export interface SeededVersion {
  /** 32 lower-case hexadecimal digits. */
  readonly version: string;
  readonly der: Buffer;
  /** 40 upper-case hexadecimal digits. */
  readonly thumbprint: string;
  /** base64url of the same SHA-1. */
  readonly x5t: string;
  /** Milliseconds since 1970, whole seconds. */
  readonly notBefore: number;
  readonly expires: number;
  readonly created: number;
  readonly updated: number;
  readonly enabled: boolean;
}

export interface SeededCertificate {
  readonly name: string;
  readonly spec: CertificateSpec;
  /** Oldest first; the last one is what the vault calls the certificate. */
  readonly versions: readonly SeededVersion[];
}

export function seedCertificate(vault: string, spec: CertificateSpec, mint: Mint): SeededCertificate {
  const versions = spec.versions.map((version, index) =>
    seedVersion(`${vault}/${spec.name}/${String(index)}`, spec, version, mint),
  );
  return { name: spec.name, spec, versions };
}

export function seedVersion(path: string, spec: CertificateSpec, version: VersionSpec, mint: Mint): SeededVersion {
  const notBefore = wholeSeconds(mint.now + version.from * day);
  const expires = wholeSeconds(mint.now + version.to * day + (version.to > 0 ? leeway : 0));
  const der = makeCertificate({ ...x509Parts(spec, mint), notBefore, notAfter: expires });
  const hash = createHash('sha1').update(der).digest();
  const created = Math.min(notBefore + backdated, wholeSeconds(mint.now) - 3_600_000);
  return {
    // Not in order of time, as the service's are not.
    version: createHash('md5').update(path).digest('hex'),
    der,
    thumbprint: hash.toString('hex').toUpperCase(),
    x5t: hash.toString('base64url'),
    notBefore,
    expires,
    created,
    updated: created,
    enabled: version.enabled ?? true,
  };
}

/** A version made elsewhere, as it is after its import. */
export function importedVersion(path: string, der: Buffer, now: number): SeededVersion {
  const { validFrom, validTo } = new X509Certificate(der);
  const hash = createHash('sha1').update(der).digest();
  return {
    version: createHash('md5').update(path).digest('hex'),
    der,
    thumbprint: hash.toString('hex').toUpperCase(),
    x5t: hash.toString('base64url'),
    notBefore: Date.parse(validFrom),
    expires: Date.parse(validTo),
    created: wholeSeconds(now),
    updated: wholeSeconds(now),
    enabled: true,
  };
}

function x509Parts(spec: CertificateSpec, mint: Mint): Omit<CertificateRequest, 'notBefore' | 'notAfter'> {
  const subject = subjectName(spec);
  const usages = ['serverAuth', 'clientAuth'] as const;
  const keys = { rsa: mint.rsa, rsa1024: mint.shortRsa, ec: mint.ec }[spec.key ?? 'rsa'];
  const leaf = { subject, keys, dnsNames: spec.dnsNames ?? [], usages, hash: spec.hash ?? 'sha256' };
  switch (spec.issuer ?? 'self') {
    case 'self':
      return leaf;
    case 'intermediate':
      return { ...leaf, issuer: { name: intermediateName, keys: mint.intermediateKeys } };
    case 'root':
      return {
        subject,
        keys: mint.intermediateKeys,
        authority: true,
        issuer: { name: rootName, keys: mint.rootKeys },
      };
  }
}

export function subjectName(spec: CertificateSpec): Name {
  return typeof spec.subject === 'object' ? spec.subject : [['CN', spec.subject ?? spec.name]];
}

/** `O=Contoso Ltd, CN=www.contoso.com`, as a policy's subject is written. */
export function subjectText(spec: CertificateSpec): string {
  return subjectName(spec)
    .map(([part, value]) => `${part}=${value}`)
    .join(', ');
}

function wholeSeconds(milliseconds: number): number {
  return Math.floor(milliseconds / 1000) * 1000;
}
