import assert from 'node:assert/strict';
import { LineIndex } from '../../src/text/lines';
import { at } from '../cscfg/support/texts';

describe('LineIndex', () => {
  const positions: readonly (readonly [marked: string, line: number, character: number])[] = [
    ['|', 0, 0],
    ['|ab\ncd', 0, 0],
    ['ab|\ncd', 0, 2],
    ['ab\n|cd', 1, 0],
    ['ab\ncd|', 1, 2],
    ['ab\n|', 1, 0],
    ['ab\r\n|cd', 1, 0],
    ['ab|\r\ncd', 0, 2],
    ['ab\r|cd', 1, 0],
    ['ab\n\r|cd', 2, 0],
    ['a\r\nb\nc\rd|', 3, 1],
    ['\n\n|\n', 2, 0],
    ['a𝄞|b', 0, 3],
  ];
  for (const [marked, line, character] of positions) {
    it(`places ${JSON.stringify(marked)} at ${String(line)}:${String(character)}, and back`, () => {
      const {
        text,
        at: [offset = 0],
      } = at(marked);
      const index = new LineIndex(text);
      assert.deepEqual(index.positionAt(offset), { line, character });
      assert.equal(index.offsetAt({ line, character }), offset);
    });
  }

  it('treats an offset outside the text as its nearest end', () => {
    const index = new LineIndex('ab\ncd');
    assert.deepEqual(index.positionAt(-1), { line: 0, character: 0 });
    assert.deepEqual(index.positionAt(99), { line: 1, character: 2 });
  });

  it('treats a place outside the text as its nearest end', () => {
    const index = new LineIndex('ab\ncd');
    assert.equal(index.offsetAt({ line: -1, character: 0 }), 0);
    assert.equal(index.offsetAt({ line: 9, character: 0 }), 5);
    assert.equal(index.offsetAt({ line: 1, character: 9 }), 5);
    assert.equal(index.offsetAt({ line: 0, character: -5 }), 0);
  });
});
