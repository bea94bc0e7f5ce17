import type { CertificateTraits, CertificateVersion } from '../cscfg/verdict';

/** One version of a certificate as Key Vault's bundle tells it. No private key, no secret value. */
export interface CertificateDetails extends CertificateTraits {
  readonly vault: string;
  readonly certificate: string;
  /** 32 hexadecimal digits. */
  readonly version: string;
  /** `https://NAME.vault.azure.net/certificates/…/VERSION` */
  readonly certificateId: string;
  /** What `osProfile.secrets.vaultCertificates.certificateUrl` takes: `https://NAME.vault.azure.net/secrets/…/VERSION`. */
  readonly secretId: string;
  readonly dnsNames: readonly string[];
  /** Milliseconds since 1970. */
  readonly notBefore: number;
  readonly expires: number;
  /** `application/x-pkcs12` or `application/x-pem-file`, where the policy says. */
  readonly contentType?: string;
  readonly exportable?: boolean;
}

/** The key under which a certificate's contents are kept: those of a thumbprint never change. */
export function detailsKey({ certificate, thumbprint }: CertificateVersion): string {
  return `${certificate.toLowerCase()} ${thumbprint}`;
}

/** What rules and words need of the contents. */
export function traitsOf(details: CertificateDetails): CertificateTraits {
  const { subject, issuer, selfSigned, authority, issuedByRoot, key, rsaBits, weakSignature, unusable } = details;
  return {
    subject,
    issuer,
    selfSigned,
    authority,
    issuedByRoot,
    key,
    ...(rsaBits === undefined ? {} : { rsaBits }),
    ...(weakSignature === undefined ? {} : { weakSignature }),
    ...(unusable === undefined ? {} : { unusable }),
  };
}
