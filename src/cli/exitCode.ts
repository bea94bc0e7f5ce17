import type { Severity } from '../cscfg/rules/rule';
import type { Report } from './formats/report';

/** From which severity on findings make the exit code 1. */
export type FailOn = 'error' | 'warning' | 'never';

export const exitCodes = {
  fine: 0,
  findings: 1,
  /** Bad usage, a file that could not be read, or an error that nobody foresaw. */
  failed: 2,
  vaultFailed: 3,
  /** Ctrl+C, as shells have it: 128 and the signal's number. */
  interrupted: 130,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

const failing: Readonly<Record<FailOn, readonly Severity[]>> = {
  error: ['error'],
  warning: ['error', 'warning'],
  never: [],
};

/** Of several that hold, the one that says how much was not checked: 2 before 3 before 1. */
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

/** A thumbprint is not verified though vaults were asked: a pipeline passes only what was verified. */
function isLeftUnverified({ files, vaults }: Report): boolean {
  return (
    vaults.length > 0 &&
    files.some(({ certificates }) => certificates.some(({ verdict }) => verdict.kind === 'unverified'))
  );
}
