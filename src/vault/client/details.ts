import type { CertificateClient, KeyVaultCertificate } from '@azure/keyvault-certificates';
import { X509Certificate } from 'node:crypto';
import type { UnusableReason } from '../../certificate/verdict';
import type { CertificateDetails } from '../snapshot/snapshot';
import { NotAVault } from './errors';
import { contentsOf } from './certificateContents';
import { property } from '../../text/json';

/** The properties that decide whether a role can receive the certificate. */
export interface KeyPolicy {
  /** `application/x-pkcs12` or `application/x-pem-file`. */
  readonly contentType?: string;
  readonly exportable?: boolean;
  /** `RSA`, `EC`, or one of them with `-HSM`. */
  readonly keyType?: string;
  /** Milliseconds since 1970. */
  readonly updated?: number;
}

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
 * `created`: milliseconds since 1970. A policy changed after that applies to the next version only. Sources:
 * learn.microsoft.com, "About Azure Key Vault certificates" (exportable or non-exportable key) and "Use certificates
 * with Azure Cloud Services (extended support)" (PFX).
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

/** `body` is the JSON of the bundle. Throws if the bundle contains no certificate. */
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

export interface Bundle {
  readonly details: CertificateDetails;
  /** 40 upper-case hexadecimal digits. */
  readonly thumbprint: string | undefined;
}

/**
 * Reads a version, or the newest one, with its policy in one request. The SDK returns the policy for the newest version
 * only and without the time of its last change, so it is read from the JSON.
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
