import assert from 'node:assert/strict';
import { fixAll } from '../../../src/cscfg/rules/check';
import {
  certificateElement,
  documentOf,
  applyEdits,
  ownLevels,
  knownThumbprint,
  otherThumbprint,
  webRoleWith,
  plainContext,
} from '../support/texts';
import { newest, says, verdict } from '../support/vault';

const lower = knownThumbprint.toLowerCase();
const all = (text: string, context = plainContext): string => applyEdits(text, fixAll(documentOf(text), context));
const bare = (thumbprint: string): string => `<Certificate name="web" thumbprint="${thumbprint}" />`;

describe('“Fix all”', () => {
  const rows: readonly (readonly [entries: string, after: string])[] = [
    [certificateElement(`\u200E${knownThumbprint}`), certificateElement(knownThumbprint)],
    [certificateElement(lower), certificateElement(knownThumbprint)],
    [certificateElement(knownThumbprint).replace('sha1', 'SHA256'), certificateElement(knownThumbprint)],
    [bare(knownThumbprint), certificateElement(knownThumbprint)],
    // Several of them in one entry.
    [certificateElement(`\u200E${lower}`), certificateElement(knownThumbprint)],
    [
      certificateElement(`&#x200E;${(knownThumbprint.match(/../g) ?? []).join(' ')}`),
      certificateElement(knownThumbprint),
    ],
    [bare(`\u200E${lower}`), certificateElement(knownThumbprint)],
    [
      certificateElement(lower, 'a') + certificateElement(`${otherThumbprint}\u200B`, 'b') + bare('#{X}#'),
      certificateElement(knownThumbprint, 'a') + certificateElement(otherThumbprint, 'b') + certificateElement('#{X}#'),
    ],
    // Hidden characters in what is no thumbprint.
    [certificateElement('\u200E#{X}#'), certificateElement('#{X}#')],
    [certificateElement('\u200Eabc'), certificateElement('abc')],
    // What needs judgement.
    ...['', knownThumbprint.slice(1), 'fLi3U52HunIVNXubkEnf8tP6Wbo', '#{X}#', `sha1:${knownThumbprint}`].map(
      (value) => [certificateElement(value), certificateElement(value)] as const,
    ),
    [
      certificateElement(knownThumbprint, 'a') + certificateElement(knownThumbprint, 'a'),
      certificateElement(knownThumbprint, 'a') + certificateElement(knownThumbprint, 'a'),
    ],
    [certificateElement('a&b'), certificateElement('a&b')],
    [certificateElement(knownThumbprint), certificateElement(knownThumbprint)],
  ];
  for (const [entries, after] of rows) {
    it(`makes ${JSON.stringify(after)} of ${JSON.stringify(entries)}, and that is all`, () => {
      assert.equal(all(webRoleWith(entries)), webRoleWith(after));
      assert.equal(all(webRoleWith(after)), webRoleWith(after));
    });
  }

  it('keeps lines, quotes and everything else', () => {
    const text = (thumbprint: string, algorithm: string): string =>
      `\uFEFF<?xml version="1.0"?>\r\n<ServiceConfiguration>\r\n\t<Role name='Web'>\r\n\t\t<Certificates>\r\n\t\t\t<Certificate\r\n\t\t\t\tname='a'\r\n\t\t\t\tthumbprint='${thumbprint}'${algorithm}\r\n\t\t\t/> <!-- ${lower} -->\r\n\t\t</Certificates>\r\n\t</Role>\r\n</ServiceConfiguration>`;
    assert.equal(all(text(`\u200E${lower}`, '')), text(knownThumbprint, "\r\n\t\t\t\tthumbprintAlgorithm='sha1'"));
  });

  it('changes nothing whose rule is off', () => {
    const levels = (code: string) => ({ ...plainContext, levels: { ...ownLevels, [code]: 'off' as const } });
    assert.equal(
      all(webRoleWith(certificateElement(`\u200E${lower}`)), levels('thumbprint-style')),
      webRoleWith(certificateElement(lower)),
    );
    assert.equal(
      all(webRoleWith(certificateElement(lower)), levels('thumbprint-style')),
      webRoleWith(certificateElement(lower)),
    );
    assert.equal(
      all(webRoleWith(bare(knownThumbprint)), levels('thumbprint-algorithm')),
      webRoleWith(bare(knownThumbprint)),
    );
    assert.equal(
      all(webRoleWith(certificateElement(`\u200E${lower}`)), levels('thumbprint-hidden-characters')),
      webRoleWith(certificateElement(`\u200E${lower}`)),
    );
  });

  it('never replaces a certificate with a different one', () => {
    for (const kind of ['notFound', 'outdated', 'expired', 'disabled'] as const) {
      assert.equal(
        all(webRoleWith(certificateElement(knownThumbprint)), says(verdict(kind, newest), [newest])),
        webRoleWith(certificateElement(knownThumbprint)),
      );
    }
  });

  it('applies its fixes in text with unfinished tags', () => {
    const text = (thumbprint: string): string =>
      webRoleWith(`${certificateElement(thumbprint)}<Certificate name="b" thumb`);
    assert.equal(all(text(lower)), text(knownThumbprint));
  });
});
