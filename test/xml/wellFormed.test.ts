import assert from 'node:assert/strict';
import { documentOf, fixedText, problemLines } from '../cscfg/support/texts';

describe('A well-formed text', () => {
  const texts = [
    '<R/>',
    '<R></R>',
    '\uFEFF<?xml version="1.0" encoding="utf-8"?>\r\n<R>\r\n</R>\r\n',
    "<?xml version = '1.1'  encoding='UTF-16' standalone='no' ?><R/>",
    '<!-- c --><?p?><R/><!-- d --><?q x?>\n',
    '<R a="1"\n\tb = \'"\' c=">" d="\'"/>',
    '<R a="&lt;&gt;&amp;&apos;&quot;&#9;&#x10FFFF;&#xE000;"/>',
    '<R>a > b ]] > c &amp; d</R>',
    '<R a="]]>" b="&lt;!-- -->"/>',
    '<R><![CDATA[<&]] > --> <!-- ]]></R>',
    '<R><![CDATA[]]]]></R>',
    '<R><!----><!-- - > - - --></R>',
    '<R><!-- & < ]]> <b> --></R>',
    '<R><?p & < -- ?><?p ??></R>',
    '<R><?xml-stylesheet href="a"?></R>',
    '<R><?p x>\n<b/>\n<?q?></R>',
    '<R><R><R/></R></R>',
    '<R></R\n>',
    '<n:R xmlns:n="u"><n:b/></n:R>',
    '<Ünïcode·1 ñ="€𝄞"/>',
    '<_ a.b-c="2"/>',
    '<R>R></R>',
    '<R>b x="1"></R>',
    '<R><b>b ></b></R>',
    '<R><b>/R></b></R>',
    '<R>\u0085\u2028\u00A0\uFEFF</R>',
    '<!DOCTYPE R><R/>',
    '<?xml version="1.0"?>\n<!-- c -->\n<!DOCTYPE R SYSTEM "a.dtd">\n<R a="&any;"/>',
    '<!DOCTYPE R PUBLIC "-//a" "b" [<!-- c --><?p?>]><R>&any;</R>',
    '<!DOCTYPE R [<!ENTITY e "x"><!ENTITY f SYSTEM "f"><!ELEMENT R (#PCDATA|b)*><!ATTLIST R a CDATA "&gt;">]><R a="&e;">&f;</R>',
    '<!DOCTYPE R [<!ENTITY % p "x"> %p; ] ><R a="&any;"/>',
    '<!DOCTYPE R [<!NOTATION n PUBLIC "n"><!ENTITY e SYSTEM "e" NDATA n>]><R/>',
  ];
  for (const text of texts) {
    it(`is ${JSON.stringify(text)}`, () => {
      assert.deepEqual(problemLines(text), []);
    });
  }
});

