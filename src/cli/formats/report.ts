import { normalizedThumbprint } from '../../certificate/thumbprint';
import {
  type CertificateVersion,
  isMatched,
  type Thumbprint,
  type UnverifiedReason,
  type Verdict,
  type VerdictKind,
} from '../../certificate/verdict';
import type { CscfgDocument } from '../../cscfg/document';
import { verdictFor } from '../../cscfg/entries';
import type { CertificateEntry, Role } from '../../cscfg/model/configuration';
import type { CheckContext } from '../../cscfg/rules/rule';
import type { FailureKind, VaultFailure } from '../../vault/failure';
import { failureMessage } from '../../vault/failureMessages';
import type { VaultSnapshot } from '../../vault/snapshot/snapshot';
import type { Range, RangeOf, ReportedFinding, ReportedReason } from './finding';

/** The facts of a verdict, without undefined ones. Dates are ISO 8601 in UTC. */
export interface ReportedVerdict {
  readonly kind: VerdictKind;
  /** The vault URL, name, version and expiry of the certificate or secret with the thumbprint. */
  readonly vault?: string;
  readonly certificate?: string;
  readonly version?: string | undefined;
  readonly expires?: string | undefined;
  /** The newest version of the certificate, if the thumbprint is an older one. */
  readonly latest?: ReportedVersion;
  /** The reason for `unverified`: `noVault`, `notAsked`, or the kind of a vault failure. */
  readonly reason?: string;
}

export interface ReportedVersion {
  readonly version: string | undefined;
  readonly thumbprint: Thumbprint;
  readonly expires: string | undefined;
}

export function reportedVerdict(verdict: Verdict): ReportedVerdict {
  if (verdict.kind === 'unverified') {
    return { kind: verdict.kind, reason: reasonOf(verdict.reason) };
  }
  if (verdict.kind === 'secretOnly') {
    return { kind: verdict.kind, vault: verdict.secret.vault };
  }
  if (!isMatched(verdict)) {
    return { kind: verdict.kind };
  }
  const { kind, match, latest } = verdict;
  return {
    kind,
    vault: match.vault,
    certificate: match.certificate,
    version: match.version,
    expires: isoTime(match.expires),
    ...(latest === undefined ? {} : { latest: reportedVersion(latest) }),
  };
}

function reportedVersion({ version, thumbprint, expires }: CertificateVersion): ReportedVersion {
  return { version, thumbprint, expires: isoTime(expires) };
}

function reasonOf(reason: UnverifiedReason): string {
  return reason.kind === 'failed' ? reason.failure : reason.kind;
}

function isoTime(time: number | undefined): string | undefined {
  const date = new Date(time ?? NaN);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}

/** A `<Certificate>` element of a role. */
export interface ReportedCertificate {
  /** Empty if the role has no name. */
  readonly role: string;
  /** Empty if the certificate has no name. */
  readonly name: string;
  /** The decoded attribute value; null without the attribute. */
  readonly thumbprint: string | null;
  readonly normalized: Thumbprint | null;
  /** The range of the thumbprint, or of the element without one. */
  readonly range: Range;
  readonly verdict: ReportedVerdict;
}

/** The certificates of all roles, in document order. */
export function certificatesOf(
  document: CscfgDocument,
  context: CheckContext,
  rangeOf: RangeOf,
): readonly ReportedCertificate[] {
  const reported = (role: Role, entry: CertificateEntry): ReportedCertificate => ({
    role: role.name?.value ?? '',
    name: entry.name?.value ?? '',
    thumbprint: entry.thumbprint?.value ?? null,
    normalized: normalizedThumbprint(entry.thumbprint?.value ?? '') ?? null,
    range: rangeOf(entry.thumbprint?.valueSpan ?? entry.element.span),
    verdict: reportedVerdict(verdictFor(entry, context)),
  });
  return document.model.roles.flatMap((role) => role.certificates.map((entry) => reported(role, entry)));
}

/** A vault that was read. `failed`: some required data could not be read. */
export type ReportedVault = {
  readonly url: string;
  /** Number of certificates that were listed. */
  readonly certificates: number;
  /** HTTP requests, including retries. */
  readonly requests: number;
  /** Time to list the vault, including sign-in. */
  readonly milliseconds: number;
} & (
  | { readonly state: 'listed'; /** All certificates were listed. */ readonly complete: boolean }
  | { readonly state: 'failed'; readonly error: { readonly kind: FailureKind; readonly message: string } }
);

/** `other`: a failure that is not in the snapshot. */
export function reportedVault(snapshot: VaultSnapshot, other?: VaultFailure): ReportedVault {
  const { vault, failure = other, newest, requests, milliseconds, listedAt } = snapshot;
  const counts = { certificates: newest.size, requests, milliseconds };
  return failure === undefined
    ? { url: vault, state: 'listed', complete: listedAt !== undefined, ...counts }
    : {
        url: vault,
        state: 'failed',
        error: { kind: failure.kind, message: failureMessage(failure) },
        ...counts,
      };
}

/** The output of `--format json`, described in docs/command-line.md. An incompatible change increases `version`. */
export interface Report {
  readonly version: 1;
  readonly files: readonly ReportedFile[];
  readonly vaults: readonly ReportedVault[];
  readonly summary: Summary;
  /** Only with `--baseline`: the numbers of its findings that still exist, and that no longer do. */
  readonly baseline?: { readonly known: number; readonly gone: number };
}

export interface ReportedFile {
  readonly path: string;
  readonly certificates: readonly ReportedCertificate[];
  readonly findings: readonly ReportedFinding[];
  /** In deployment files: why values that a configuration is compared with are unknown, once for each value. */
  readonly notChecked?: readonly ReportedReason[];
}

export interface Summary {
  readonly files: number;
  readonly certificates: number;
  readonly errors: number;
  readonly warnings: number;
}
