import assert from 'node:assert/strict';
import fc from 'fast-check';
import { check } from '../../src/cscfg/rules/check';
import type { XmlElement } from '../../src/xml/tree';
import type { TextEdit } from '../../src/text/span';
import { documentOf, applyEdits, plainContext } from '../cscfg/support/texts';
import { samples } from './samples';
import { withMistakes } from './mutations';

const pieces = [
  '',
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
  ' name="x"',
  '<Certificate',
  '&',
];

/** Edits of a text that do not overlap, placed by fractions of its length. */
const edits = fc
  .array(fc.record({ from: fc.noBias(fc.nat(9999)), length: fc.nat(40), newText: fc.constantFrom(...pieces) }), {
    minLength: 1,
    maxLength: 3,
  })
  .map((some) => (text: string): readonly TextEdit[] => {
    let last = 0;
    return some
      .map(({ from, length, newText }) => ({ start: Math.floor((from / 10_000) * text.length), length, newText }))
      .sort((a, b) => a.start - b.start)
      .flatMap(({ start, length, newText }) => {
        const edit = { start, end: Math.min(start + length, text.length), newText };
        const fits = start >= last;
        last = fits ? edit.end : last;
        return fits ? [edit] : [];
      });
  });

/** Everything an element is, but for what it is in. */
function content(elements: readonly XmlElement[]): unknown {
  return elements.map(({ name, nameSpan, span, openTag, closeTag, selfClosing, attributes, children }) => ({
    ...{ name, nameSpan, span, openTag, closeTag, selfClosing },
    attributes: attributes.map((attribute) => [attribute.name, attribute.span, attribute.value, attribute.valueSpan]),
    children: content(children),
  }));
}

describe('A document', () => {
  it('after edits is the same as one that is read anew', () => {
    // The parser takes over only what is some way off an edit.
    const large = samples.map((sample) =>
      sample.replace(/<(?:c:Role|Role|C)[^]*<\/(?:c:Role|Role|C)>/, (inner) => inner.repeat(5)),
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...samples, ...large),
        fc.array(edits, { minLength: 1, maxLength: 5 }),
        (sample, rounds) => {
          let document = documentOf(sample);
          for (const round of rounds) {
            document = document.edited(round(document.text));
          }
          assert.deepEqual(content(document.roots), content(documentOf(document.text).roots));
        },
      ),
      { numRuns: 600 },
    );
  });

  it('has the text that its edits make of it', () => {
    fc.assert(
      fc.property(fc.constantFrom(...samples), edits, (sample, round) => {
        assert.equal(documentOf(sample).edited(round(sample)).text, applyEdits(sample, round(sample)));
      }),
    );
  });

  it('is read and checked with any text', () => {
    const texts = fc.oneof(
      withMistakes(5),
      fc.string({ unit: 'binary' }),
      fc.array(fc.constantFrom(...pieces)).map((some) => some.join('')),
    );
    fc.assert(
      fc.property(texts, (text) => {
        const document = documentOf(text);
        for (const { span } of [...check(document, plainContext), ...document.syntaxProblems]) {
          assert.ok(0 <= span.start && span.start <= span.end && span.end <= text.length);
        }
      }),
      { numRuns: 2000 },
    );
  });
});
