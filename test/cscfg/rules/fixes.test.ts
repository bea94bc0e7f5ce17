import assert from 'node:assert/strict';
import { check, fixesFor } from '../../../src/cscfg/rules/check';
import {
  certificateElement,
  documentOf,
  findingLines,
  fixLines,
  knownThumbprint,
  textFixes,
  otherThumbprint,
  webRoleWith,
} from '../support/texts';
import { newest, says, verdict } from '../support/vault';

const lower = knownThumbprint.toLowerCase();
const entry = (attributes: string): string => `<Certificate ${attributes} />`;

describe('A fix', () => {
  const rows: readonly (readonly [code: string, entries: string, ...fixes: string[]])[] = [
    ['certificate-name-missing', entry(`thumbprint="${knownThumbprint}" thumbprintAlgorithm="sha1"`)],
    [
      'certificate-duplicate-name',
      certificateElement(knownThumbprint, 'a') + certificateElement(otherThumbprint, 'A'),
      `Remove duplicate certificate A → ${webRoleWith(certificateElement(knownThumbprint, 'a'))}`,
    ],
    [
      'certificate-duplicate-name',
      certificateElement(knownThumbprint, 'a') + certificateElement(lower, 'a'),
      `* Remove duplicate certificate a → ${webRoleWith(certificateElement(knownThumbprint, 'a'))}`,
    ],
    [
      'certificate-duplicate-name',
      `\n      ${certificateElement(knownThumbprint, 'a')}\n      ${certificateElement(otherThumbprint, 'a')}\n      ${certificateElement(otherThumbprint, 'b')}\n    `,
      `Remove duplicate certificate a → ${webRoleWith(`\n      ${certificateElement(knownThumbprint, 'a')}\n      ${certificateElement(otherThumbprint, 'b')}\n    `)}`,
    ],
    [
      'certificate-duplicate-name',
      `${certificateElement('', 'a')} ${certificateElement('', 'a')}`,
      `Remove duplicate certificate a → ${webRoleWith(certificateElement('', 'a'))}`,
    ],
    ['thumbprint-missing', certificateElement('')],
    [
      'thumbprint-hidden-characters',
      certificateElement(`\u200E${knownThumbprint}`),
      `* Remove hidden characters → ${webRoleWith(certificateElement(knownThumbprint))}`,
    ],
    [
      'thumbprint-hidden-characters',
      certificateElement(`&#x200E;${knownThumbprint}&#8206;`),
      `* Remove hidden characters → ${webRoleWith(certificateElement(knownThumbprint))}`,
    ],
    [
      'thumbprint-hidden-characters',
      certificateElement(`\u200E${lower} `),
      `* Remove hidden characters → ${webRoleWith(certificateElement(`${lower} `))}`,
    ],
    [
      'thumbprint-hidden-characters',
      certificateElement('\u200E#{X}#'),
      `* Remove hidden characters → ${webRoleWith(certificateElement('#{X}#'))}`,
    ],
    [
      'thumbprint-hidden-characters',
      certificateElement(`\u{E0001}&#xE0001;${knownThumbprint}`),
      `* Remove hidden characters → ${webRoleWith(certificateElement(knownThumbprint))}`,
    ],
    ['thumbprint-malformed', certificateElement(knownThumbprint.slice(1))],
    [
      'thumbprint-malformed',
      certificateElement('fLi3U52HunIVNXubkEnf8tP6Wbo'),
      `* Convert to ${knownThumbprint} → ${webRoleWith(certificateElement(knownThumbprint))}`,
    ],
    [
      'thumbprint-malformed',
      certificateElement(`SHA1: ${lower}`),
      `* Convert to ${knownThumbprint} → ${webRoleWith(certificateElement(knownThumbprint))}`,
    ],
    [
      'thumbprint-style',
      certificateElement(lower),
      `* Rewrite as ${knownThumbprint} → ${webRoleWith(certificateElement(knownThumbprint))}`,
    ],
    [
      'thumbprint-style',
      entry(`name='a' thumbprint='\n${knownThumbprint}' thumbprintAlgorithm='sha1'`),
      `* Rewrite as ${knownThumbprint} → ${webRoleWith(entry(`name='a' thumbprint='${knownThumbprint}' thumbprintAlgorithm='sha1'`))}`,
    ],
    ['thumbprint-placeholder', certificateElement('#{X}#')],
    [
      'thumbprint-algorithm',
      entry(`name="a" thumbprint="${knownThumbprint}"`),
      `* Set thumbprintAlgorithm="sha1" → ${webRoleWith(certificateElement(knownThumbprint, 'a'))}`,
    ],
    [
      'thumbprint-algorithm',
      `<Certificate\n  name='a'\n  thumbprint='${knownThumbprint}'\n/>`,
      `* Set thumbprintAlgorithm="sha1" → ${webRoleWith(`<Certificate\n  name='a'\n  thumbprint='${knownThumbprint}'\n  thumbprintAlgorithm='sha1'\n/>`)}`,
    ],
    [
      'thumbprint-algorithm',
      certificateElement(knownThumbprint).replace('sha1', 'SHA1'),
      `* Set thumbprintAlgorithm="sha1" → ${webRoleWith(certificateElement(knownThumbprint))}`,
    ],
    [
      'thumbprint-algorithm',
      certificateElement(knownThumbprint).replace('sha1', ''),
      `* Set thumbprintAlgorithm="sha1" → ${webRoleWith(certificateElement(knownThumbprint))}`,
    ],
    ['xml-syntax', entry('name="a&b"'), `* Write &amp; → ${webRoleWith(entry('name="a&amp;b"'))}`],
    [
      'xml-syntax',
      entry('name'),
      `* Write name="" → ${webRoleWith(entry('name=""'))}`,
      `Remove name → ${webRoleWith('<Certificate />')}`,
    ],
  ];
  for (const [code, entries, ...fixes] of rows) {
    it(`of ${code} in ${JSON.stringify(entries)} is ${fixes.length === 0 ? 'none that writes' : fixes.join('; ')}`, () => {
      assert.deepEqual(fixLines(webRoleWith(entries), code), fixes);
    });
  }

  it('that writes makes its finding go away', () => {
    for (const [code, entries] of rows) {
      for (const fix of fixLines(webRoleWith(entries), code)) {
        const after = fix.slice(fix.indexOf(' → ') + 3);
        assert.deepEqual(
          findingLines(after).filter((line) => line.startsWith(`${code} `)),
          [],
        );
      }
    }
  });

  it('is preferred at most once for a finding', () => {
    for (const [code, entries] of rows) {
      assert.ok(textFixes(webRoleWith(entries), code).filter(({ preferred }) => preferred).length <= 1);
    }
  });

  it('includes a choice from Key Vault for every wrong thumbprint, after the other fixes', () => {
    const chooses = (thumbprint: string, context = says(verdict('unverified'))): readonly string[] => {
      const document = documentOf(webRoleWith(certificateElement(thumbprint)));
      return check(document, context).flatMap((finding) => {
        const fixes = fixesFor(finding, document, context);
        return fixes.at(-1)?.kind === 'choose' && fixes.slice(0, -1).every(({ kind }) => kind !== 'choose')
          ? [`${finding.code}: ${fixes.at(-1)?.title ?? finding.message}`]
          : [];
      });
    };
    assert.deepEqual(chooses(''), ['thumbprint-missing: Choose from Key Vault…']);
    assert.deepEqual(chooses(knownThumbprint.slice(1)), ['thumbprint-malformed: Choose from Key Vault…']);
    assert.deepEqual(chooses('fLi3U52HunIVNXubkEnf8tP6Wbo'), ['thumbprint-malformed: Choose from Key Vault…']);
    assert.deepEqual(chooses('#{X}#'), ['thumbprint-placeholder: Choose from Key Vault…']);
    for (const kind of ['notFound', 'outdated', 'expired', 'notYetValid', 'disabled', 'deleted', 'expiring'] as const) {
      assert.equal(chooses(knownThumbprint, says(verdict(kind, newest), [newest])).length, 1);
    }
    assert.deepEqual(chooses(lower), []);
    assert.deepEqual(chooses(`\u200E${knownThumbprint}`), []);
  });
});
