import { basename } from 'node:path';
import { normalizedThumbprint } from '../../certificate/thumbprint';
import {
  type CertificateVersion,
  isMatched,
  type Thumbprint,
  type UnverifiedReason,
  type Verdict,
  type VerdictKind,
} from '../../certificate/verdict';
import { type Judgement, judgeDocument } from '../../check/judge';
import type { RuleLevels } from '../../check/ruleLevels';
import type { CscfgDocument } from '../../cscfg/document';
import { verdictFor } from '../../cscfg/entries';
import type { CertificateEntry, Role } from '../../cscfg/model/configuration';
import { findingSubject } from '../../cscfg/rules/entries';
import type { CheckContext, Finding } from '../../cscfg/rules/rule';
import { present } from '../../text/objects';
import type { FailureKind, VaultFailure } from '../../vault/failure';
import { failureMessage } from '../../vault/failureMessages';
import type { VaultSnapshot } from '../../vault/snapshot/snapshot';
import type { Configuration } from '../files';
import type { ReadDeployments } from '../deployments';
import type { ServiceOf } from '../services';
import { deploymentFiles } from './deploymentFiles';
import { type Range, type RangeOf, rangesIn, type ReportedFinding, type ReportedReason } from './finding';

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
  /** Number of certificates. */
  readonly certificates: number;
  /** HTTP requests, including retries. */
  readonly requests: number;
  /** Time to list the vault, including sign-in. */
  readonly milliseconds: number;
} & (
  | { readonly state: 'listed' }
  | { readonly state: 'failed'; readonly error: { readonly kind: FailureKind; readonly message: string } }
);

/** `other`: a failure that is not in the snapshot. */
export function reportedVault(snapshot: VaultSnapshot, other?: VaultFailure): ReportedVault {
  const { vault, failure = other, newest, requests, milliseconds } = snapshot;
  const counts = { certificates: newest.size, requests, milliseconds };
  return failure === undefined
    ? { url: vault, state: 'listed', ...counts }
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

interface ReportOptions {
  /** The user asked not to read any vault. */
  readonly offline: boolean;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly expiryWarningDays: number;
  /** The user's levels for the file of this path. */
  readonly levelsOf: (path: string) => RuleLevels;
  readonly serviceOf: ServiceOf;
  readonly deployments?: ReadDeployments;
  /** Failures after the list was read; they do not change a verdict. */
  readonly failures?: readonly VaultFailure[];
}

/** Checks the files with the vault data. Pure: the same input gives the same report. */
export function reportOn(
  configurations: readonly Configuration[],
  snapshots: readonly VaultSnapshot[],
  options: ReportOptions,
): Report {
  const judged = configurations.map((configuration) => ({
    path: configuration.path,
    judgement: judgementOf(configuration, snapshots, options),
  }));
  const nameOf = options.deployments?.nameOf ?? ((file: string) => file);
  const files = [
    ...judged.map(({ path, judgement }) => reportedFile(path, judgement)),
    ...deploymentFiles(
      judged.map(({ judgement }) => judgement),
      nameOf,
    ),
  ];
  const severities = files.flatMap(({ findings }) => findings.map(({ severity }) => severity));
  return {
    version: 1,
    files,
    vaults: snapshots.map((snapshot) =>
      reportedVault(
        snapshot,
        options.failures?.find(({ vault }) => vault === snapshot.vault),
      ),
    ),
    summary: {
      files: files.length,
      certificates: files.reduce((sum, { certificates }) => sum + certificates.length, 0),
      errors: severities.filter((severity) => severity === 'error').length,
      warnings: severities.filter((severity) => severity === 'warning').length,
    },
  };
}

function judgementOf(
  { path, document }: Configuration,
  snapshots: readonly VaultSnapshot[],
  { offline, now, expiryWarningDays, levelsOf, serviceOf, deployments }: ReportOptions,
): Judgement {
  // The summary and the exit code already report it.
  const settings = { expiryWarningDays, levels: { 'thumbprint-unverified': 'off' as const, ...levelsOf(path) } };
  const [service, fileName] = [serviceOf(path), basename(path)];
  return judgeDocument(
    {
      cscfg: document,
      settings,
      snapshots,
      service,
      fileName,
      offline,
      ...present('deployment', deployments?.deploymentOf(path)),
    },
    now,
  );
}

function reportedFile(path: string, { cscfg, context, findings }: Judgement): ReportedFile {
  const rangeOf = rangesIn(cscfg.text);
  return {
    path,
    certificates: certificatesOf(cscfg, context, rangeOf),
    findings: findings.map((finding) => reportedFinding(finding, rangeOf)),
  };
}

function reportedFinding(finding: Finding, rangeOf: RangeOf): ReportedFinding {
  const { code, severity, span } = finding;
  const subject = findingSubject(finding);
  const words = [...(subject === undefined ? [] : [subject]), finding.message].join(' ');
  return { code, severity, message: words, range: rangeOf(span) };
}
