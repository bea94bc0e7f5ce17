import type { KeyObject, X509Certificate } from 'node:crypto';
import type { CertificateTraits } from '../../certificate/verdict';
import { isIssuedByRoot, weakSignatureHash } from './x509';

export interface CertificateContents extends Omit<CertificateTraits, 'unusable'> {
  readonly dnsNames: readonly string[];
  /** Milliseconds since 1970. */
  readonly notBefore: number;
  readonly expires: number;
}

export function contentsOf(certificate: X509Certificate): CertificateContents {
  const weakSignature = weakSignatureHash(certificate.raw);
  const selfSigned = certificate.subject === certificate.issuer;
  return {
    subject: onOneLine(certificate.subject),
    issuer: onOneLine(certificate.issuer),
    dnsNames: dnsNames(certificate.subjectAltName ?? ''),
    notBefore: Date.parse(certificate.validFrom),
    expires: Date.parse(certificate.validTo),
    selfSigned,
    authority: certificate.ca,
    issuedByRoot: !selfSigned && isIssuedByRoot(certificate),
    ...keyOf(certificate.publicKey),
    ...(weakSignature === undefined ? {} : { weakSignature }),
  };
}

/** Reverses the order, as Windows and the Azure portal do: `CN=www, O=Contoso, C=US`. */
function onOneLine(name: string): string {
  return name.split('\n').reverse().join(', ');
}

/** Parses `DNS:a.example, IP Address:…, DNS:"strange, name"`. */
function dnsNames(alternatives: string): readonly string[] {
  const entries = alternatives.matchAll(/(?:^|, )([^:]+):("(?:[^"\\]|\\.)*"|[^,]*)/g);
  return [...entries].flatMap(([, kind, value = '']) =>
    kind === 'DNS' ? [value.startsWith('"') ? String(JSON.parse(value)) : value] : [],
  );
}

const curves: ReadonlyMap<string, string> = new Map([
  ['prime256v1', 'P-256'],
  ['secp384r1', 'P-384'],
  ['secp521r1', 'P-521'],
]);

/** Such as `RSA 2048` or `EC P-256`. */
function keyOf(key: KeyObject): Pick<CertificateContents, 'key' | 'rsaBits'> {
  const { asymmetricKeyType: type = 'rsa', asymmetricKeyDetails: { namedCurve: curve, modulusLength: bits } = {} } =
    key;
  const size = curve === undefined ? bits : (curves.get(curve) ?? curve);
  const words = [type.toUpperCase(), ...(size === undefined ? [] : [String(size)])].join(' ');
  return { key: words, ...(bits !== undefined && type.startsWith('rsa') ? { rsaBits: bits } : {}) };
}
