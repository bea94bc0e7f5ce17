import assert from 'node:assert/strict';
import fc from 'fast-check';
import { insertCertificate, replaceThumbprint } from '../../src/cscfg/certificateEdits';
import type { CscfgDocument } from '../../src/cscfg/document';
import { documentOf, applyEdits, otherThumbprint } from '../cscfg/support/texts';
import { samples } from './samples';
import { withMistakes } from './mutations';

const texts = fc.oneof(fc.constantFrom(...samples), withMistakes(1), withMistakes(2), withMistakes(4));
const names = fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.constantFrom('web', '<&>"\'', ' ', '\t'));

/** All entries of a document, role by role, as their names and thumbprints. */
function entries({
  model,
}: CscfgDocument): readonly (readonly (readonly [string | undefined, string | undefined])[])[] {
  return model.roles.map(({ certificates }) =>
    certificates.map(({ name, thumbprint }) => [name?.value, thumbprint?.value]),
  );
}

/** A name without what XML cannot hold. */
function holdable(name: string): string {
  return name.replace(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '');
}

describe('Edits of any text', () => {
  it('insert a certificate into well-formed text as one entry more, and into other text somehow', () => {
    fc.assert(
      fc.property(texts, names, fc.nat(1), (text, name, index) => {
        const document = documentOf(text);
        const role = document.model.roles[index];
        fc.pre(role !== undefined);
        const edits = insertCertificate(document, role, { name, thumbprint: otherThumbprint });
        const after = documentOf(applyEdits(text, edits));
        if (document.syntaxProblems.length === 0) {
          assert.deepEqual(after.syntaxProblems, []);
          const expected = entries(document).map((all, at) =>
            at === index ? [...all, [holdable(name), otherThumbprint]] : all,
          );
          assert.deepEqual(entries(after), expected);
        }
      }),
      { numRuns: 600 },
    );
  });

  it('replace a thumbprint, and nothing else that the text says', () => {
    fc.assert(
      fc.property(texts, fc.nat(3), (text, index) => {
        const document = documentOf(text);
        const all = document.model.roles.flatMap(({ certificates }) => certificates);
        const entry = all[index];
        fc.pre(entry !== undefined && document.syntaxProblems.length === 0);
        const after = documentOf(applyEdits(text, replaceThumbprint(document, entry, otherThumbprint)));
        assert.deepEqual(after.syntaxProblems, []);
        const expected = entries(document)
          .flat()
          .map(([name, thumbprint], at) => [name, at === index ? otherThumbprint : thumbprint]);
        assert.deepEqual(entries(after).flat(), expected);
      }),
    );
  });
});
