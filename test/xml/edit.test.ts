import assert from 'node:assert/strict';
import { setAttribute, indentUnit, quoteNear, removeElement } from '../../src/xml/edit';
import { certificateElement, replaceThumbprint } from '../../src/cscfg/certificateEdits';
import { type XmlElement, walk } from '../../src/xml/tree';
import { documentOf, applyEdits, knownThumbprint, otherThumbprint, webRoleWith } from '../cscfg/support/texts';

/** The first element of that name. */
function el(text: string, name: string): XmlElement {
  const found = [...walk(documentOf(text).roots)].find((element) => element.name === name);
  assert.ok(found);
  return found;
}

describe('setAttribute', () => {
  const set = (text: string, value = 'v', after: readonly string[] = []): string =>
    applyEdits(text, [setAttribute(text, el(text, 'a'), 'x', value, after)]);

  const cases: readonly (readonly [text: string, after: string])[] = [
    ['<a x="1" y="2"/>', '<a x="v" y="2"/>'],
    ['<a y="2" x = \'\'/>', '<a y="2" x = \'v\'/>'],
    ['<a/>', '<a x="v"/>'],
    ['<a />', '<a x="v" />'],
    ['<a></a>', '<a x="v"></a>'],
    ["<a y='2'/>", "<a x='v' y='2'/>"],
    ['<a x/>', '<a x="v"/>'],
    ['<a\n  y="2"\n  z="3"\n/>', '<a\n  x="v"\n  y="2"\n  z="3"\n/>'],
    ['<a x="1" x="2"/>', '<a x="v" x="2"/>'],
  ];
  for (const [text, after] of cases) {
    it(`makes ${JSON.stringify(after)} of ${JSON.stringify(text)}`, () => {
      assert.equal(set(text), after);
    });
  }

  const placed: readonly (readonly [text: string, ...after: string[]])[] = [
    ['<a y="1" z="2"/>', '<a y="1" x="v" z="2"/>', '<a y="1" z="2" x="v"/>'],
    ['<a\n\ty="1"\n\tz="2"/>', '<a\n\ty="1"\n\tx="v"\n\tz="2"/>', '<a\n\ty="1"\n\tz="2"\n\tx="v"/>'],
    ['<a y="1"  z="2"/>', '<a y="1"  x="v"  z="2"/>', '<a y="1"  z="2"  x="v"/>'],
    ['<a b="1"/>', '<a x="v" b="1"/>', '<a x="v" b="1"/>'],
  ];
  for (const [text, afterY = '', afterZ = ''] of placed) {
    it(`adds to ${JSON.stringify(text)} after the first of those that are there`, () => {
      assert.equal(set(text, 'v', ['y', 'z']), afterY);
      assert.equal(set(text, 'v', ['q', 'z', 'y']), afterZ);
    });
  }

  it('escapes the value as its quotes require', () => {
    assert.equal(set('<a x="1"/>', `<"'&>`), `<a x="&lt;&quot;'&amp;>"/>`);
    assert.equal(set("<a x='1'/>", `<"'&>`), `<a x='&lt;"&apos;&amp;>'/>`);
    assert.equal(set("<a y='1'/>", `'`), `<a x='&apos;' y='1'/>`);
    assert.equal(set('<a x="1"/>', 'a\tb\r\nc\u0001d'), '<a x="a&#x9;b&#xD;&#xA;cd"/>');
  });
});

describe('replaceThumbprint', () => {
  const replaced = (entry: string): string => {
    const document = documentOf(webRoleWith(entry));
    const [found] = document.model.roles[0]?.certificates ?? [];
    assert.ok(found);
    return applyEdits(document.text, replaceThumbprint(document, found, otherThumbprint));
  };

  const cases: readonly (readonly [entry: string, after: string])[] = [
    [
      `<Certificate name="a" thumbprint="${knownThumbprint}" thumbprintAlgorithm="sha1"/>`,
      `<Certificate name="a" thumbprint="${otherThumbprint}" thumbprintAlgorithm="sha1"/>`,
    ],
    [`<Certificate thumbprint='&#x200E;${knownThumbprint}'/>`, `<Certificate thumbprint='${otherThumbprint}'/>`],
    ['<Certificate name="a" thumbprint=""/>', `<Certificate name="a" thumbprint="${otherThumbprint}"/>`],
    [
      '<Certificate name="a" thumbprintAlgorithm="sha1"/>',
      `<Certificate name="a" thumbprint="${otherThumbprint}" thumbprintAlgorithm="sha1"/>`,
    ],
    [
      '<Certificate thumbprintAlgorithm="sha1"></Certificate>',
      `<Certificate thumbprint="${otherThumbprint}" thumbprintAlgorithm="sha1"></Certificate>`,
    ],
    [
      '<Certificate\n  name="a"\n  b="c"\n/>',
      `<Certificate\n  name="a"\n  thumbprint="${otherThumbprint}"\n  b="c"\n/>`,
    ],
    ['<Certificate/>', `<Certificate thumbprint="${otherThumbprint}"/>`],
  ];
  for (const [entry, after] of cases) {
    it(`makes ${JSON.stringify(after)} of ${JSON.stringify(entry)}`, () => {
      assert.equal(replaced(entry), webRoleWith(after));
    });
  }
});

