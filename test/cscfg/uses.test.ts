import assert from 'node:assert/strict';
import { replaceUse, thumbprintUses, useAt } from '../../src/cscfg/uses';
import { at, c, d, e, mk, T, U, w } from './support/shorthand';

/** A role with these settings and this certificate. */
function s(value: string, name = 'Tokens'): string {
  return (
    `<ServiceConfiguration serviceName="Shop"><Role name="Web"><ConfigurationSettings>` +
    `<Setting name="${name}" value="${value}" /></ConfigurationSettings><Certificates>${c(T)}</Certificates></Role>` +
    `</ServiceConfiguration>`
  );
}

function settingsOf(value: string): readonly string[] {
  const text = s(value);
  return thumbprintUses(d(text)).flatMap(({ kind, span }) =>
    kind === 'setting' ? [text.slice(span.start, span.end)] : [],
  );
}

describe('The uses of thumbprints', () => {
  it('are certificates and settings in document order, with role and name', () => {
    const found = thumbprintUses(d(s(U.toLowerCase())));
    assert.deepEqual(
      found.map(({ kind, thumbprint, role, name }) => [kind, thumbprint, role, name]),
      [
        ['setting', U, 'Web', 'Tokens'],
        ['certificate', T, 'Web', 'web'],
      ],
    );
  });

  it('are found in lists with commas or semicolons and with spaces around them', () => {
    assert.deepEqual(settingsOf(T), [T]);
    assert.deepEqual(settingsOf(`  ${T} `), [T]);
    assert.deepEqual(settingsOf(`${T},${U.toLowerCase()}`), [T, U.toLowerCase()]);
    assert.deepEqual(settingsOf(`${T} ; ${U};`), [T, U]);
    assert.deepEqual(settingsOf(`CN=shop,${T}\n,\n ${U}`), [T, U]);
  });

  it('are whole tokens only', () => {
    assert.deepEqual(settingsOf(''), []);
    assert.deepEqual(settingsOf(T.slice(1)), []);
    assert.deepEqual(settingsOf(`${T}0`), []);
    assert.deepEqual(settingsOf(`x${T}`), []);
    assert.deepEqual(settingsOf(`Thumbprint=${T};`), []);
    assert.deepEqual(settingsOf(`${T} ${U}`), []);
    assert.deepEqual(settingsOf(T.replace(/..(?!$)/g, '$& ')), []);
  });

  it('are no placeholders', () => {
    assert.deepEqual(settingsOf('0'.repeat(40)), []);
    assert.deepEqual(settingsOf('ABC0000000000000000000000000000000000CBA'), []);
  });

  it('span the whole value of a certificate and only the digits in a setting', () => {
    const text = w(c(` ${T.toLowerCase()} `));
    assert.deepEqual(
      thumbprintUses(d(text)).map(({ span }) => mk(text, span)),
      [w(c(`| ${T.toLowerCase()} |`))],
    );
  });

  it('span what a character reference wrote', () => {
    const text = s(`&#32;&#x37;${T.slice(1)}&#44;${U}`);
    assert.deepEqual(
      thumbprintUses(d(text))
        .slice(0, 2)
        .map(({ span }) => mk(text, span)),
      [s(`&#32;|&#x37;${T.slice(1)}|&#44;${U}`), s(`&#32;&#x37;${T.slice(1)}&#44;|${U}|`)],
    );
  });

  it('have an offset in their digits', () => {
    const marked = at(s(`|${T}, |${U}|`));
    const document = d(marked.text);
    assert.deepEqual(
      marked.at.map((offset) => useAt(document, offset)?.thumbprint),
      [T, U, U],
    );
    assert.equal(useAt(document, 0), undefined);
  });
});

describe('Replacing a use', () => {
  const replaced = (text: string): string => {
    const document = d(text);
    return e(
      text,
      thumbprintUses(document).map((use) => replaceUse(document, use, U)),
    );
  };

  it('keeps the case of a setting and writes a certificate in uppercase', () => {
    assert.equal(replaced(s(` ${T.toLowerCase()} ;x`)), s(` ${U.toLowerCase()} ;x`).replace(c(T), c(U)));
    assert.equal(replaced(w(c(T.toLowerCase()))), w(c(U)));
  });

  it('replaces character references', () => {
    assert.equal(replaced(s(`&#x37;${T.slice(1)},x`)), s(`${U},x`).replace(c(T), c(U)));
  });
});
