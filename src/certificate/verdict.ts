import type { Message } from '../text/message';

/**
 * The plain data in which the vault side answers "whose thumbprint is this?". The language side only ever sees
 * these types: no client, no network, no clock.
 */

/** A SHA-1 thumbprint as 40 upper-case hexadecimal digits. */
export type Thumbprint = string;

/** One version of a certificate, as Key Vault lists it. Dates are milliseconds since 1970-01-01T00:00Z. */
export interface CertificateVersion {
  /** The vault's URL without a trailing slash, such as `https://contoso.vault.azure.net`. */
  readonly vault: string;
  /** The certificate object's name in the vault. */
  readonly certificate: string;
  /** 32 hexadecimal digits; absent where only the vault's list, which names no version, was read. */
  readonly version?: string;
  readonly thumbprint: Thumbprint;
  readonly enabled: boolean;
  readonly notBefore?: number;
  readonly expires?: number;
  readonly created?: number;
  readonly updated?: number;
  /** What only the certificate itself tells; absent while it was not read. */
  readonly traits?: CertificateTraits;
}

/** Why a role cannot receive a certificate although the vault holds it. */
export type UnusableReason =
  /** The vault keeps it as PEM, and roles take PFX only. */
  | 'pem'
  /** Its private key may not leave the vault. */
  | 'notExportable'
  /** Its private key is in an HSM, which it never leaves. */
  | 'hsm';

/** What a certificate's own contents and its policy tell, as far as it is judged by them. */
export interface CertificateTraits {
  /** Distinguished names on one line, such as `CN=www.contoso.com, O=Contoso`. */
  readonly subject: string;
  readonly issuer: string;
  /** It signed itself: no other certificate is needed to believe it. */
  readonly selfSigned: boolean;
  /** It is an authority's certificate, made to sign others (basic constraints). */
  readonly authority: boolean;
  /** Its issuer is a root that is trusted already, so that nothing stands between the two. */
  readonly issuedByRoot: boolean;
  /** Such as `RSA 2048` or `EC P-256`. */
  readonly key: string;
  /** The length of an RSA key in bits. */
  readonly rsaBits?: number;
  /** The broken hash that it was signed with; absent where it was a sound one. */
  readonly weakSignature?: 'MD5' | 'SHA-1';
  /** Absent where a role can receive it, or where its policy no longer tells. */
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

/** Something of a vault that could hold a thumbprint and that this user may not list. */
export interface Unseen {
  readonly vault: string;
  readonly what: 'deleted' | 'secrets';
}

/** A soft-deleted certificate: recoverable until `scheduledPurge` (milliseconds since 1970). */
export interface DeletedCertificate extends CertificateVersion {
  readonly deletedOn?: number;
  readonly scheduledPurge?: number;
}

/** Why nothing certain can be said of a well-formed thumbprint. */
export type UnverifiedReason =
  /** No vault is configured for this file. */
  | { readonly kind: 'noVault' }
  /** The vaults were not asked, because the user said so (`--offline`) or nothing has been read yet. */
  | { readonly kind: 'notAsked' }
  /** The workspace names vaults for this file that are not asked until the user trusts it. */
  | { readonly kind: 'untrusted' }
  /** The answer is on its way. */
  | { readonly kind: 'checking' }
  /** At least one vault could not be read whole. `message` is the failure in words, its next step included. */
  | { readonly kind: 'failed'; readonly vault: string; readonly failure: string; readonly message: Message };

/** A version that the vault holds, and the newest version of the same certificate where that is another one. */
interface Match {
  readonly match: CertificateVersion;
  readonly latest?: CertificateVersion;
  /** When the vault said so (milliseconds since 1970). */
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
  /** A vault holds it as a secret named by the thumbprint, and none as a certificate. */
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

export function isMatched(verdict: Verdict): verdict is MatchedVerdict {
  return 'match' in verdict;
}
