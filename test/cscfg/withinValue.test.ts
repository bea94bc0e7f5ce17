import assert from 'node:assert/strict';
import { parser } from '@lezer/xml';
import fc from 'fast-check';
import { parseCscfg, type CscfgDocument } from '../../src/cscfg/document';
import { editWithinValue } from '../../src/cscfg/syntax/withinValue';
import { findSyntaxProblems } from '../../src/cscfg/syntax/wellFormed';
import type { WrittenChild } from '../../src/cscfg/syntax/writtenElement';
import { readWritten } from '../../src/cscfg/syntax/writtenReader';
import { walk } from '../../src/cscfg/syntax/xmlElement';
import { applyEdits, type TextEdit } from '../../src/cscfg/text/span';

const text = `<?xml version="1.0" encoding="utf-8"?>
<!-- ours -->
<s:ServiceConfiguration xmlns:s='urn:s' serviceName="Shop">
  <Role name = "Web" vmName='a'>
    <Instances count="2" />
    <Settings><Setting name="Motto" value="fish &amp; chips" /><Setting name="Empty" value=""/></Settings>
    <Certificates>
      <Certificate
        name="Tls"
        thumbprint="0123456789abcdef" thumbprintAlgorithm="sha1" />
    </Certificates>
  </Role>
  <Role name="Worker" />
</s:ServiceConfiguration>
`;

const read = (one: string): readonly WrittenChild[] => readWritten(parser.parse(one), one);

/** `|` stands where it is typed, or for what is replaced where there are two. */
function at(marked: string, newText: string): TextEdit {
  const [before = '', replaced = '', after] = marked.split('|');
  const start = text.indexOf(before + (after === undefined ? '' : replaced) + (after ?? replaced)) + before.length;
  return { start, end: after === undefined ? start : start + replaced.length, newText };
}

function described({ roots }: CscfgDocument): unknown {
  return [...walk(roots)].map(({ name, nameSpan, span, openTag, closeTag, selfClosing, attributes }) => [
    [name, nameSpan, span, openTag, closeTag, selfClosing],
    ...attributes.map((one) => [one.name, one.nameSpan, one.span, one.valueSpan, one.quote, one.value]),
  ]);
}

describe('An edit within a value', () => {
  const taken: readonly (readonly [what: string, edit: TextEdit])[] = [
    ['a letter in the middle', at('thumbprint="0123|456', 'F')],
    ['a letter at the beginning', at('thumbprint="|0123', 'F')],
    ['a letter at the end', at('abcdef|" thumbprintAlgorithm', '0')],
    ['a letter into an empty value', at('value="|"/>', 'x')],
    ['a letter in single quotes', at("vmName='a|'", 'b')],
    ['a letter in the last attribute', at('thumbprintAlgorithm="sha1|"', '2')],
    ['a letter in the first of several attributes', at('name = "We|b"', 'e')],
    ['a letter in the root’s own tag', at('serviceName="Sh|op"', 'o')],
    ['a letter in the last element', at('name="Work|er"', 'k')],
    ['a letter that is taken away', at('thumbprint="0123|4|56', '')],
    ['a whole value that is replaced', at('count="|2|"', '12')],
    ['a whole value that is taken away', at('thumbprintAlgorithm="|sha1|"', '')],
    ['white space and signs', at('name="Mot|to"', ' -+*/=:;,.()[]{}#$%!?@^_~|\\`')],
  ];
  for (const [what, edit] of taken) {
    it(`such as ${what} is taken over without the parser, and reads the same`, () => {
      assert.deepEqual(editWithinValue(read(text), text, edit), read(applyEdits(text, [edit])));
    });
  }

  const left: readonly (readonly [what: string, edit: TextEdit])[] = [
    ['a quote', at('thumbprint="0123|456', '"')],
    ['an apostrophe', at('thumbprint="0123|456', "'")],
    ['a tag', at('thumbprint="0123|456', '<')],
    ['a reference', at('thumbprint="0123|456', '&')],
    ['a character that cannot be seen', at('thumbprint="0123|456', '\u200E')],
    ['a line', at('thumbprint="0123|456', '\n')],
    ['a letter beside a reference', at('fish &am|p; chips', 'x')],
    ['a letter in a name', at('<Certi|ficate\n', 'x')],
    ['a letter in an attribute’s name', at('thumb|print=', 'x')],
    ['a letter before a quote', at('thumbprint=|"0123', 'x')],
    ['a letter behind a quote', at('abcdef"| thumbprintAlgorithm', 'x')],
    ['what goes over the end of a value', at('abcdef|" thumb|printAlgorithm', 'x')],
    ['a letter in a comment', at('<!-- ou|rs', 'x')],
    ['a letter in the declaration', at('version="1.|0"', 'x')],
    ['a letter between elements', at('</Role>\n|  <Role', 'x')],
    ['a letter behind all', { start: text.length, end: text.length, newText: 'x' }],
  ];
  for (const [what, edit] of left) {
    it(`is not ${what}`, () => {
      assert.equal(editWithinValue(read(text), text, edit), undefined);
    });
  }

  it('leaves every state of the text as reading it anew has it, whatever else is typed between', () => {
    const inValue = fc.record({
      value: fc.nat(),
      from: fc.nat(),
      length: fc.nat(3),
      newText: fc.constantFrom('', 'x', 'AB', ' ', '0', '&', '"', '😀'),
    });
    const anywhere = fc.record({ at: fc.nat(), length: fc.nat(3), newText: fc.constantFrom('', 'x', '<', '>', '"') });
    fc.assert(
      fc.property(fc.array(fc.oneof({ weight: 6, arbitrary: inValue }, anywhere), { maxLength: 15 }), (typed) => {
        let document = parseCscfg(text);
        for (const stroke of typed) {
          const values = [...walk(document.roots)].flatMap(({ attributes }) =>
            attributes.flatMap(({ valueSpan }) => valueSpan ?? []),
          );
          const within = 'value' in stroke ? values[stroke.value % values.length] : undefined;
          const { start: first, end: last } = within ?? { start: 0, end: document.text.length };
          const place = 'value' in stroke ? stroke.from : stroke.at;
          const start = first + (place % (last - first + 1));
          const end = Math.min(last, start + stroke.length);
          assert.deepEqual(document.syntaxProblems, findSyntaxProblems(document.text));
          document = document.edited([{ start, end, newText: stroke.newText }]);
          assert.deepEqual(described(document), described(parseCscfg(document.text)));
        }
        assert.deepEqual(document.syntaxProblems, findSyntaxProblems(document.text));
      }),
      { numRuns: 300 },
    );
  });
});
