import type { CertificateVersion, Thumbprint } from '../../certificate/verdict';
import type { PendingCertificate } from '../client/pending';
import type { VaultFailure } from '../failure';
import type { ReadOptions } from '../readOptions';

export interface ImportRequest {
  /** The name of the certificate in the vault; an existing one gets a new version. */
  readonly certificate: string;
  readonly pfx: Uint8Array;
  readonly password: string;
  /** The thumbprint of the certificate in the file, by which the result is found after a lost response. */
  readonly thumbprint: Thumbprint;
}

export type ImportResult =
  | { readonly state: 'imported'; readonly version: CertificateVersion }
  /** `isUnknown`: the vault could not be read after the failure, so it may have imported the file. */
  | { readonly state: 'failed'; readonly failure: VaultFailure; readonly isUnknown: boolean };

/** What the vault does when the certificate reaches an age, or before it expires. */
export interface LifetimeAction {
  readonly action: 'AutoRenew' | 'EmailContacts';
  readonly daysBeforeExpiry: number;
}

export interface CreateRequest {
  readonly certificate: string;
  /** `Self`, or the name of an issuer of the vault. */
  readonly issuer: string;
  /** A distinguished name, such as `CN=www.contoso.com`. */
  readonly subject: string;
  readonly dnsNames: readonly string[];
  readonly validityMonths: number;
  /** In bits. */
  readonly keySize: number;
  readonly lifetimeAction?: LifetimeAction;
}

export interface CreateOptions extends ReadOptions {
  /** Called when the state of the creation was read. */
  readonly onProgress?: (pending: PendingCertificate) => void;
  /** How long to wait for the result, in milliseconds; two minutes by default. */
  readonly waitMs?: number;
  /** The polling interval in milliseconds. */
  readonly pollMs?: number;
}

export type CreateResult =
  | { readonly state: 'created'; readonly version: CertificateVersion }
  /** The issuer has not finished within the wait. */
  | { readonly state: 'pending' | 'cancelled' | 'refused'; readonly pending: PendingCertificate }
  /** The certificate was imported, so that the vault has no issuer to create a new version. */
  | { readonly state: 'notRenewable' }
  /** The policy of the certificate could not be read, so that nothing was sent. */
  | { readonly state: 'policyUnread'; readonly failure: VaultFailure }
  /** The vault did not accept the cancellation, so the creation continues. */
  | { readonly state: 'notCancelled'; readonly pending: PendingCertificate; readonly failure: VaultFailure }
  | CreateFailure;

export interface CreateFailure {
  readonly state: 'failed';
  readonly failure: VaultFailure;
  /** The vault received the request or may have, and does not respond. */
  readonly isUnknown: boolean;
}
