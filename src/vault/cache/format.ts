import type { CertificateVersion, DeletedCertificate, ThumbprintSecret } from '../../certificate/verdict';
import type { CertificateDetails } from '../snapshot/snapshot';

export type Guard<T> = (value: unknown) => value is T;

export const isText: Guard<string> = (value) => typeof value === 'string';
export const isTruth: Guard<boolean> = (value) => typeof value === 'boolean';
export const isNumber: Guard<number> = (value): value is number => typeof value === 'number' && Number.isFinite(value);

/** Milliseconds since 1970, in the range of `Date`. */
export const isTime: Guard<number> = (value): value is number => isNumber(value) && Math.abs(value) <= 8.64e15;

export function matching(pattern: RegExp): Guard<string> {
  return (value): value is string => isText(value) && pattern.test(value);
}

export function oneOf<T extends string>(...texts: readonly T[]): Guard<T> {
  return (value): value is T => (texts as readonly unknown[]).includes(value);
}

export function listOf<T>(guard: Guard<T>): Guard<readonly T[]> {
  return (value): value is readonly T[] => Array.isArray(value) && value.every(guard);
}

export function optional<T>(guard: Guard<T>): Guard<T | undefined> {
  return (value): value is T | undefined => value === undefined || guard(value);
}

/** Requires a guard for every property, so that a new property is not forgotten. */
export function shapeOf<T extends object>(guards: { readonly [Key in keyof T]-?: Guard<T[Key]> }): Guard<T> {
  const entries = Object.entries<Guard<unknown>>(guards);
  return (value): value is T =>
    typeof value === 'object' &&
    value !== null &&
    entries.every(([name, guard]) => guard((value as Readonly<Record<string, unknown>>)[name]));
}

/** Names, thumbprints, dates, versions, public parts of certificates; no secrets. Times are milliseconds since 1970. */
export interface CachedVault {
  readonly vault: string;
  /** Absent before the first complete listing. */
  readonly listedAt?: number;
  readonly readAt: number;
  readonly newest: readonly CachedCertificate[];
  readonly versions: readonly CachedVersions[];
  readonly deleted?: CachedList<DeletedCertificate>;
  readonly secrets?: CachedList<ThumbprintSecret>;
  readonly details: readonly CachedDetails[];
}

export interface CachedCertificate {
  readonly version: CertificateVersion;
  readonly seenAt: number;
}

export interface CachedVersions {
  readonly key: string;
  readonly at: number;
  /** As listed when the versions were read. */
  readonly updated?: number;
  readonly versions: readonly CertificateVersion[];
}

export interface CachedList<T> {
  readonly at: number;
  readonly items: readonly T[];
}

export interface CachedDetails {
  readonly key: string;
  readonly details: CertificateDetails;
}

/** Increase it when the shape or meaning changes: files of another format are ignored. */
const format = 1;

export function writeCached(kept: CachedVault): string {
  return JSON.stringify({ ...kept, format });
}

/** Undefined if the text is incomplete, of another format, or of another vault. */
export function readCached(text: string, vault: string): CachedVault | undefined {
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

function isKept(vault: string): Guard<CachedVault> {
  const isVault = oneOf(vault);
  const version = versionGuards(isVault);
  const isVersion = shapeOf<CertificateVersion>(version);
  return shapeOf<CachedVault>({
    vault: isVault,
    listedAt: optional(isTime),
    readAt: isTime,
    newest: listOf(shapeOf<CachedCertificate>({ version: isVersion, seenAt: isTime })),
    versions: listOf(
      shapeOf<CachedVersions>({ key: isName, at: isTime, updated: optional(isTime), versions: listOf(isVersion) }),
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
    details: listOf(shapeOf<CachedDetails>({ key: isDetailsKey, details: detailsGuard(vault) })),
  });
}

function listShape<T>(guard: Guard<T>): Guard<CachedList<T>> {
  return shapeOf<CachedList<T>>({ at: isTime, items: listOf(guard) });
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
    // Traits are derived from `details`.
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
