/** One version of a certificate as Key Vault's bundle tells it. No private key, no secret value. */
export interface CertificateDetails {
  readonly vault: string;
  readonly certificate: string;
  /** 32 hexadecimal digits. */
  readonly version: string;
  /** `https://NAME.vault.azure.net/certificates/…/VERSION` */
  readonly certificateId: string;
  /** What `osProfile.secrets.vaultCertificates.certificateUrl` takes: `https://NAME.vault.azure.net/secrets/…/VERSION`. */
  readonly secretId: string;
  /** Distinguished names on one line, such as `CN=www.contoso.com, O=Contoso`. */
  readonly subject: string;
  readonly issuer: string;
  readonly dnsNames: readonly string[];
  /** Milliseconds since 1970. */
  readonly notBefore: number;
  readonly expires: number;
  /** Such as `RSA 2048` or `EC P-256`. */
  readonly key: string;
  /** `application/x-pkcs12` or `application/x-pem-file`, where the policy says. */
  readonly contentType?: string;
  readonly exportable?: boolean;
}
