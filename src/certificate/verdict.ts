/**
 * The plain data in which the vault side answers "whose thumbprint is this?". The language side only ever sees
 * these types: no client, no network, no clock.
 */

/** A SHA-1 thumbprint as 40 uppercase hexadecimal digits. */
export type Thumbprint = string;

/** One version of a certificate, as Key Vault lists it. Dates are milliseconds since 1970-01-01T00:00Z. */
export interface CertificateVersion {
  /** The vault's URL without a trailing slash, such as `https://contoso.vault.azure.net`. */
  readonly vault: string;
  /** The name of the certificate object in the vault. */
  readonly certificate: string;
  /** 32 hexadecimal digits; absent where only the vault's list, which names no version, was read. */
  readonly version?: string;
  readonly thumbprint: Thumbprint;
  readonly enabled: boolean;
  readonly notBefore?: number;
  readonly expires?: number;
  readonly created?: number;
  readonly updated?: number;
  /** The contents of the certificate; absent until they are read. */
  readonly traits?: CertificateTraits;
}

/** Why a role cannot use a certificate of the vault. */
export type UnusableReason =
  /** The vault stores it as PEM, but roles support only PFX. */
  | 'pem'
  /** The private key is not exportable. */
  | 'notExportable'
  /** The private key is in an HSM and cannot be exported. */
  | 'hsm';

/** The properties of the certificate and its policy that rules check. */
export interface CertificateTraits {
  /** Distinguished names on one line, such as `CN=www.contoso.com, O=Contoso`. */
  readonly subject: string;
  readonly issuer: string;
  /** A self-signed certificate needs no other certificate to be trusted. */
  readonly selfSigned: boolean;
  /** A certificate authority, by its basic constraints. */
  readonly authority: boolean;
  /** The issuer is a trusted root, so no intermediate certificate is needed. */
  readonly issuedByRoot: boolean;
  /** Such as `RSA 2048` or `EC P-256`. */
  readonly key: string;
  /** The length of an RSA key in bits. */
  readonly rsaBits?: number;
  /** The broken hash algorithm of the signature; absent for a secure one. */
  readonly weakSignature?: 'MD5' | 'SHA-1';
  /** Absent if a role can use the certificate, or if the policy is unknown. */
  readonly unusable?: UnusableReason;
}

/**
 * A secret whose name is a thumbprint: what became of the certificates of a service that was migrated from classic.
 * Its value is never read.
 */
export interface ThumbprintSecret {
  readonly vault: string;
  readonly name: string;
  readonly thumbprint: Thumbprint;
  readonly enabled: boolean;
}

/** A list of the vault that could contain the thumbprint but that the user cannot read. */
export interface Unseen {
  readonly vault: string;
  readonly what: 'deleted' | 'secrets';
}

/** A soft-deleted certificate: recoverable until `scheduledPurge` (milliseconds since 1970). */
export interface DeletedCertificate extends CertificateVersion {
  readonly deletedOn?: number;
  readonly scheduledPurge?: number;
}

/** Why a valid thumbprint could not be verified. */
export type UnverifiedReason =
  | { readonly kind: 'noVault' }
  /** The vaults were not asked, because the user said so (`--offline`) or nothing has been read yet. */
  | { readonly kind: 'notAsked' }
  /** The workspace names vaults that are not asked until the user trusts it. */
  | { readonly kind: 'untrusted' }
  /** The request is in progress. */
  | { readonly kind: 'checking' }
  /**
   * At least one vault could not be read whole. `message` is the failure in words, its next step included. `signIn`:
   * signing in, or choosing another account, can fix it.
   */
  | {
      readonly kind: 'failed';
      readonly vault: string;
      readonly failure: string;
      readonly message: string;
      readonly signIn?: true;
    };

/** A version that the vault holds, and the newest version of the same certificate where that is another one. */
interface Match {
  readonly match: CertificateVersion;
  readonly latest?: CertificateVersion;
  /** When the vault was read (milliseconds since 1970). */
  readonly checked: number;
}

export type Verdict =
  | ({ readonly kind: 'current' } & Match)
  | ({ readonly kind: 'expiring'; readonly days: number } & Match)
  | ({ readonly kind: 'outdated'; readonly latest: CertificateVersion } & Match)
  | ({ readonly kind: 'notYetValid' } & Match)
  | ({ readonly kind: 'expired' } & Match)
  | ({ readonly kind: 'unusable'; readonly why: UnusableReason } & Match)
  | ({ readonly kind: 'disabled' } & Match)
  | ({ readonly kind: 'deleted'; readonly match: DeletedCertificate } & Match)
  /** A vault contains it as a secret named by the thumbprint, but no vault as a certificate. */
  | { readonly kind: 'secretOnly'; readonly secret: ThumbprintSecret; readonly checked: number }
  /** Every configured vault was listed whole, older versions too, and none has it; `unseen` is what no one may list. */
  | {
      readonly kind: 'notFound';
      readonly vaults: readonly string[];
      readonly checked: number;
      readonly unseen?: readonly Unseen[];
    }
  /** `since`: when the vaults were last read (milliseconds since 1970), where they ever were. */
  | { readonly kind: 'unverified'; readonly reason: UnverifiedReason; readonly since?: number }
  | { readonly kind: 'malformed' }
  | { readonly kind: 'placeholder' };

export type VerdictKind = Verdict['kind'];
export type MatchedVerdict = Extract<Verdict, { readonly match: CertificateVersion }>;

/** Whether a vault contains it, as a certificate or only as a secret. */
export function isKnown(verdict: Verdict): boolean {
  return verdict.kind === 'secretOnly' || isMatched(verdict);
}

export function isMatched(verdict: Verdict): verdict is MatchedVerdict {
  return 'match' in verdict;
}
