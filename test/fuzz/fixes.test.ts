import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readServices } from '../../src/cscfg/service/compose';
import { appliedFixes, complaintsOf, judged, type Applied } from '../cscfg/support/fixEffects';
import { elementMistake, withElementMistake } from './elementMistakes';
import { configurationPath, definitionPath, sampleService } from './serviceSamples';

const path = fc.constantFrom(configurationPath, definitionPath);

/** The sample service with mistakes in one of its files; alone, or with its other files. */
function serviceWithMistakes(count: number) {
  return fc
    .record({
      wrong: path,
      looked: path,
      alone: fc.boolean(),
      made: fc.array(elementMistake, { minLength: count, maxLength: count }),
    })
    .map(({ wrong, looked, alone, made }) => ({
      path: alone ? wrong : looked,
      files: sampleService
        .filter((file) => !alone || file.path === wrong)
        .map((file) => (file.path === wrong ? { ...file, text: made.reduce(withElementMistake, file.text) } : file)),
    }));
}

describe('Every offered fix', () => {
  it('resolves its finding without a new error for every single mistake', () => {
    fc.assert(
      fc.property(serviceWithMistakes(1), ({ files, path: looked }) => {
        const complaints = [...appliedFixes(files, looked)].flatMap((applied) => complaintsOf(applied, looked));
        assert.deepEqual(complaints, []);
      }),
      { numRuns: 250 },
    );
  });

  it('removes its finding where there are two mistakes', () => {
    fc.assert(
      fc.property(serviceWithMistakes(2), ({ files, path: looked }) => {
        const complaints = [...appliedFixes(files, looked)].flatMap((applied) => complaintsOf(applied, looked));
        assert.deepEqual(
          complaints.filter((one) => one.endsWith('stays')),
          [],
        );
      }),
      { numRuns: 100 },
    );
  });

  it('is not undone by the fix of a finding that it brings', () => {
    fc.assert(
      fc.property(serviceWithMistakes(1), ({ files, path: looked }) => {
        const undone = [...appliedFixes(files, looked)].flatMap((applied) => undoings(applied, looked));
        assert.deepEqual(undone, []);
      }),
      { numRuns: 100 },
    );
  });
});

function undoings({ finding, fix, before, after }: Applied, looked: string): readonly string[] {
  assert.ok(readServices(after, 'svc')(looked));
  const codes = new Set(judged(before, looked).findings.map(({ code }) => code));
  return [...appliedFixes(after, looked)]
    .filter((second) => !codes.has(second.finding.code))
    .filter((second) => second.after.every(({ text }, index) => text === before[index]?.text))
    .map((second) => `${finding.code}: ${fix.title} and ${second.finding.code}: ${second.fix.title}`);
}
