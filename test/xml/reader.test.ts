import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseString } from 'xml2js';
import { applyEdits } from '../../src/text/span';
import { readXml } from '../../src/xml/reader';
import { walk, type XmlElement } from '../../src/xml/tree';
import { readCorpus } from '../cscfg/support/corpus';
import { withMistakes } from '../fuzz/mutations';
import { samples } from '../fuzz/samples';

const pieces = [
  '<',
  '>',
  '/',
  '"',
  "'",
  '=',
  ' ',
  '\n',
  'a',
  '<a>',
  '</a>',
  '<a b="c"/>',
  '<!--',
  '-->',
  '</',
  '&',
  ':',
];
const anyText = fc.oneof(
  withMistakes(3),
  fc.string({ unit: 'binary' }),
  fc.array(fc.constantFrom(...pieces)).map((some) => some.join('')),
);

/** An element as xml2js has it with its children in order. */
interface Explicit {
  readonly '#name': string;
  readonly $?: Readonly<Record<string, string>>;
  readonly $$?: readonly Explicit[];
}

function outline(root: XmlElement): readonly unknown[] {
  return [...walk([root])].map(({ name, attributes }) => [name, attributes.map((one) => [one.name, one.value])]);
}

function outlineByXml2js(text: string): readonly unknown[] {
  const found: unknown[] = [];
  const options = { async: false, explicitRoot: false, explicitChildren: true, preserveChildrenOrder: true };
  parseString(text, options, (error, result: Explicit) => {
    assert.equal(error, null);
    const waiting = [result];
    for (let one = waiting.pop(); one !== undefined; one = waiting.pop()) {
      found.push([one['#name'], Object.entries(one.$ ?? {})]);
      waiting.push(...(one.$$ ?? []).filter((child) => child['#name'] !== '__text__').toReversed());
    }
  });
  return found;
}

describe('The reader', () => {
  it('never throws, and keeps everything within the text and its parent', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const { roots, problems } = readXml(text);
        for (const { span, openTag, closeTag, nameSpan, attributes, parent, children } of walk(roots)) {
          const parts = [openTag, nameSpan, closeTag ?? openTag, ...attributes.map((one) => one.span)];
          assert.ok(parts.every(({ start, end }) => span.start <= start && start <= end && end <= span.end));
          assert.ok(span.start >= (parent?.openTag.end ?? 0) && span.end <= text.length);
          assert.ok(children.every((child) => child.parent?.span.start === span.start));
        }
        assert.ok(problems.length <= 100);
      }),
      { numRuns: 3000 },
    );
  });

  it('covers all of a text by its tags, its markup, its text and white space', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const { tokens, markup, problems } = readXml(text);
        // Of a tag that starts twice, only the second one counts.
        fc.pre(!problems.some(({ message }) => message.includes('starts twice')));
        const parts = [...tokens, ...markup].toSorted((a, b) => a.start - b.start || b.end - a.end);
        let at = text.startsWith('\uFEFF') ? 1 : 0;
        for (const { start, end } of parts) {
          // Characters that XML does not allow count as white space between tags.
          // eslint-disable-next-line no-control-regex
          assert.match(text.slice(at, start), /^[\s\0-\x1F\uD800-\uDFFF\uFFFE\uFFFF]*$/);
          at = Math.max(at, end);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('has the elements and values that xml2js has', () => {
    for (const text of [...samples, ...(readCorpus('cscfg', 'csdef') ?? []).map((file) => file.text)]) {
      const { roots, problems } = readXml(text);
      if (problems.length === 0 && roots[0] !== undefined) {
        assert.deepEqual(outline(roots[0]), outlineByXml2js(text));
      }
    }
  });

  it('returns a tree of 100,000 levels', () => {
    const [root] = readXml('<a>'.repeat(100_000) + '</a>'.repeat(100_000)).roots;
    assert.equal([...walk(root === undefined ? [] : [root])].length, 100_000);
  });

  it('puts the tags of a text in the same elements that the first fix makes of it', () => {
    const cases: readonly (readonly [text: string, ...names: string[]])[] = [
      ['<R>\n  <b n="1">\n  <b n="2" />\n</R>', 'R', 'b', '/b'],
      ['<R>\n  <b n="1">\n    <c/>\n  <b>\n  <b n="2">\n  </b>\n</R>', 'R', 'b', 'c', '/b'],
      ['<R></b><c/></b></R>', 'R', 'b', 'c'],
      ['<R>b x="1"><c/></b></R>', 'R', 'b', 'c'],
      ['<R><b></Roel><c/></R>', 'R', 'b', '/c'],
    ];
    for (const [text, ...names] of cases) {
      const { roots, problems } = readXml(text);
      assert.deepEqual(problems.length, 1, text);
      const fixed = applyEdits(text, problems[0]?.edits[0]?.edits ?? []);
      const shape = (elements: readonly XmlElement[]): readonly unknown[] =>
        [...walk(elements)].map(({ name, parent }) => [name, parent?.name]);
      assert.deepEqual(shape(roots), shape(readXml(fixed).roots), text);
      assert.equal([...walk(roots)].length, names.length, text);
    }
  });

  it('states whether markup is finished, even if its problem is not reported', () => {
    const cases: readonly (readonly [text: string, finished: boolean])[] = [
      ['<?xml version="1.0"?>', true],
      ['x<?xml version="1.0">', false],
      ['<?'.repeat(101), false],
      ['<!-- a -->', true],
      ['<!-- a -- b -->', true],
      ['<!-- a', false],
      ['<![CDATA[a', false],
    ];
    for (const [text, finished] of cases) {
      assert.equal(readXml(text).markup.at(-1)?.finished, finished, text.slice(0, 30));
    }
  });

  it('has the text that is directly in an element', () => {
    const text = '<R>a<b/> <![CDATA[c]]>d<!-- e --></R>';
    const [root] = readXml(text).roots;
    assert.deepEqual(
      root?.textSpans.map(({ start, end }) => text.slice(start, end)),
      ['a', '<![CDATA[c]]>d'],
    );
  });
});

