import assert from 'node:assert/strict';
import type { Severity } from '../../src/cscfg/rules/rule';
import { exitCodeOf, type FailOn, type Outcome } from '../../src/cli/exitCode';
import type { ReportedVault } from '../../src/cli/formats/report';

const counts = { certificates: 0, requests: 1, milliseconds: 1 };
const listed: ReportedVault = { url: 'https://one.vault.azure.net', state: 'listed', complete: true, ...counts };
const error = { kind: 'firewall', message: '' } as const;
const failed: ReportedVault = { url: 'https://two.vault.azure.net', state: 'failed', error, ...counts };

function outcome(severity: Severity | undefined, allFilesRead: boolean, ...vaults: readonly ReportedVault[]): Outcome {
  return { count: (one) => (one === severity ? 1 : 0), vaults, unverified: 0, allFilesRead };
}

describe('The exit code', () => {
  const table: readonly (readonly [
    found: Severity | undefined,
    allFilesRead: boolean,
    vaults: readonly ReportedVault[],
    failOn: FailOn,
    code: number,
  ])[] = [
    [undefined, true, [], 'warning', 0],
    ['information', true, [listed], 'warning', 0],
    ['warning', true, [], 'error', 0],
    ['error', true, [], 'never', 0],
    ['warning', true, [], 'warning', 1],
    ['error', true, [], 'warning', 1],
    ['error', true, [listed], 'error', 1],
    [undefined, false, [], 'never', 2],
    ['error', false, [failed], 'error', 2],
    [undefined, true, [listed, failed], 'never', 3],
    ['error', true, [failed], 'error', 3],
  ];
  for (const [severity, allFilesRead, vaults, failOn, code] of table) {
    const found = severity ?? 'nothing';
    const states = vaults.map(({ state }) => state).join(', ') || 'none';
    const read = allFilesRead ? 'every file was read' : 'a file could not be read';
    it(`is ${String(code)} where ${read}, found is ${found}, the vaults are ${states}, and --fail-on is ${failOn}`, () => {
      assert.equal(exitCodeOf(outcome(severity, allFilesRead, ...vaults), failOn), code);
    });
  }

  it('is 3 where a thumbprint is unverified although a vault was read', () => {
    assert.equal(exitCodeOf({ ...outcome(undefined, true, listed), unverified: 1 }, 'never'), 3);
    assert.equal(exitCodeOf({ ...outcome(undefined, true), unverified: 1 }, 'never'), 0);
  });
});
