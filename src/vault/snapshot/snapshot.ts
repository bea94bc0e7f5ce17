import type {
  CertificateTraits,
  CertificateVersion,
  DeletedCertificate,
  ThumbprintSecret,
} from '../../certificate/verdict';
import type { VaultFailure } from '../failure';
import type { SignedIn } from '../signIn/session';
import type { PendingCertificate } from '../client/pending';

/** The public part of a certificate version. It contains no private key and no secret value. */
export interface CertificateDetails extends CertificateTraits {
  readonly vault: string;
  readonly certificate: string;
  /** 32 hexadecimal digits. */
  readonly version: string;
  /** `https://NAME.vault.azure.net/certificates/…/VERSION` */
  readonly certificateId: string;
  /** `https://NAME.vault.azure.net/secrets/…/VERSION`, for `osProfile.secrets.vaultCertificates.certificateUrl`. */
  readonly secretId: string;
  readonly dnsNames: readonly string[];
  /** Milliseconds since 1970. */
  readonly notBefore: number;
  readonly expires: number;
  /** `application/x-pkcs12` or `application/x-pem-file`. */
  readonly contentType?: string;
  readonly exportable?: boolean;
}

/** The key of the contents of a version; the contents of a thumbprint never change. */
export function detailsKey({ certificate, thumbprint }: CertificateVersion): string {
  return `${certificate.toLowerCase()} ${thumbprint}`;
}

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

/** Immutable data read from one vault; a later failure does not discard it. Times are milliseconds since 1970. */
export interface VaultSnapshot {
  /** The vault's URL without a trailing slash. */
  readonly vault: string;
  /** A request is running. */
  readonly busy: boolean;
  /**
   * The newest version of every certificate by name: the last complete listing, updated by the pages of a later one.
   */
  readonly newest: ReadonlyMap<string, CertificateVersion>;
  /** When the last complete listing finished; absent before the first one. */
  readonly listedAt?: number;
  /** When the last list or page was read; later than `listedAt` while a listing runs or after it fails. */
  readonly readAt?: number;
  /** When certificates were listed, by key, if not at `listedAt`. */
  readonly seenAt?: ReadonlyMap<string, number>;
  /** When the cached data was read; absent after the vault was read in this session. */
  readonly restoredAt?: number;
  /** All versions of a certificate by lower-case name, if they were listed. */
  readonly versions: ReadonlyMap<string, readonly CertificateVersion[]>;
  readonly deleted: DeletedListing;
  readonly secrets: SecretListing;
  /**
   * The lists with an unreadable entry, by the key of the certificate or by `listKey`. Nothing is reported as missing
   * from such a list. Absent if there is none.
   */
  readonly unreadable?: ReadonlyMap<string, VaultFailure>;
  /** The versions that are being created, or were not created, by lower-case name; absent if there is none. */
  readonly pending?: ReadonlyMap<string, PendingCertificate>;
  /** The contents of certificates that were read, by `detailsKey`. */
  readonly details: ReadonlyMap<string, CertificateDetails>;
  /** The tenant of the vault, from its challenge; absent before the first request. */
  readonly tenant?: string;
  /** Who read the vault last; absent before the first request. */
  readonly signedIn?: SignedIn;
  /** The failure of the last request; absent if it succeeded. */
  readonly failure?: VaultFailure;
  /** The number of requests since the extension started. */
  readonly requests: number;
  /** The duration of the last listing, in milliseconds. */
  readonly milliseconds: number;
}

/** The snapshot of a vault that was not read yet. */
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
  /** The list could not be read, so that certificates that are not found may be in it. */
  | { readonly state: 'failed'; readonly failure: VaultFailure };

/** The secrets named by a thumbprint. Only the names of secrets are read, never their values. */
export type SecretListing =
  | { readonly state: 'unread' }
  | { readonly state: 'listed'; readonly secrets: readonly ThumbprintSecret[] }
  | { readonly state: 'failed'; readonly failure: VaultFailure };
