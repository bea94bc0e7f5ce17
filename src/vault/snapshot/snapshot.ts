import type {
  CertificateTraits,
  CertificateVersion,
  DeletedCertificate,
  ThumbprintSecret,
} from '../../certificate/verdict';
import type { VaultFailure } from '../failure';
import type { SignedIn } from '../signIn/session';
import type { PendingCertificate } from '../client/pending';

/** The public part of a certificate version: no private key and no secret value. */
export interface CertificateDetails extends CertificateTraits {
  readonly vault: string;
  readonly certificate: string;
  readonly version: string;
  /** `https://NAME.vault.azure.net/certificates/…/VERSION` */
  readonly certificateId: string;
  /** For `osProfile.secrets.vaultCertificates.certificateUrl`. */
  readonly secretId: string;
  readonly dnsNames: readonly string[];
  /** Milliseconds since 1970. */
  readonly notBefore: number;
  readonly expires: number;
  readonly contentType?: string;
  readonly exportable?: boolean;
}

/** By thumbprint, whose contents never change. */
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

/** Immutable data of one vault; a later failure does not discard it. Times are milliseconds since 1970. */
export interface VaultSnapshot {
  readonly vault: string;
  readonly busy: boolean;
  /** By certificate name: the last complete listing, updated by the pages of a later one. */
  readonly newest: ReadonlyMap<string, CertificateVersion>;
  /** Absent before the first complete listing. */
  readonly listedAt?: number;
  /** The last list or page; later than `listedAt` while a listing runs or after it fails. */
  readonly readAt?: number;
  /** When certificates were listed, by key, if not at `listedAt`. */
  readonly seenAt?: ReadonlyMap<string, number>;
  /** When the cached data was read; absent after the vault was read in this session. */
  readonly restoredAt?: number;
  /** All versions of a certificate by lower-case name, if they were listed. */
  readonly versions: ReadonlyMap<string, readonly CertificateVersion[]>;
  readonly deleted: DeletedListing;
  readonly secrets: SecretListing;
  /** By certificate key or `listKey`: the lists with an unreadable entry, from which nothing is reported as missing. */
  readonly unreadable?: ReadonlyMap<string, VaultFailure>;
  /** The versions that are being created, or were not created, by lower-case name; absent if there is none. */
  readonly pending?: ReadonlyMap<string, PendingCertificate>;
  /** The contents of certificates that were read, by `detailsKey`. */
  readonly details: ReadonlyMap<string, CertificateDetails>;
  /** From the challenge; absent before the first request. */
  readonly tenant?: string;
  readonly signedIn?: SignedIn;
  /** Absent if the last request succeeded. */
  readonly failure?: VaultFailure;
  readonly requests: number;
  /** The duration of the last listing. */
  readonly milliseconds: number;
}

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
  /** Certificates that are not found may be in the list. */
  | { readonly state: 'failed'; readonly failure: VaultFailure };

/** Only the names of secrets are read, never their values. */
export type SecretListing =
  | { readonly state: 'unread' }
  | { readonly state: 'listed'; readonly secrets: readonly ThumbprintSecret[] }
  | { readonly state: 'failed'; readonly failure: VaultFailure };