describe('Mistakes', () => {
  const several: readonly (readonly [text: string, ...problems: string[]])[] = [
    [
      '<R a=1 b="x&y"/>',
      '|1| The value of a is not in quotes. Write a="1".',
      '|&| A bare "&" is not allowed in XML. Write &amp; instead.',
    ],
    [
      '<R><b><c></R>',
      '|<b| <b> is never closed: </b> is missing before </R>.',
      '|<c| <c> is never closed: </c> is missing before </R>.',
    ],
    [
      '<R>\n  <b name="1>\n  <b name="2" name="3"/>\n  </b>\n</R>',
      '|"1| The value of name has no closing quote: " is missing.',
      '|name| The attribute name occurs twice. Remove one of them.',
    ],
    [
      '<R><b></c><!-- x -- y --></R>',
      '|c| </c> does not match <b>. Write </b>.',
      '|--| "--" is not allowed inside a comment. Write "- -" instead.',
    ],
    [
      ' <?xml version="1.0"?><R><b></R>',
      '|<?xml version="1.0"?>| The XML declaration must be at the very start of the file.',
      '|<b| <b> is never closed: </b> is missing before </R>.',
    ],
    [
      '<R a="\u0001&"/>',
      '|\u0001| The character U+0001 is not allowed in XML. Remove it.',
      '|&| A bare "&" is not allowed in XML. Write &amp; instead.',
    ],
    [
      '<R a="1" a="2" a="3"/>',
      '|a| The attribute a occurs twice. Remove one of them.',
      '|a| The attribute a occurs twice. Remove one of them.',
    ],
    [
      '<R/>\nx\n<!DOCTYPE R>',
      '|x| Text is only allowed inside the root element. Remove it.',
      '|<!DOCTYPE R>| A document type is only allowed once, before the root element. Remove it.',
    ],
  ];
  for (const [text, ...problems] of several) {
    it(`that are two are reported as two, in ${JSON.stringify(text)}`, () => {
      assert.deepEqual(problemLines(text), problems);
    });
  }

  it('are reported without the characters that XML forbids', () => {
    const cases: readonly (readonly [text: string, message: string])[] = [
      ['< S\u0001s/>', 'The name Ss must directly follow "<".'],
      ['<S a=x\u0001y/>', 'The value of a is not in quotes. Write a="xy".'],
      ['<S 1\u0001a/>', '1a is not an attribute. Write name="value", or remove it.'],
    ];
    for (const [text, expected] of cases) {
      assert.ok(
        documentOf(text).syntaxProblems.some(({ message }) => message === expected),
        text,
      );
    }
  });

  it('within text that must be removed are not reported', () => {
    assert.deepEqual(problemLines('<R/>a & b \u0001 ]]>'), [
      '|a & b \u0001 ]]>| Text is only allowed inside the root element. Remove it.',
    ]);
    assert.deepEqual(problemLines('<R></ b c></R>'), [
      '|</ b c>| </b> closes nothing: no such element is open. Remove it.',
    ]);
  });

  it('of all kinds are counted up to a hundred', () => {
    const many = (text: string): number => documentOf(text).syntaxProblems.length;
    assert.equal(many(`<R>${'&'.repeat(101)}</R>`), 100);
    assert.equal(many(`<R>${'\u0001'.repeat(101)}</R>`), 100);
    assert.equal(many(`<R>${'</b>'.repeat(101)}</R>`), 100);
    assert.equal(many(`<R ${'a=1 '.repeat(101)}/>`), 100);
    assert.equal(many(`<R>${Array.from({ length: 101 }, (_, i) => `<b${String(i)}>`).join('')}</R>`), 100);
  });

  it('do not make a text look unclosed whose end was not read', () => {
    assert.ok(!problemLines(`<R>${'&'.repeat(101)}</R>`).some((problem) => problem.includes('never closed')));
  });
});

describe('The fixes for a mistake', () => {
  const ways: readonly (readonly [text: string, ...ways: string[]])[] = [
    [
      '<R><Certificates></Certificate></R>',
      'Write </Certificates> → <R><Certificates></Certificates></R>',
      'Write <Certificate> → <R><Certificate></Certificate></R>',
    ],
    ['<R><Certs><x></Cert></Cert></R>', 'Close it with "/>" → <R><Certs><x /></Cert></Cert></R>'],
    ['<R a/>', 'Write a="" → <R a=""/>', 'Remove a → <R/>'],
    ['<R a="&amp"/>', 'Write &amp; → <R a="&amp;"/>', 'Write &amp; → <R a="&amp;amp"/>'],
    ['<R>a < b</R>', 'Write &lt; → <R>a &lt; b</R>', 'Remove it → <R>a  b</R>'],
    ['<R><</R>', 'Remove it → <R></R>', 'Write &lt; → <R>&lt;</R>'],
    ['<R a="1" a="2"/>', 'Remove the second a → <R a="1"/>'],
    ['<R a="b', 'Insert " /> → <R a="b" />'],
    ['<a><b><c>\n<d e="', 'Insert " /></c></b></a> → <a><b><c>\n<d e="" /></c></b>\n</a>'],
    ['<a><b><c><d><e><f g="', 'Insert " /></e></d></c></b></a> → <a><b><c><d><e><f g="" /></e></d></c></b></a>'],
    ['<R/><b/>'],
  ];
  for (const [text, ...expected] of ways) {
    it(`in ${JSON.stringify(text)} are ${expected.length === 0 ? 'none' : expected.join('; ')}`, () => {
      const [problem] = documentOf(text).syntaxProblems;
      assert.ok(problem);
      const texts = fixedText(text, problem);
      const found = problem.edits.map(({ title }, index) => `${title} → ${texts[index] ?? ''}`);
      assert.deepEqual(found, expected);
    });
  }
});

describe('A tag without its “<” at the start of the text', () => {
  it('is reported within the text, in addition to any other mistakes', () => {
    const spans = documentOf('a><a></</a>').syntaxProblems.map(({ span }) => span);
    assert.ok(spans.length > 0);
    assert.ok(spans.every(({ start }) => start >= 0));
  });
});
