import {
  isMatched,
  type CertificateVersion,
  type Thumbprint,
  type UnverifiedReason,
  type Verdict,
  type VerdictKind,
} from '../cscfg/verdict';

/** A verdict's facts; what is undefined is left out. Dates are ISO 8601 in UTC. */
export interface ReportedVerdict {
  readonly kind: VerdictKind;
  /** Of the certificate that has the thumbprint: its vault's URL, its name, its version and when it ends. */
  readonly vault?: string;
  readonly certificate?: string;
  readonly version?: string | undefined;
  readonly expires?: string | undefined;
  /** The newest version of that certificate, where the thumbprint is not its. */
  readonly latest?: ReportedVersion;
  /** Why it is `unverified`: `noVault`, `notAsked`, or the kind of a vault's failure. */
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