describe('removeElement', () => {
  const cases: readonly (readonly [text: string, after: string])[] = [
    ['<r>\n  <a/>\n  <b/>\n</r>', '<r>\n  <b/>\n</r>'],
    ['<r>\r\n\t<a>\r\n\t</a>  \r\n\t<b/>\r\n</r>', '<r>\r\n\t<b/>\r\n</r>'],
    ['<r>\n  <a/> <!-- c -->\n</r>', '<r>\n   <!-- c -->\n</r>'],
    ['<r><a/></r>', '<r></r>'],
    ['<r><b/> <a/></r>', '<r><b/></r>'],
    ['<r><a/> <b/></r>', '<r> <b/></r>'],
    ['<r>\n  <b/><a/>\n</r>', '<r>\n  <b/>\n</r>'],
    ['<r>\n  <b/>\n  <a/>', '<r>\n  <b/>\n'],
  ];
  for (const [text, after] of cases) {
    it(`makes ${JSON.stringify(after)} of ${JSON.stringify(text)}`, () => {
      assert.equal(applyEdits(text, [removeElement(text, el(text, 'a'))]), after);
    });
  }
});

describe('certificateElement', () => {
  it('writes what the documentation shows', () => {
    assert.equal(
      certificateElement({ name: 'web', thumbprint: knownThumbprint }),
      `<Certificate name="web" thumbprint="${knownThumbprint}" thumbprintAlgorithm="sha1" />`,
    );
  });

  it('takes a prefix, a quote and any name', () => {
    assert.equal(
      certificateElement({ name: `a'&"`, thumbprint: knownThumbprint }, { prefix: 'c:', quote: "'" }),
      `<c:Certificate name='a&apos;&amp;"' thumbprint='${knownThumbprint}' thumbprintAlgorithm='sha1' />`,
    );
  });
});

describe('The layout around an element', () => {
  const units: readonly (readonly [text: string, unit: string])[] = [
    ['<r><a/></r>', '  '],
    ['<r>\n\t<a/>\n</r>', '\t'],
    ['<r>\n   <a/>\n</r>', '   '],
    ['<r>\n<b>\n    <c/>\n</b>\n<a/>\n</r>', '    '],
    ['<r>\n<a/>\n</r>', ''],
    ['<r><b>\n  <c/></b>\n<a>\n <d/></a>\n</r>', ' '],
    ['<r>\n\t<b/>\n  <a>\n    <c/>\n  </a>\n</r>', '  '],
  ];
  for (const [text, unit] of units) {
    it(`has the step ${JSON.stringify(unit)} in ${JSON.stringify(text)}`, () => {
      assert.equal(indentUnit(text, el(text, 'a')), unit);
    });
  }

  const quotes: readonly (readonly [text: string, quote: string])[] = [
    ['<r><a/></r>', '"'],
    ['<r><a x="1" y=\'2\'/></r>', "'"],
    ['<r x="1"><a y=\'1\'/></r>', "'"],
    ["<r x='1'><a/></r>", "'"],
    ['<r x=\'1\'><a><b y="1"/></a></r>', '"'],
    ["<r><b y='1'/><a/></r>", "'"],
    ["<r x='1'><a y=1/></r>", "'"],
  ];
  for (const [text, quote] of quotes) {
    it(`has the quote ${quote} in ${text}`, () => {
      assert.equal(quoteNear(el(text, 'a')), quote);
    });
  }
});
