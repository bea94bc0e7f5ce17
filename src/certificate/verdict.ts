/** The result of looking up a thumbprint, as plain data: no client, network or clock. */

/** 40 uppercase hexadecimal digits (SHA-1). */
export type Thumbprint = string;

/** As Key Vault lists it. Dates are milliseconds since 1970-01-01T00:00Z. */
export interface CertificateVersion {
  /** A URL without a trailing slash, such as `https://contoso.vault.azure.net`. */
  readonly vault: string;
  readonly certificate: string;
  /** 32 hexadecimal digits; absent if only the list of certificates was read, which has no version numbers. */
  readonly version?: string;
  readonly thumbprint: Thumbprint;
  readonly enabled: boolean;
  readonly notBefore?: number;
  readonly expires?: number;
  readonly created?: number;
  readonly updated?: number;
  readonly traits?: CertificateTraits;
}

/** Why a role cannot use a certificate of the vault. */
export type UnusableReason =
  /** Roles support only PFX. */
  | 'pem'
  | 'notExportable'
  /** Keys in an HSM cannot be exported. */
  | 'hsm';

export interface CertificateTraits {
  /** Distinguished names on one line, such as `CN=www.contoso.com, O=Contoso`. */
  readonly subject: string;
  readonly issuer: string;
  /** Then no other certificate is needed to trust it. */
  readonly selfSigned: boolean;
  readonly authority: boolean;
  /** The issuer is a trusted root, so no intermediate certificate is needed. */
  readonly issuedByRoot: boolean;
  /** Such as `RSA 2048` or `EC P-256`. */
  readonly key: string;
  readonly rsaBits?: number;
  /** Absent for a secure algorithm. */
  readonly weakSignature?: 'MD5' | 'SHA-1';
  /** Absent if a role can use the certificate, or if the policy is unknown. */
  readonly unusable?: UnusableReason;
}

/** A secret named by a thumbprint: a certificate of a service migrated from classic. Its value is never read. */
export interface ThumbprintSecret {
  readonly vault: string;
  readonly name: string;
  readonly thumbprint: Thumbprint;
  readonly enabled: boolean;
}

/** A list that could contain the thumbprint but that the user cannot read. */
export interface Unseen {
  readonly vault: string;
  readonly what: 'deleted' | 'secrets';
}

/** Recoverable until `scheduledPurge` (milliseconds since 1970). */
export interface DeletedCertificate extends CertificateVersion {
  readonly deletedOn?: number;
  readonly scheduledPurge?: number;
}

export type UnverifiedReason =
  | { readonly kind: 'noVault' }
  /** No vault was read, because of `--offline` or because nothing has been read yet. */
  | { readonly kind: 'notAsked' }
  /** The vaults in workspace settings are not read until the user trusts the workspace. */
  | { readonly kind: 'untrusted' }
  | { readonly kind: 'checking' }
  /** A vault could not be read completely. `message` includes the next step; `signIn`: signing in can fix it. */
  | {
      readonly kind: 'failed';
      readonly vault: string;
      readonly failure: string;
      readonly message: string;
      readonly signIn?: true;
    };

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
  | { readonly kind: 'secretOnly'; readonly secret: ThumbprintSecret; readonly checked: number }
  /** Every vault was listed completely, except for the lists in `unseen`. */
  | {
      readonly kind: 'notFound';
      readonly vaults: readonly string[];
      readonly checked: number;
      readonly unseen?: readonly Unseen[];
    }
  /** `since`: when the vaults were last read (milliseconds since 1970), if ever. */
  | { readonly kind: 'unverified'; readonly reason: UnverifiedReason; readonly since?: number }
  | { readonly kind: 'malformed' }
  | { readonly kind: 'placeholder' };

export type VerdictKind = Verdict['kind'];
export type MatchedVerdict = Extract<Verdict, { readonly match: CertificateVersion }>;

/** Whether a vault contains it, even if only as a secret. */
export function isKnown(verdict: Verdict): boolean {
  return verdict.kind === 'secretOnly' || isMatched(verdict);
}

export function isMatched(verdict: Verdict): verdict is MatchedVerdict {
  return 'match' in verdict;
}
