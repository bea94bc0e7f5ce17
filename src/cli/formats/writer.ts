import type { Severity } from '../../cscfg/rules/rule';
import type { FileProblem } from '../readTexts';
import type { Range, ReportedFinding } from './finding';
import type { ReportedFile, ReportedVault, Summary } from './report';

/** Writes a report in one format, file by file, so that it is never in memory as a whole. */
export interface ReportWriter {
  begin(): string;
  /** Called once for each file, in the order of the report. */
  file(file: CheckedFile): string;
  end(ending: Ending): string;
}

/** A checked file, with what not all formats contain. */
export interface CheckedFile extends Omit<ReportedFile, 'findings'> {
  readonly text: string;
  /** Those that the baseline does not contain. */
  readonly findings: readonly CheckedFinding[];
  /** Those that the baseline contains. */
  readonly known: readonly CheckedFinding[];
}

export interface CheckedFinding extends ReportedFinding {
  /** The same for the same problem, also after its line has moved; different for all findings of a file. */
  readonly fingerprint: string;
  /** What the first fix does, if there is one; computed when called. */
  readonly nextStep: () => string | undefined;
  /** The verified edits of the file that fix the finding; computed when called, which takes longer. */
  readonly fixes: () => readonly CheckedFix[];
}

export interface CheckedFix {
  readonly title: string;
  readonly edits: readonly { readonly range: Range; readonly newText: string }[];
}

/** What is known when all files are checked. */
export interface Ending {
  readonly summary: Summary;
  readonly vaults: readonly ReportedVault[];
  /** The number of findings that are neither errors nor warnings. */
  readonly informational: number;
  /** The number of certificates that were not verified. */
  readonly unverified: number;
  /** The number of findings for each rule and severity. */
  readonly counts: readonly RuleCount[];
  /** With a baseline: the numbers of its findings that still exist, and that no longer do. */
  readonly baseline?: { readonly known: number; readonly gone: number };
  /** The files that could not be read. */
  readonly problems: readonly FileProblem[];
  readonly exitCode: number;
  /** Milliseconds since 1970. */
  readonly started: number;
  readonly ended: number;
}

export interface RuleCount {
  readonly code: string;
  readonly severity: Severity;
  readonly findings: number;
  readonly files: number;
}
