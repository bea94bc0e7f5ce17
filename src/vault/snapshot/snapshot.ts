import type {
  CertificateTraits,
  CertificateVersion,
  DeletedCertificate,
  ThumbprintSecret,
} from '../../certificate/verdict';
import type { VaultFailure } from '../failure';

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
  /** How long the last reading elapsed. */
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