describe('A prefix', () => {
  const cases: readonly (readonly [text: string, message: string | undefined, fixed?: string])[] = [
    [
      '<R><x:a/></R>',
      'The namespace prefix "x" is not declared. Declare it with xmlns:x="…", or remove it.',
      '<R><a/></R>',
    ],
    [
      '<R><x:a><x:b/></x:a></R>',
      'The namespace prefix "x" is not declared. Declare it with xmlns:x="…", or remove it.',
      '<R><a><b/></a></R>',
    ],
    [
      '<R xdt:Transform="Replace"/>',
      'The namespace prefix "xdt" is not declared. Declare it with xmlns:xdt="…", or remove it.',
      '<R xmlns:xdt="http://schemas.microsoft.com/XML-Document-Transform" xdt:Transform="Replace"/>',
    ],
    [
      '<R><b xmlns:x="u"/><x:a/></R>',
      'The namespace prefix "x" is not declared. Declare it with xmlns:x="…", or remove it.',
      '<R><b xmlns:x="u"/><a/></R>',
    ],
    [
      '<R a:b:c=""/>',
      '"a:b:c" is not a valid name: only one ":" is allowed, between a prefix and a name.',
      '<R a:bc=""/>',
    ],
    ['<:R></:R>', '":R" is not a valid name: only one ":" is allowed, between a prefix and a name.', '<R></R>'],
    ['<R xmlns:x=""/>', 'The namespace of the prefix "x" must not be empty. Remove the declaration.', '<R/>'],
    ['<x:R xmlns:x="u" xml:space="preserve"><x:b x:c=""/></x:R>', undefined],
    ['<R xmlns=""/>', undefined],
  ];
  for (const [text, message, fixed] of cases) {
    it(`in ${text} ${message === undefined ? 'is right' : `is reported: ${message}`}`, () => {
      const { problems } = readXml(text);
      assert.deepEqual(
        problems.map((problem) => problem.message),
        message === undefined ? [] : [message],
      );
      assert.equal(problems[0] && applyEdits(text, problems[0].edits[0]?.edits ?? []), fixed);
    });
  }
});
