import type { CheckedFile, CheckedFinding, CheckedFix, Ending, ReportWriter } from '../../src/cli/formats/writer';
import { Tally } from '../../src/cli/tally';

/** A finding on the second line of `fileWith`. */
export function findingWith(
  severity: CheckedFinding['severity'],
  code: string,
  message: string,
  ...fixes: readonly CheckedFix[]
): CheckedFinding {
  const range = { start: { line: 1, character: 6 }, end: { line: 1, character: 11 } };
  return {
    code,
    severity,
    message,
    range,
    fingerprint: `${code}-1`,
    nextStep: () => fixes[0]?.title,
    fixes: () => fixes,
  };
}

export function fileWith(path: string, ...findings: readonly CheckedFinding[]): CheckedFile {
  return { path, text: '<root>\n  <a b="value" />\n</root>\n', certificates: [], findings, known: [] };
}

/** What the writer makes of a report with these files. */
export function written(writer: ReportWriter, files: readonly CheckedFile[], other: Partial<Ending> = {}): string {
  const tally = new Tally();
  files.forEach((file) => {
    tally.add(file);
  });
  const ending: Ending = {
    summary: {
      files: files.length,
      certificates: tally.certificates,
      errors: tally.count('error'),
      warnings: tally.count('warning'),
    },
    informational: tally.count('information') + tally.count('hint'),
    unverified: tally.unverified,
    counts: tally.counts,
    vaults: [],
    problems: [],
    exitCode: 0,
    started: Date.parse('2027-01-31T00:00:00Z'),
    ended: Date.parse('2027-01-31T00:00:01Z'),
    ...other,
  };
  return [writer.begin(), ...files.map((file) => writer.file(file)), writer.end(ending)].join('');
}
