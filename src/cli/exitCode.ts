import type { Severity } from '../cscfg/rules/rule';
import type { ReportedVault } from './formats/report';

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

/** What the exit code depends on. */
export interface Outcome {
  /** The number of findings with a severity. */
  readonly count: (severity: Severity) => number;
  readonly vaults: readonly Pick<ReportedVault, 'state'>[];
  /** The number of certificates that were not verified. */
  readonly unverified: number;
  readonly allFilesRead: boolean;
}

/** If more than one code applies: 2 before 3 before 1. */
export function exitCodeOf({ count, vaults, unverified, allFilesRead }: Outcome, failOn: FailOn): ExitCode {
  if (!allFilesRead) {
    return exitCodes.failed;
  }
  // A thumbprint is unverified although vaults were read: a pipeline must not pass it.
  if (vaults.some(({ state }) => state === 'failed') || (vaults.length > 0 && unverified > 0)) {
    return exitCodes.vaultFailed;
  }
  return failing[failOn].some((severity) => count(severity) > 0) ? exitCodes.findings : exitCodes.fine;
}
