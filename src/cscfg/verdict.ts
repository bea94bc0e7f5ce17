import type { Message } from './text/message';

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
  | ({ readonly kind: 'disabled' } & Match)
  | ({ readonly kind: 'deleted'; readonly match: DeletedCertificate } & Match)
  /** Every configured vault was listed whole, older versions too, and none has it. */
  | { readonly kind: 'notFound'; readonly vaults: readonly string[]; readonly checked: number }
  /** `since`: when the vaults were last read (milliseconds since 1970), where they ever were. */
  | { readonly kind: 'unverified'; readonly reason: UnverifiedReason; readonly since?: number }
  | { readonly kind: 'malformed' }
  | { readonly kind: 'placeholder' };

export type VerdictKind = Verdict['kind'];
export type MatchedVerdict = Extract<Verdict, { readonly match: CertificateVersion }>;

export function isMatched(verdict: Verdict): verdict is MatchedVerdict {
  return 'match' in verdict;
}
