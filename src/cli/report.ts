import { check } from '../cscfg/rules/check';
import { findingSubject } from '../cscfg/rules/findingSubject';
import type { CheckContext, Finding, Severity } from '../cscfg/rules/rule';
import { formatMessage } from '../cscfg/text/message';
import { present } from '../cscfg/text/present';
import type { VaultFailure } from '../vault/failure';
import type { VaultSnapshot } from '../vault/snapshot';
import { judgingContext, type JudgingOptions } from './judging';
import { rangesIn, type Range, type RangeOf } from './range';
import type { Configuration } from './readFiles';
import type { ServiceOf } from './readServicesOf';
import { certificatesOf, type ReportedCertificate } from './reportedCertificate';
import { reportedVault, type ReportedVault } from './reportedVault';

/** What `--format json` writes, key for key; docs/command-line.md describes it. Stable: another `version` when it is not. */
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
}

export interface ReportedFinding {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly range: Range;
}

export interface Summary {
  readonly files: number;
  readonly certificates: number;
  readonly errors: number;
  readonly warnings: number;
}

interface ReportOptions extends JudgingOptions {
  readonly serviceOf: ServiceOf;
  /** Of vaults that were listed, and could not be asked for all else: they change no verdict. */
  readonly failures?: readonly VaultFailure[];
}

/** Judges the files by what is known of the vaults. Pure: same input, same report. */
export function reportOn(
  configurations: readonly Configuration[],
  snapshots: readonly VaultSnapshot[],
  options: ReportOptions,
): Report {
  const context = judgingContext(snapshots, options);
  const files = configurations.map((configuration) =>
    reportedFile(configuration, { ...context, ...present('service', options.serviceOf(configuration.path)) }),
  );
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

function reportedFile({ path, document }: Configuration, context: CheckContext): ReportedFile {
  const rangeOf = rangesIn(document.text);
  return {
    path,
    certificates: certificatesOf(document, context, rangeOf),
    findings: check(document, context).map((finding) => reportedFinding(finding, rangeOf)),
  };
}

function reportedFinding(finding: Finding, rangeOf: RangeOf): ReportedFinding {
  const { code, severity, span } = finding;
  const subject = findingSubject(finding);
  const words = [...(subject === undefined ? [] : [subject]), finding.message].map(formatMessage).join(' ');
  return { code, severity, message: words, range: rangeOf(span) };
}
