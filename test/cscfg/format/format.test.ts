import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { parseCscfg } from '../../../src/cscfg/document';
import { formatEdits } from '../../../src/cscfg/format';
import { decodeText } from '../../../src/text/decode';
import { applyEdits } from '../../../src/text/span';
import { corpus, filesBelow, hasCorpus } from '../../corpus/files';

function formatted(text: string, unit = '  '): string {
  return applyEdits(text, formatEdits(parseCscfg(text), { unit }));
}

describe('Formatting', () => {
  it('indents elements, comments and close tags by their depth', () => {
    assert.equal(
      formatted(`<?xml version="1.0"?>
   <a>
<!-- one -->
         <b>
<c />
      <d></d> <!-- two -->
</b>

 </a>
`),
      `<?xml version="1.0"?>
<a>
  <!-- one -->
  <b>
    <c />
    <d></d> <!-- two -->
  </b>

</a>
`,
    );
  });

  it('puts attributes on lines of their own below the first one, or one step deeper than the tag', () => {
    assert.equal(
      formatted(`<a>
<b c="1"
d="2"
     e="3" />
<f
g="1"
h="2"
>
</f>
<i
  j="1"
    />
</a>`),
      `<a>
  <b c="1"
     d="2"
     e="3" />
  <f
    g="1"
    h="2"
  >
  </f>
  <i
    j="1"
  />
</a>`,
    );
  });

  it('breaks and joins no line, and ignores what does not start its line', () => {
    const text = '<a><b><c\nd="1"\n/></b><e>  </e>\n</a>';
    assert.equal(formatted(text), '<a><b><c\n      d="1"\n    /></b><e>  </e>\n</a>');
    const beside = '<a><b c="1"\n  d="2" /></a>';
    assert.equal(formatted(beside), beside);
  });

  it('does not touch values, the inside of comments, CDATA, text, and elements with xml:space="preserve"', () => {
    const text = `<a>
  <b c="1
 2" />
  <!-- one
 <x>
        two -->
  <![CDATA[
<y>
  ]]>
 some text
  <p xml:space="preserve">
 <q />
      </p>
</a>`;
    assert.equal(formatted(text), text);
  });

  it('keeps line ends, and writes the requested indentation', () => {
    assert.equal(
      formatted('<a>\r\n<b>\r\n<c/>\r\n</b>\r\n</a>\r\n', '\t'),
      '<a>\r\n\t<b>\r\n\t\t<c/>\r\n\t</b>\r\n</a>\r\n',
    );
    assert.equal(formatted('<a>\r<b/>\r</a>'), '<a>\r  <b/>\r</a>');
  });

  it('does nothing in text that is not well-formed', () => {
    assert.equal(formatted('<a>\n<b>\n</a>'), '<a>\n<b>\n</a>');
  });

  it('of a range touches only the lines that begin in it', () => {
    const text = '<a>\n<b>\n<c />\n<d />\n</b>\n</a>';
    const start = text.indexOf('<c');
    const edits = formatEdits(parseCscfg(text), { unit: '  ' }, { start, end: start + 5 });
    assert.equal(applyEdits(text, edits), '<a>\n<b>\n    <c />\n<d />\n</b>\n</a>');
  });
});

/** Well-formed texts with white space wherever it may be. */
const space = fc.constantFrom('', ' ', '\n', '\n\n', '\r\n  ', '\n\t', '   ', '\n        ');
const gap = fc.constantFrom(' ', '\n', '\n   ', '\r\n\t');
const value = fc.constantFrom('"1"', "'2'", '"a\n  b"', '""', '"x > y"');
const attributes = fc
  .uniqueArray(fc.tuple(fc.constantFrom('a', 'b', 'c', 'xml:space'), gap, value), {
    selector: ([name]) => name,
    maxLength: 3,
  })
  .map((all) => all.map(([name, before, written]) => `${before}${name}=${written}`).join(''));
const { content } = fc.letrec<{ content: string; node: string }>((tie) => ({
  content: fc.array(fc.tuple(space, tie('node')), { maxLength: 4 }).map((parts) => parts.flat().join('')),
  node: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom('<!-- one\n two -->', '<!--x-->', '<?p x?>', '<![CDATA[\n <y> ]]>', 'text', 'two\n lines'),
    fc.tuple(attributes, space).map(([written, end]) => `<e${written}${end}/>`),
    fc
      .tuple(attributes, space, tie('content'), space)
      .map(([written, end, inside, last]) => `<f${written}${end}>${inside}${last}</f>`),
  ),
}));
const texts = fc
  .tuple(attributes, content, space)
  .map(([written, inside, last]) => `<r${written}>${inside}${last}</r>${last}`);

/** The text with the white space at the start of each line taken away. */
function withoutIndentation(text: string): string {
  return text.replace(/(^|[\r\n])[ \t]+/g, '$1');
}

describe('Formatting of any text', () => {
  it('changes nothing but indentation, and nothing the second time', () => {
    fc.assert(
      fc.property(texts, fc.constantFrom('  ', '\t', '    '), (text, unit) => {
        assert.deepEqual(parseCscfg(text).syntaxProblems, []);
        const once = formatted(text, unit);
        assert.equal(withoutIndentation(once), withoutIndentation(text));
        assert.equal(formatted(once, unit), once);
      }),
      { numRuns: 500 },
    );
  });

  it('keeps every value, comment, CDATA section and text', () => {
    const kept = /<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>|"[^"]*"|'[^']*'|two\n lines/g;
    fc.assert(
      fc.property(texts, (text) => {
        assert.deepEqual(formatted(text).match(kept), text.match(kept));
      }),
      { numRuns: 500 },
    );
  });
});

describe('Formatting other people’s files', () => {
  before(function () {
    if (!hasCorpus) {
      this.skip();
    }
  });

  it('changes nothing but indentation, and nothing the second time', () => {
    const files = filesBelow(corpus).filter((path) => /\.(?:cscfg|csdef)$/i.test(path));
    for (const path of files) {
      const decoded = decodeText(readFileSync(`${corpus}/${path}`));
      if (decoded.ok) {
        const once = formatted(decoded.text);
        assert.equal(withoutIndentation(once), withoutIndentation(decoded.text), path);
        assert.equal(formatted(once), once, path);
      }
    }
    assert.ok(files.length > 100);
  });
});
