import type { CertificateClient, KeyVaultCertificate } from '@azure/keyvault-certificates';
import { type KeyObject, X509Certificate } from 'node:crypto';
import type { UnusableReason } from '../../certificate/verdict';
import type { CertificateDetails } from '../snapshot/snapshot';
import { NotAVault } from './errors';
import { isIssuedByRoot, weakSignatureHash } from './x509';
import { property } from '../../text/json';

/** The properties of a policy that decide whether a role can receive the certificate. */
export interface KeyPolicy {
  /** `application/x-pkcs12` or `application/x-pem-file`. */
  readonly contentType?: string;
  readonly exportable?: boolean;
  /** `RSA`, `EC`, or one of them with `-HSM`. */
  readonly keyType?: string;
  /** When the policy was last changed, milliseconds since 1970. */
  readonly updated?: number;
}

/** Reads the policy from the JSON of a certificate bundle; unknown or missing properties are left out. */
export function keyPolicyOf(bundle: unknown): KeyPolicy {
  const policy = property(bundle, 'policy');
  const contentType = property(property(policy, 'secret_props'), 'contentType');
  const exportable = property(property(policy, 'key_props'), 'exportable');
  const keyType = property(property(policy, 'key_props'), 'kty');
  const updated = property(property(policy, 'attributes'), 'updated');
  return {
    ...(typeof contentType === 'string' ? { contentType } : {}),
    ...(typeof exportable === 'boolean' ? { exportable } : {}),
    ...(typeof keyType === 'string' ? { keyType } : {}),
    ...(typeof updated === 'number' ? { updated: updated * 1000 } : {}),
  };
}

/** The service writes the policy within seconds of creating the version; the margin is in milliseconds. */
const policyDelayMs = 600_000;

/**
 * Why a role cannot receive a version created at `created` (milliseconds since 1970). A policy that was changed after
 * the version was created applies to the next version only. Sources: learn.microsoft.com, "About Azure Key Vault
 * certificates" (exportable or non-exportable key) and "Use certificates with Azure Cloud Services (extended support)"
 * (PFX).
 */
export function unusableBy(policy: KeyPolicy, created: number | undefined): UnusableReason | undefined {
  const { contentType, exportable, keyType = '', updated = -Infinity } = policy;
  if (created === undefined || updated > created + policyDelayMs) {
    return undefined;
  }
  if (/-HSM$/i.test(keyType)) {
    return 'hsm';
  }
  if (exportable === false) {
    return 'notExportable';
  }
  return contentType === 'application/x-pem-file' ? 'pem' : undefined;
}

/**
 * Reads the details from a bundle and its certificate. `body` is the JSON of the bundle. Throws if it contains no
 * certificate.
 */
export function detailsOf(vault: string, bundle: KeyVaultCertificate, body: unknown): CertificateDetails {
  const { cer, secretId, properties } = bundle;
  const { id, version, createdOn } = properties;
  if (cer === undefined || secretId === undefined || id === undefined || version === undefined) {
    throw new NotAVault(`The response has no contents of the certificate ${bundle.name}.`);
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

/** Formats `C=US\nO=Contoso\nCN=www` as `CN=www, O=Contoso, C=US`, as Windows and the Azure portal do. */
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

/** Returns a label such as `RSA 2048` or `EC P-256`, and the size of an RSA key. */
function keyOf(key: KeyObject): Pick<Contents, 'key' | 'rsaBits'> {
  const { asymmetricKeyType: type = 'rsa', asymmetricKeyDetails: { namedCurve: curve, modulusLength: bits } = {} } =
    key;
  const size = curve === undefined ? bits : (curves.get(curve) ?? curve);
  const words = [type.toUpperCase(), ...(size === undefined ? [] : [String(size)])].join(' ');
  return { key: words, ...(bits !== undefined && type.startsWith('rsa') ? { rsaBits: bits } : {}) };
}

/** The details and the thumbprint of the version that the service returned. */
export interface Bundle {
  readonly details: CertificateDetails;
  /** 40 upper-case hexadecimal digits. */
  readonly thumbprint: string | undefined;
}

/**
 * Reads a version, or the newest one, with its policy in one request. The policy is read from the JSON, because the SDK
 * returns it for the newest version only and without the time of its last change.
 */
export async function readBundle(
  client: CertificateClient,
  vault: string,
  certificate: string,
  version?: string,
): Promise<Bundle> {
  let body: unknown;
  const options = {
    onResponse: (response: { readonly parsedBody?: unknown }) => {
      body = response.parsedBody;
    },
  };
  const bundle =
    version === undefined
      ? await client.getCertificate(certificate, options)
      : await client.getCertificateVersion(certificate, version, options);
  return {
    details: detailsOf(vault, bundle, body),
    thumbprint: bundle.properties.x509ThumbprintString?.toUpperCase(),
  };
}
