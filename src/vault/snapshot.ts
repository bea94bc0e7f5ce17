import type { CertificateVersion, DeletedCertificate, ThumbprintSecret } from '../cscfg/verdict';
import type { CertificateDetails } from './details';
import type { VaultFailure } from './failure';

/**
 * What is known of one vault at one moment: immutable plain data, kept when a later reading fails.
 * Times are milliseconds since 1970.
 */
export interface VaultSnapshot {
  /** The vault's URL without a trailing slash. */
  readonly vault: string;
  /** A reading is under way. */
  readonly busy: boolean;
  /**
   * The newest version of every certificate by its name as the vault writes it: the last listing that got to its end,
   * with what a later one has brought so far.
   */
  readonly newest: ReadonlyMap<string, CertificateVersion>;
  /** When `newest` was last listed to the end; absent while it never was. */
  readonly listedAt?: number;
  /** When the vault last told anything of what it holds; later than `listedAt` while a listing runs or when one broke off. */
  readonly readAt?: number;
  /** When the vault's list showed a certificate, by its key: of those that it showed at another time than `listedAt`. */
  readonly seenAt?: ReadonlyMap<string, number>;
  /** When the vault told what is kept from an earlier session; absent once it has confirmed it. */
  readonly restoredAt?: number;
  /** All versions of the certificates whose versions were listed, by lower-case certificate name. */
  readonly versions: ReadonlyMap<string, readonly CertificateVersion[]>;
  readonly deleted: DeletedListing;
  readonly secrets: SecretListing;
  /**
   * The lists that hold an entry which cannot be read, by the certificate's key where it is the list of its versions:
   * what such a list does not show may be missing or not. Absent where there is no such list.
   */
  readonly unreadable?: ReadonlyMap<string, VaultFailure>;
  /** The contents of those certificates that somebody looked at, by `detailsKey`. */
  readonly details: ReadonlyMap<string, CertificateDetails>;
  /** The tenant that the vault's challenge named; absent while it was not asked. */
  readonly tenant?: string;
  /** The last reading's failure; absent when it went well. */
  readonly failure?: VaultFailure;
  /** Since the extension started. */
  readonly requests: number;
  /** How long the last reading took. */
  readonly milliseconds: number;
}

/** Of the vault at `vault` (its URL) nothing is known yet. */
export function unreadSnapshot(vault: string): VaultSnapshot {
  return {
    vault,
    busy: false,
    newest: new Map(),
    versions: new Map(),
    deleted: { state: 'unread' },
    secrets: { state: 'unread' },
    details: new Map(),
    requests: 0,
    milliseconds: 0,
  };
}

export type DeletedListing =
  | { readonly state: 'unread' }
  | { readonly state: 'listed'; readonly certificates: readonly DeletedCertificate[] }
  /** Listing them was refused or failed; certificates that are not found may be among them. */
  | { readonly state: 'failed'; readonly failure: VaultFailure };

/** The secrets named by a thumbprint; all that is ever read of secrets is their names. */
export type SecretListing =
  | { readonly state: 'unread' }
  | { readonly state: 'listed'; readonly secrets: readonly ThumbprintSecret[] }
  | { readonly state: 'failed'; readonly failure: VaultFailure };
