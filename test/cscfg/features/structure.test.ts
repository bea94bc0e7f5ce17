import assert from 'node:assert/strict';
import { parseCscfg } from '../../../src/cscfg/document';
import { closeTagBehind, foldingRanges, linkedNames, selectionSpans } from '../../../src/cscfg/ranges';
import { applyEdits } from '../../../src/text/span';

/** The text without its `|`, and where that was. */
function marked(text: string): readonly [string, number] {
  const offset = text.indexOf('|');
  return [text.slice(0, offset) + text.slice(offset + 1), offset];
}

describe('Folding', () => {
  const folded = (...lines: readonly string[]) =>
    foldingRanges(parseCscfg(lines.join('\n'))).map(({ startLine, endLine, kind }) => [startLine, endLine, kind]);

  it('leaves the close tag of an element to be seen', () => {
    assert.deepEqual(folded('<a>', '  <b>', '    <c />', '  </b>', '</a>'), [
      [0, 3, 'element'],
      [1, 2, 'element'],
    ]);
  });

  it('takes tags and comments of several lines, and regions', () => {
    assert.deepEqual(
      folded(
        '<a>',
        '  <b',
        '    c="d" />',
        '<!-- one',
        'two -->',
        '<!-- #region R -->',
        '<e />',
        '<!-- #endregion -->',
        '</a>',
      ),
      [
        [0, 7, 'element'],
        [1, 2, 'element'],
        [3, 4, 'comment'],
        [5, 7, 'region'],
      ],
    );
  });

  it('folds nothing that is on one line, and half a region not at all', () => {
    assert.deepEqual(folded('<a><b></b></a>', '<!-- #region -->', '<!-- #endregion -->', '<!-- #endregion -->'), [
      [1, 2, 'region'],
    ]);
    assert.deepEqual(folded('<a>', '</a>'), []);
  });

  it('lives with half-typed text', () => {
    assert.deepEqual(folded('<a>', '<b', '<c>', '</c>', '</a>')[0], [0, 3, 'element']);
  });
});

describe('A growing selection', () => {
  const grown = (text: string) => {
    const [whole, offset] = marked(text);
    return selectionSpans(parseCscfg(whole), offset).map(({ start, end }) => whole.slice(start, end));
  };

  it('takes the value, its quotes, the attribute, the tag, the content, the element, and what is around it', () => {
    assert.deepEqual(grown('<a>\n  <b c="d|e" f=""/>\n</a>\n'), [
      'de',
      '"de"',
      'c="de"',
      '<b c="de" f=""/>',
      '\n  <b c="de" f=""/>\n',
      '<a>\n  <b c="de" f=""/>\n</a>',
      '<a>\n  <b c="de" f=""/>\n</a>\n',
    ]);
  });

  it('begins with the name in a tag, and with the content between tags', () => {
    assert.deepEqual(grown('<a><b|b c="d"></bb></a>').slice(0, 3), ['bb', '<bb c="d">', '<bb c="d"></bb>']);
    assert.deepEqual(grown('<a><b>\n|\n</b></a>').slice(0, 2), ['\n\n', '<b>\n\n</b>']);
    assert.deepEqual(grown('<a><b></b|></a>').slice(0, 2), ['</b>', '<b></b>']);
  });

  it('grows at every offset of any text', () => {
    const text = '<a x="1">\n <b y=\'2\'/><c\n</a> <';
    const document = parseCscfg(text);
    for (let offset = 0; offset <= text.length; offset++) {
      const spans = selectionSpans(document, offset);
      assert.deepEqual(spans.at(-1), { start: 0, end: text.length });
      spans.forEach((span, index) => {
        const inner = spans[index - 1] ?? { start: offset, end: offset };
        assert.ok(span.start <= inner.start && inner.end <= span.end);
      });
    }
  });
});

describe('The names of two tags', () => {
  const linked = (text: string) => {
    const [whole, offset] = marked(text);
    return linkedNames(parseCscfg(whole), offset)?.map(
      ({ start, end }) => `${String(start)} ${whole.slice(start, end)}`,
    );
  };

  it('are changed together, from either', () => {
    for (const text of ['<a><|bc></bc></a>', '<a><bc|></bc></a>', '<a><bc></b|c></a>', '<a><bc></bc|></a>']) {
      assert.deepEqual(linked(text), ['4 bc', '9 bc']);
    }
  });

  it('are not linked elsewhere, nor where they differ', () => {
    for (const text of ['<a>|</a>', '<a x="|"></a>', '<a|></b>', '<a|/>', '<|></>', '|']) {
      assert.equal(linked(text), undefined, text);
    }
  });
});

describe('The close tag', () => {
  const typed = (text: string) => {
    const [whole, offset] = marked(text);
    const newText = closeTagBehind(whole, offset);
    return newText === undefined
      ? undefined
      : applyEdits(whole, [{ start: offset, end: offset, newText: `|${newText}` }]);
  };
  const cases: readonly (readonly [name: string, text: string, after: string | undefined])[] = [
    ['comes behind the “>” of an open tag', '<a><b>|</a>', '<a><b>|</b></a>'],
    ['keeps the prefix', '<c:a x="1">|', '<c:a x="1">|</c:a>'],
    ['comes before a sibling of the same name', '<a><b>|<b></b></a>', '<a><b>|</b><b></b></a>'],
    ['comes behind “</”', '<a><b></|\n</a>', '<a><b></|b>\n</a>'],
    ['uses the “>” that is there', '<a></|>', '<a></|a>'],
    ['does not come where it is already', '<a><b>|</b></a>', undefined],
    ['does not come behind an empty tag', '<a><b/>|</a>', undefined],
    ['does not come behind a close tag', '<a></a>|', undefined],
    ['does not come behind a comment', '<a><!-- x -->|</a>', undefined],
    ['does not come in a comment', '<a><!-- <b>| --></a>', undefined],
    ['does not come behind a “>” in a value', '<a x="b>|"></a>', undefined],
    ['does not come behind “</” where all is closed', '<a><b></|</b></a>', undefined],
    ['does not come behind “</” at the top', '</|', undefined],
    ['does not come in the middle of a close tag', '<a></|b>', undefined],
  ];
  for (const [name, text, after] of cases) {
    it(name, () => {
      assert.equal(typed(text), after);
    });
  }
});
