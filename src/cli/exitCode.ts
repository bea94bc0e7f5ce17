import type { Severity } from '../cscfg/rules/rule';
import type { Report } from './formats/report';

/** The lowest severity that sets exit code 1. */
export type FailOn = 'error' | 'warning' | 'never';

export const exitCodes = {
  fine: 0,
  findings: 1,
  /** Invalid usage, a file that cannot be read, or an unexpected error. */
  failed: 2,
  vaultFailed: 3,
  /** Ctrl+C: 128 plus the signal number, as in shells. */
  interrupted: 130,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

const failing: Readonly<Record<FailOn, readonly Severity[]>> = {
  error: ['error'],
  warning: ['error', 'warning'],
  never: [],
};

/** If more than one code applies: 2 before 3 before 1. */
export function exitCodeOf(report: Report, allFilesRead: boolean, failOn: FailOn): ExitCode {
  if (!allFilesRead) {
    return exitCodes.failed;
  }
  if (report.vaults.some(({ state }) => state === 'failed') || isLeftUnverified(report)) {
    return exitCodes.vaultFailed;
  }
  const found = report.files.some(({ findings }) =>
    findings.some(({ severity }) => failing[failOn].includes(severity)),
  );
  return found ? exitCodes.findings : exitCodes.fine;
}

/** A thumbprint is unverified although vaults were read: a pipeline must not pass it. */
function isLeftUnverified({ files, vaults }: Report): boolean {
  return (
    vaults.length > 0 &&
    files.some(({ certificates }) => certificates.some(({ verdict }) => verdict.kind === 'unverified'))
  );
}
