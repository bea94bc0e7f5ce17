import assert from 'node:assert/strict';
import type { Severity } from '../../src/cscfg/rules/rule';
import { exitCodeOf, type FailOn } from '../../src/cli/exitCode';
import type { ReportedFinding } from '../../src/cli/formats/finding';
import type { Report, ReportedFile, ReportedVault } from '../../src/cli/formats/report';

const start = { line: 0, character: 0 };
const counts = { certificates: 0, requests: 1, milliseconds: 1 };
const listed: ReportedVault = { url: 'https://one.vault.azure.net', state: 'listed', ...counts };
const error = { kind: 'firewall', message: '' } as const;
const failed: ReportedVault = { url: 'https://two.vault.azure.net', state: 'failed', error, ...counts };

function reportWith(severity: Severity | undefined, ...vaults: readonly ReportedVault[]): Report {
  const finding = (one: Severity): ReportedFinding => ({
    code: 'a-rule',
    severity: one,
    message: '',
    range: { start, end: start },
  });
  const quiet: ReportedFile = { path: 'a.cscfg', certificates: [], findings: [] };
  const files = [quiet, { ...quiet, findings: severity === undefined ? [] : [finding(severity)] }];
  return { version: 1, files, vaults, summary: { files: 2, certificates: 0, errors: 0, warnings: 0 } };
}

describe('The exit code', () => {
  const table: readonly (readonly [report: Report, allFilesRead: boolean, failOn: FailOn, code: number])[] = [
    [reportWith(undefined), true, 'warning', 0],
    [reportWith('information', listed), true, 'warning', 0],
    [reportWith('warning'), true, 'error', 0],
    [reportWith('error'), true, 'never', 0],
    [reportWith('warning'), true, 'warning', 1],
    [reportWith('error'), true, 'warning', 1],
    [reportWith('error', listed), true, 'error', 1],
    [reportWith(undefined), false, 'never', 2],
    [reportWith('error', failed), false, 'error', 2],
    [reportWith(undefined, listed, failed), true, 'never', 3],
    [reportWith('error', failed), true, 'error', 3],
  ];
  for (const [report, allFilesRead, failOn, code] of table) {
    const found = report.files[1]?.findings[0]?.severity ?? 'nothing';
    const states = report.vaults.map(({ state }) => state).join(', ') || 'none';
    const read = allFilesRead ? 'every file was read' : 'a file could not be read';
    it(`is ${String(code)} where ${read}, found is ${found}, the vaults are ${states}, and --fail-on is ${failOn}`, () => {
      assert.equal(exitCodeOf(report, allFilesRead, failOn), code);
    });
  }
});
