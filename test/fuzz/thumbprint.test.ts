import assert from 'node:assert/strict';
import fc from 'fast-check';
import { classifyThumbprint, normalizedThumbprint } from '../../src/certificate/thumbprint';

const sha1 = fc.uint8Array({ minLength: 20, maxLength: 20 }).map((bytes) => Buffer.from(bytes));
const kinds = ['missing', 'exact', 'style', 'hidden', 'placeholder', 'malformed'];
const hex = fc.stringMatching(/^[0-9A-Fa-f :\u200E-]{0,60}$/);

describe('Any text as a thumbprint', () => {
  it('is of one kind, and is looked up only as forty digits in upper case', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.string(), hex), (text) => {
        const found = classifyThumbprint(text);
        assert.ok(kinds.includes(found.kind));
        const thumbprint = normalizedThumbprint(text);
        assert.ok(thumbprint === undefined || /^[0-9A-F]{40}$/.test(thumbprint));
        assert.equal(thumbprint !== undefined, ['exact', 'style', 'hidden'].includes(found.kind));
      }),
      { numRuns: 3000 },
    );
  });

  it('that is one is recognized in any style', () => {
    const written = fc.tuple(
      sha1,
      fc.constantFrom('', ' ', ':', '-', '\u2013', '\t', '\u00A0', '\u200B'),
      fc.boolean(),
    );
    fc.assert(
      fc.property(written, ([bytes, separator, upper]) => {
        const digits = bytes.toString('hex');
        const text = (digits.match(/../g) ?? []).join(separator);
        fc.pre(!/^0+$|^abc0+cba$/.test(digits));
        assert.equal(normalizedThumbprint(upper ? text.toUpperCase() : text), digits.toUpperCase());
      }),
    );
  });

  it('that is the base64 of one is converted to it', () => {
    fc.assert(
      fc.property(sha1, fc.constantFrom('base64' as const, 'base64url' as const), (bytes, form) => {
        const text = bytes.toString(form);
        // Those whose base64 happens to be hexadecimal digits or to hold a token are let go.
        fc.pre(/[^0-9A-Fa-f=-]/.test(text) && !/__.+__/.test(text));
        assert.deepEqual(classifyThumbprint(text), {
          kind: 'malformed',
          looksLike: { kind: 'x5t', thumbprint: bytes.toString('hex').toUpperCase() },
          hidden: [],
        });
      }),
      { numRuns: 1000 },
    );
  });
});
