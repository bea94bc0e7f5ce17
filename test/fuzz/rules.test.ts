import assert from 'node:assert/strict';
import fc from 'fast-check';
import { fixAll } from '../../src/cscfg/rules/check';
import { complaints } from '../cscfg/support/fixes';
import { c, d, e, T, U, x } from '../cscfg/support/shorthand';
import { newest, says, verdict } from '../cscfg/support/vault';
import { slipped } from './mutations';

const values = [
  '',
  T,
  U,
  T.toLowerCase(),
  `\u200E${T}`,
  `&#x200E;${U.toLowerCase()}`,
  T.slice(1),
  '#{X}#',
  '\u200Eabc',
];
const entry = fc
  .tuple(fc.constantFrom(...values), fc.constantFrom('a', 'A', 'b', ''), fc.constantFrom('sha1', 'SHA1', ''))
  .map(([value, name, algorithm]) => c(value, name).replace('sha1', algorithm));
const text = fc
  .tuple(fc.array(entry, { maxLength: 5 }), fc.constantFrom('', '\n    ', '\r\n\t'))
  .map(
    ([entries, gap]) =>
      `<ServiceConfiguration><Role name="R"><Certificates>${entries.map((one) => gap + one).join('')}${gap}</Certificates></Role></ServiceConfiguration>`,
  );
const contexts = [
  x,
  says(verdict('current')),
  ...(['notFound', 'outdated', 'expired', 'expiring'] as const).map((kind) => says(verdict(kind, newest), [newest])),
];
const anywhere = fc.constantFrom(...contexts);

describe('The fixes of any text', () => {
  it('remove their finding, and keep to their entry', () => {
    // A verdict that is the same for every thumbprint stays: these are let go.
    fc.assert(
      fc.property(text, fc.constantFrom(x, says(verdict('current'))), (some, context) => {
        assert.deepEqual(complaints(some, context), []);
      }),
      { numRuns: 300 },
    );
  });

  it('keep to their entry in texts with slips of the hand, too', () => {
    fc.assert(
      fc.property(slipped(2), anywhere, (some, context) => {
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
      fc.property(fc.oneof(text, slipped(1)), anywhere, (some, context) => {
        const after = e(some, fixAll(d(some), context));
        assert.equal(e(after, fixAll(d(after), context)), after);
      }),
      { numRuns: 500 },
    );
  });
});
