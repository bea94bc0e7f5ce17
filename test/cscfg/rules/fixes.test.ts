import assert from 'node:assert/strict';
import { check, fixesFor } from '../../../src/cscfg/rules/check';
import { c, d, fi, fx, T, tf, U, w } from '../support/shorthand';
import { newest, says, verdict } from '../support/vault';

const lower = T.toLowerCase();
const entry = (attributes: string): string => `<Certificate ${attributes} />`;

describe('A fix', () => {
  const rows: readonly (readonly [code: string, entries: string, ...fixes: string[]])[] = [
    ['certificate-name-missing', entry(`thumbprint="${T}" thumbprintAlgorithm="sha1"`)],
    ['certificate-duplicate-name', c(T, 'a') + c(U, 'A'), `Remove duplicate certificate A → ${w(c(T, 'a'))}`],
    ['certificate-duplicate-name', c(T, 'a') + c(lower, 'a'), `* Remove duplicate certificate a → ${w(c(T, 'a'))}`],
    [
      'certificate-duplicate-name',
      `\n      ${c(T, 'a')}\n      ${c(U, 'a')}\n      ${c(U, 'b')}\n    `,
      `Remove duplicate certificate a → ${w(`\n      ${c(T, 'a')}\n      ${c(U, 'b')}\n    `)}`,
    ],
    ['certificate-duplicate-name', `${c('', 'a')} ${c('', 'a')}`, `Remove duplicate certificate a → ${w(c('', 'a'))}`],
    ['thumbprint-missing', c('')],
    ['thumbprint-hidden-characters', c(`\u200E${T}`), `* Remove hidden characters → ${w(c(T))}`],
    ['thumbprint-hidden-characters', c(`&#x200E;${T}&#8206;`), `* Remove hidden characters → ${w(c(T))}`],
    ['thumbprint-hidden-characters', c(`\u200E${lower} `), `* Remove hidden characters → ${w(c(`${lower} `))}`],
    ['thumbprint-hidden-characters', c('\u200E#{X}#'), `* Remove hidden characters → ${w(c('#{X}#'))}`],
    ['thumbprint-hidden-characters', c(`\u{E0001}&#xE0001;${T}`), `* Remove hidden characters → ${w(c(T))}`],
    ['thumbprint-malformed', c(T.slice(1))],
    ['thumbprint-malformed', c('fLi3U52HunIVNXubkEnf8tP6Wbo'), `* Convert to ${T} → ${w(c(T))}`],
    ['thumbprint-malformed', c(`SHA1: ${lower}`), `* Convert to ${T} → ${w(c(T))}`],
    ['thumbprint-style', c(lower), `* Rewrite as ${T} → ${w(c(T))}`],
    [
      'thumbprint-style',
      entry(`name='a' thumbprint='\n${T}' thumbprintAlgorithm='sha1'`),
      `* Rewrite as ${T} → ${w(entry(`name='a' thumbprint='${T}' thumbprintAlgorithm='sha1'`))}`,
    ],
    ['thumbprint-placeholder', c('#{X}#')],
    ['thumbprint-algorithm', entry(`name="a" thumbprint="${T}"`), `* Set thumbprintAlgorithm="sha1" → ${w(c(T, 'a'))}`],
    [
      'thumbprint-algorithm',
      `<Certificate\n  name='a'\n  thumbprint='${T}'\n/>`,
      `* Set thumbprintAlgorithm="sha1" → ${w(`<Certificate\n  name='a'\n  thumbprint='${T}'\n  thumbprintAlgorithm='sha1'\n/>`)}`,
    ],
    ['thumbprint-algorithm', c(T).replace('sha1', 'SHA1'), `* Set thumbprintAlgorithm="sha1" → ${w(c(T))}`],
    ['thumbprint-algorithm', c(T).replace('sha1', ''), `* Set thumbprintAlgorithm="sha1" → ${w(c(T))}`],
    ['xml-syntax', entry('name="a&b"'), `* Write &amp; → ${w(entry('name="a&amp;b"'))}`],
    ['xml-syntax', entry('name'), `* Write name="" → ${w(entry('name=""'))}`, `Remove name → ${w('<Certificate />')}`],
  ];
  for (const [code, entries, ...fixes] of rows) {
    it(`of ${code} in ${JSON.stringify(entries)} is ${fixes.length === 0 ? 'none that writes' : fixes.join('; ')}`, () => {
      assert.deepEqual(fx(w(entries), code), fixes);
    });
  }

  it('that writes makes its finding go away', () => {
    for (const [code, entries] of rows) {
      for (const fix of fx(w(entries), code)) {
        const after = fix.slice(fix.indexOf(' → ') + 3);
        assert.deepEqual(
          fi(after).filter((line) => line.startsWith(`${code} `)),
          [],
        );
      }
    }
  });

  it('is preferred at most once for a finding', () => {
    for (const [code, entries] of rows) {
      assert.ok(tf(w(entries), code).filter(({ preferred }) => preferred).length <= 1);
    }
  });

  it('includes a choice from Key Vault for every wrong thumbprint, after the other fixes', () => {
    const chooses = (thumbprint: string, context = says(verdict('unverified'))): readonly string[] => {
      const document = d(w(c(thumbprint)));
      return check(document, context).flatMap((finding) => {
        const fixes = fixesFor(finding, document, context);
        return fixes.at(-1)?.kind === 'choose' && fixes.slice(0, -1).every(({ kind }) => kind !== 'choose')
          ? [`${finding.code}: ${fixes.at(-1)?.title ?? finding.message}`]
          : [];
      });
    };
    assert.deepEqual(chooses(''), ['thumbprint-missing: Choose from Key Vault…']);
    assert.deepEqual(chooses(T.slice(1)), ['thumbprint-malformed: Choose from Key Vault…']);
    assert.deepEqual(chooses('fLi3U52HunIVNXubkEnf8tP6Wbo'), ['thumbprint-malformed: Choose from Key Vault…']);
    assert.deepEqual(chooses('#{X}#'), ['thumbprint-placeholder: Choose from Key Vault…']);
    for (const kind of ['notFound', 'outdated', 'expired', 'notYetValid', 'disabled', 'deleted', 'expiring'] as const) {
      assert.equal(chooses(T, says(verdict(kind, newest), [newest])).length, 1);
    }
    assert.deepEqual(chooses(lower), []);
    assert.deepEqual(chooses(`\u200E${T}`), []);
  });
});
