import { X509Certificate, type KeyObject } from 'node:crypto';
import type { KeyVaultCertificate, KeyVaultCertificateWithPolicy } from '@azure/keyvault-certificates';
import type { CertificateDetails } from '../details';
import { NotAVault } from './errors';

/** What a certificate's bundle and the certificate itself tell. Throws where it holds no certificate. */
export function detailsOf(
  vault: string,
  bundle: KeyVaultCertificate | KeyVaultCertificateWithPolicy,
): CertificateDetails {
  const { cer, secretId, properties } = bundle;
  const { id, version } = properties;
  if (cer === undefined || secretId === undefined || id === undefined || version === undefined) {
    throw new NotAVault(`The certificate ${bundle.name} came without its contents.`);
  }
  const certificate = new X509Certificate(cer);
  return {
    vault,
    certificate: bundle.name,
    version,
    certificateId: id,
    secretId,
    subject: onOneLine(certificate.subject),
    issuer: onOneLine(certificate.issuer),
    dnsNames: dnsNames(certificate.subjectAltName ?? ''),
    notBefore: Date.parse(certificate.validFrom),
    expires: Date.parse(certificate.validTo),
    key: keyWords(certificate.publicKey),
    ...policyOf(bundle),
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

/** `RSA 2048`, `EC P-256` */
function keyWords({ asymmetricKeyType: type = 'rsa', asymmetricKeyDetails: details }: KeyObject): string {
  const curve = details?.namedCurve;
  const size = curve === undefined ? details?.modulusLength : (curves.get(curve) ?? curve);
  return [type.toUpperCase(), ...(size === undefined ? [] : [String(size)])].join(' ');
}

/** The SDK gives the policy with the newest version only; it is the certificate's, not a version's. */
function policyOf(
  bundle: KeyVaultCertificate | KeyVaultCertificateWithPolicy,
): Pick<CertificateDetails, 'contentType' | 'exportable'> {
  const { contentType, exportable } = ('policy' in bundle ? bundle.policy : undefined) ?? {};
  return {
    ...(contentType === undefined ? {} : { contentType }),
    ...(exportable === undefined ? {} : { exportable }),
  };
}
