import assert from 'node:assert/strict';
import fc from 'fast-check';
import { fixAll } from '../../src/cscfg/rules/check';
import { complaints } from '../cscfg/support/fixes';
import {
  certificateElement,
  documentOf,
  applyEdits,
  knownThumbprint,
  otherThumbprint,
  plainContext,
} from '../cscfg/support/texts';
import { newest, says, verdict } from '../cscfg/support/vault';
import { withMistakes } from './mutations';

const values = [
  '',
  knownThumbprint,
  otherThumbprint,
  knownThumbprint.toLowerCase(),
  `\u200E${knownThumbprint}`,
  `&#x200E;${otherThumbprint.toLowerCase()}`,
  knownThumbprint.slice(1),
  '#{X}#',
  '\u200Eabc',
];
const entry = fc
  .tuple(fc.constantFrom(...values), fc.constantFrom('a', 'A', 'b', ''), fc.constantFrom('sha1', 'SHA1', ''))
  .map(([value, name, algorithm]) => certificateElement(value, name).replace('sha1', algorithm));
const text = fc
  .tuple(fc.array(entry, { maxLength: 5 }), fc.constantFrom('', '\n    ', '\r\n\t'))
  .map(
    ([entries, gap]) =>
      `<ServiceConfiguration><Role name="R"><Certificates>${entries.map((one) => gap + one).join('')}${gap}</Certificates></Role></ServiceConfiguration>`,
  );
const contexts = [
  plainContext,
  says(verdict('current')),
  ...(['notFound', 'outdated', 'expired', 'expiring'] as const).map((kind) => says(verdict(kind, newest), [newest])),
];
const anywhere = fc.constantFrom(...contexts);

describe('The fixes of any text', () => {
  it('remove their finding, and keep to their entry', () => {
    // A verdict that is the same for every thumbprint stays: these are let go.
    fc.assert(
      fc.property(text, fc.constantFrom(plainContext, says(verdict('current'))), (some, context) => {
        assert.deepEqual(complaints(some, context), []);
      }),
      { numRuns: 300 },
    );
  });

  it('change only their entry also in texts with typing mistakes', () => {
    fc.assert(
      fc.property(withMistakes(2), anywhere, (some, context) => {
        assert.deepEqual(
          complaints(some, context).filter((one) => !one.endsWith('remove it')),
          [],
        );
      }),
      { numRuns: 300 },
    );
  });

  it('leave nothing to “fix all” after “fix all”', () => {
    fc.assert(
      fc.property(fc.oneof(text, withMistakes(1)), anywhere, (some, context) => {
        const after = applyEdits(some, fixAll(documentOf(some), context));
        assert.equal(applyEdits(after, fixAll(documentOf(after), context)), after);
      }),
      { numRuns: 500 },
    );
  });
});
