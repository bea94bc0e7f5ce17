import { X509Certificate, type KeyObject } from 'node:crypto';
import type { KeyVaultCertificate } from '@azure/keyvault-certificates';
import type { CertificateDetails } from '../details';
import { NotAVault } from './errors';
import { keyPolicyOf, unusableBy } from './keyPolicy';
import { isIssuedByRoot } from './roots';
import { weakSignatureHash } from './signatureHash';

/**
 * What a certificate's bundle and the certificate itself tell. `body` is the bundle as it came over the wire. Throws
 * where it holds no certificate.
 */
export function detailsOf(vault: string, bundle: KeyVaultCertificate, body: unknown): CertificateDetails {
  const { cer, secretId, properties } = bundle;
  const { id, version, createdOn } = properties;
  if (cer === undefined || secretId === undefined || id === undefined || version === undefined) {
    throw new NotAVault(`The certificate ${bundle.name} came without its contents.`);
  }
  const policy = keyPolicyOf(body);
  const { contentType, exportable } = policy;
  const unusable = unusableBy(policy, createdOn?.getTime());
  return {
    vault,
    certificate: bundle.name,
    version,
    certificateId: id,
    secretId,
    ...contentsOf(new X509Certificate(cer)),
    ...(contentType === undefined ? {} : { contentType }),
    ...(exportable === undefined ? {} : { exportable }),
    ...(unusable === undefined ? {} : { unusable }),
  };
}

type Contents = Omit<CertificateDetails, 'vault' | 'certificate' | 'version' | 'certificateId' | 'secretId'>;

function contentsOf(certificate: X509Certificate): Contents {
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

/** `C=US\nO=Contoso\nCN=www` as `CN=www, O=Contoso, C=US`: the most telling part first, as Windows and the portal have it. */
function onOneLine(name: string): string {
  return name.split('\n').reverse().join(', ');
}

/** The DNS names of `DNS:a.example, IP Address:…, DNS:"strange, name"`. */
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

/** `RSA 2048`, `EC P-256`; and how long an RSA key is. */
function keyOf(key: KeyObject): Pick<Contents, 'key' | 'rsaBits'> {
  const { asymmetricKeyType: type = 'rsa', asymmetricKeyDetails: { namedCurve: curve, modulusLength: bits } = {} } =
    key;
  const size = curve === undefined ? bits : (curves.get(curve) ?? curve);
  const words = [type.toUpperCase(), ...(size === undefined ? [] : [String(size)])].join(' ');
  return { key: words, ...(bits !== undefined && type.startsWith('rsa') ? { rsaBits: bits } : {}) };
}
