import assert from 'node:assert/strict';
import { applyEdits, spanContains } from '../../src/text/span';

describe('applyEdits', () => {
  it('applies edits given in any order', () => {
    const edits = [
      { start: 4, end: 5, newText: 'E' },
      { start: 0, end: 1, newText: '' },
      { start: 2, end: 2, newText: '+' },
    ];
    assert.equal(applyEdits('abcdef', edits), 'b+cdEf');
  });

  it('keeps the order of insertions at one place', () => {
    const edits = ['1', '2', '3'].map((newText) => ({ start: 1, end: 1, newText }));
    assert.equal(applyEdits('ab', edits), 'a123b');
  });

  it('puts an insertion before the replacement that starts there, and after the one that ends there', () => {
    const edits = [
      { start: 1, end: 2, newText: 'X' },
      { start: 1, end: 1, newText: '(' },
      { start: 2, end: 2, newText: ')' },
    ];
    assert.equal(applyEdits('abc', edits), 'a(X)c');
  });

  it('leaves the text unchanged without edits', () => {
    assert.equal(applyEdits('abc', []), 'abc');
  });

  it('refuses edits that overlap', () => {
    const edits = [
      { start: 0, end: 2, newText: '' },
      { start: 1, end: 3, newText: '' },
    ];
    assert.throws(() => applyEdits('abc', edits), new RangeError('edits overlap at offset 1'));
  });
});

describe('spanContains', () => {
  it('counts both edges in, and nothing beyond', () => {
    const inside = [1, 2, 3, 4, 5].filter((offset) => spanContains({ start: 2, end: 4 }, offset));
    assert.deepEqual(inside, [2, 3, 4]);
  });
});
