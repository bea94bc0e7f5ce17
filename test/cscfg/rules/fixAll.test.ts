import assert from 'node:assert/strict';
import { fixAll } from '../../../src/cscfg/rules/check';
import { c, d, e, ownLevels, T, U, w, x } from '../support/shorthand';
import { newest, says, verdict } from '../support/vault';

const lower = T.toLowerCase();
const all = (text: string, context = x): string => e(text, fixAll(d(text), context));
const bare = (thumbprint: string): string => `<Certificate name="web" thumbprint="${thumbprint}" />`;

describe('“Fix all”', () => {
  const rows: readonly (readonly [entries: string, after: string])[] = [
    [c(`\u200E${T}`), c(T)],
    [c(lower), c(T)],
    [c(T).replace('sha1', 'SHA256'), c(T)],
    [bare(T), c(T)],
    // Several of them in one entry.
    [c(`\u200E${lower}`), c(T)],
    [c(`&#x200E;${(T.match(/../g) ?? []).join(' ')}`), c(T)],
    [bare(`\u200E${lower}`), c(T)],
    [c(lower, 'a') + c(`${U}\u200B`, 'b') + bare('#{X}#'), c(T, 'a') + c(U, 'b') + c('#{X}#')],
    // Hidden characters in what is no thumbprint.
    [c('\u200E#{X}#'), c('#{X}#')],
    [c('\u200Eabc'), c('abc')],
    // What needs judgement.
    ...['', T.slice(1), 'fLi3U52HunIVNXubkEnf8tP6Wbo', '#{X}#', `sha1:${T}`].map(
      (value) => [c(value), c(value)] as const,
    ),
    [c(T, 'a') + c(T, 'a'), c(T, 'a') + c(T, 'a')],
    [c('a&b'), c('a&b')],
    [c(T), c(T)],
  ];
  for (const [entries, after] of rows) {
    it(`makes ${JSON.stringify(after)} of ${JSON.stringify(entries)}, and that is all`, () => {
      assert.equal(all(w(entries)), w(after));
      assert.equal(all(w(after)), w(after));
    });
  }

  it('keeps lines, quotes and everything else', () => {
    const text = (thumbprint: string, algorithm: string): string =>
      `\uFEFF<?xml version="1.0"?>\r\n<ServiceConfiguration>\r\n\t<Role name='Web'>\r\n\t\t<Certificates>\r\n\t\t\t<Certificate\r\n\t\t\t\tname='a'\r\n\t\t\t\tthumbprint='${thumbprint}'${algorithm}\r\n\t\t\t/> <!-- ${lower} -->\r\n\t\t</Certificates>\r\n\t</Role>\r\n</ServiceConfiguration>`;
    assert.equal(all(text(`\u200E${lower}`, '')), text(T, "\r\n\t\t\t\tthumbprintAlgorithm='sha1'"));
  });

  it('touches nothing of which the rule is off', () => {
    const levels = (code: string) => ({ ...x, levels: { ...ownLevels, [code]: 'off' as const } });
    assert.equal(all(w(c(`\u200E${lower}`)), levels('thumbprint-style')), w(c(lower)));
    assert.equal(all(w(c(lower)), levels('thumbprint-style')), w(c(lower)));
    assert.equal(all(w(bare(T)), levels('thumbprint-algorithm')), w(bare(T)));
    assert.equal(all(w(c(`\u200E${lower}`)), levels('thumbprint-hidden-characters')), w(c(`\u200E${lower}`)));
  });

  it('changes no certificate for another, whatever the vaults say', () => {
    for (const kind of ['notFound', 'outdated', 'expired', 'disabled'] as const) {
      assert.equal(all(w(c(T)), says(verdict(kind, newest), [newest])), w(c(T)));
    }
  });

  it('applies its fixes in text with unfinished tags', () => {
    const text = (thumbprint: string): string => w(`${c(thumbprint)}<Certificate name="b" thumb`);
    assert.equal(all(text(lower)), text(T));
  });
});
