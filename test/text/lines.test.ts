import assert from 'node:assert/strict';
import { indentAt, lineEndNear, lineStart, startsLine, wholeLines } from '../../src/text/lines';
import { at, markSpan } from '../cscfg/support/texts';

function place(marked: string): readonly [text: string, offset: number] {
  const {
    text,
    at: [offset = 0],
  } = at(marked);
  return [text, offset];
}

describe('Lines', () => {
  const starts: readonly (readonly [marked: string, start: number])[] = [
    ['|', 0],
    ['|\na', 0],
    ['\n|a', 1],
    ['ab|c', 0],
    ['a\n  b|', 2],
    ['a\r\n  b|', 3],
    ['a\r  b|', 2],
    ['a\nb|\nc', 2],
    ['\uFEFF<a>|', 1],
  ];
  for (const [marked, start] of starts) {
    it(`begin at ${String(start)} in ${JSON.stringify(marked)}`, () => {
      assert.equal(lineStart(...place(marked)), start);
    });
  }

  const indents: readonly (readonly [marked: string, indent: string])[] = [
    ['|', ''],
    ['a\n \t b|', ' \t '],
    ['a\r\n\tb|c', '\t'],
    ['  |  a', '    '],
    ['a\n\u00A0b|', ''],
  ];
  for (const [marked, indent] of indents) {
    it(`are indented by ${JSON.stringify(indent)} in ${JSON.stringify(marked)}`, () => {
      assert.equal(indentAt(...place(marked)), indent);
    });
  }

  for (const marked of ['|a', '  |a', 'x\n\t|a', 'x\r|a', 'x\r\n|a', '\uFEFF|a', '\uFEFF  |a']) {
    it(`are begun at the mark of ${JSON.stringify(marked)}`, () => {
      assert.equal(startsLine(...place(marked)), true);
    });
  }
  for (const marked of ['x|a', 'x |a', 'x\n\u00A0|a', 'x\nb |a']) {
    it(`are not begun at the mark of ${JSON.stringify(marked)}`, () => {
      assert.equal(startsLine(...place(marked)), false);
    });
  }

  const ends: readonly (readonly [marked: string, end: string | undefined])[] = [
    ['a|', undefined],
    ['a|\nb\r\nc', '\n'],
    ['a\nb|\r\nc', '\n'],
    ['a\r\nb|\nc', '\r\n'],
    ['a\rb|\nc', '\r'],
    ['a|\r\n', '\r\n'],
    ['\n\r\n|', '\r\n'],
  ];
  for (const [marked, end] of ends) {
    it(`end with ${JSON.stringify(end)} near ${JSON.stringify(marked)}`, () => {
      assert.equal(lineEndNear(...place(marked)), end);
    });
  }

  const whole: readonly (readonly [marked: string, lines: string])[] = [
    ['a\n  |b|\nc', 'a\n|  b\n|c'],
    ['a\r\n  |b|  \r\nc', 'a\r\n|  b  \r\n|c'],
    ['a\n|b|', 'a\n|b|'],
    ['a\n|b\n c|\nd', 'a\n|b\n c\n|d'],
    ['|b|\nc', '|b\n|c'],
    ['\uFEFF|b|\nc', '\uFEFF|b\n|c'],
    ['a |b|\nc', 'a |b|\nc'],
    ['a\n|b| c\nd', 'a\n|b| c\nd'],
  ];
  for (const [marked, lines] of whole) {
    it(`of ${JSON.stringify(marked)} are ${JSON.stringify(lines)}`, () => {
      const {
        text,
        at: [start = 0, end = 0],
      } = at(marked);
      assert.equal(markSpan(text, wholeLines(text, { start, end })), lines);
    });
  }
});
