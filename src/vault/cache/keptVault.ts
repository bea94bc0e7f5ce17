import type { CertificateVersion, DeletedCertificate, ThumbprintSecret } from '../../cscfg/verdict';
import type { CertificateDetails } from '../details';
import { isNumber, isText, isTime, isTruth, listOf, matching, oneOf, optional, shapeOf, type Guard } from './guard';

/**
 * What is kept of a vault from one session to the next: what its lists told of names, thumbprints, dates and versions,
 * and the public part of certificates that somebody looked at. Nothing secret. Times are milliseconds since 1970.
 */
export interface KeptVault {
  /** The vault's URL without a trailing slash. */
  readonly vault: string;
  /** When its list was last read to the end; absent where it never was. */
  readonly listedAt?: number;
  /** When it last told anything. */
  readonly readAt: number;
  readonly newest: readonly KeptCertificate[];
  readonly versions: readonly KeptVersions[];
  readonly deleted?: KeptList<DeletedCertificate>;
  readonly secrets?: KeptList<ThumbprintSecret>;
  readonly details: readonly KeptDetails[];
}

export interface KeptCertificate {
  readonly version: CertificateVersion;
  /** When the vault's list showed it. */
  readonly seenAt: number;
}

/** All versions of one certificate. */
export interface KeptVersions {
  /** The certificate's name in lower case. */
  readonly key: string;
  readonly at: number;
  /** What the vault's list said of its last change when they were read. */
  readonly updated?: number;
  readonly versions: readonly CertificateVersion[];
}

export interface KeptList<T> {
  readonly at: number;
  readonly items: readonly T[];
}

export interface KeptDetails {
  /** See `detailsKey`. */
  readonly key: string;
  readonly details: CertificateDetails;
}

/** Raised whenever the shape or the meaning of what is kept changes: files of another format are not read. */
const format = 1;

export function writeKept(kept: KeptVault): string {
  return JSON.stringify({ ...kept, format });
}

/** What the text keeps of this vault; undefined where it is half a file, another format's or another vault's. */
export function readKept(text: string, vault: string): KeptVault | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  return isFormat(value) && isKept(vault)(value) ? value : undefined;
}

const isFormat = shapeOf<{ readonly format: number }>({ format: (value): value is number => value === format });
const isName = matching(/^[0-9A-Za-z-]{1,127}$/);
const isThumbprint = matching(/^[0-9A-F]{40}$/);
const isDetailsKey = matching(/^[0-9a-z-]{1,127} [0-9A-F]{40}$/);

function isKept(vault: string): Guard<KeptVault> {
  const isVault = oneOf(vault);
  const version = versionGuards(isVault);
  const isVersion = shapeOf<CertificateVersion>(version);
  return shapeOf<KeptVault>({
    vault: isVault,
    listedAt: optional(isTime),
    readAt: isTime,
    newest: listOf(shapeOf<KeptCertificate>({ version: isVersion, seenAt: isTime })),
    versions: listOf(
      shapeOf<KeptVersions>({ key: isName, at: isTime, updated: optional(isTime), versions: listOf(isVersion) }),
    ),
    deleted: optional(
      listShape(
        shapeOf<DeletedCertificate>({ ...version, deletedOn: optional(isTime), scheduledPurge: optional(isTime) }),
      ),
    ),
    secrets: optional(
      listShape(
        shapeOf<ThumbprintSecret>({ vault: isVault, name: isName, thumbprint: isThumbprint, enabled: isTruth }),
      ),
    ),
    details: listOf(shapeOf<KeptDetails>({ key: isDetailsKey, details: detailsGuard(vault) })),
  });
}

function listShape<T>(guard: Guard<T>): Guard<KeptList<T>> {
  return shapeOf<KeptList<T>>({ at: isTime, items: listOf(guard) });
}

const isAbsent: Guard<undefined> = (value) => value === undefined;

type Guards<T> = { readonly [Key in keyof T]-?: Guard<T[Key]> };

function versionGuards(isVault: Guard<string>): Guards<CertificateVersion> {
  return {
    vault: isVault,
    certificate: isName,
    version: optional(matching(/^[0-9a-f]{32}$/i)),
    thumbprint: isThumbprint,
    enabled: isTruth,
    notBefore: optional(isTime),
    expires: optional(isTime),
    created: optional(isTime),
    updated: optional(isTime),
    // Traits are told by the contents, which are kept beside.
    traits: isAbsent,
  };
}

function detailsGuard(vault: string): Guard<CertificateDetails> {
  const isIdentifier: Guard<string> = (value): value is string => isText(value) && value.startsWith(`${vault}/`);
  return shapeOf<CertificateDetails>({
    vault: oneOf(vault),
    certificate: isName,
    version: matching(/^[0-9a-f]{32}$/i),
    certificateId: isIdentifier,
    secretId: isIdentifier,
    dnsNames: listOf(isText),
    notBefore: isTime,
    expires: isTime,
    contentType: optional(isText),
    exportable: optional(isTruth),
    subject: isText,
    issuer: isText,
    selfSigned: isTruth,
    authority: isTruth,
    issuedByRoot: isTruth,
    key: isText,
    rsaBits: optional(isNumber),
    weakSignature: optional(oneOf('MD5', 'SHA-1')),
    unusable: optional(oneOf('pem', 'notExportable', 'hsm')),
  });
}
