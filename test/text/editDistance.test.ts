import assert from 'node:assert/strict';
import { editDistance } from '../../src/text/editDistance';

describe('editDistance', () => {
  const cases: readonly (readonly [a: string, b: string, most: number, distance: number])[] = [
    ['', '', 2, 0],
    ['role', 'role', 2, 0],
    ['role', 'roles', 2, 1],
    ['role', 'rle', 2, 1],
    ['role', 'rule', 2, 1],
    ['role', 'roel', 2, 1],
    ['role', 'orel', 2, 2],
    ['abcd', 'badc', 1, 2],
    ['ab', 'ba', 0, 1],
    ['', 'ab', 2, 2],
    ['', 'abc', 2, 3],
    ['setting', 'role', 2, 3],
    ['kitten', 'sitting', 9, 3],
    ['abc', 'xyz', 0, 1],
  ];
  for (const [a, b, most, distance] of cases) {
    it(`from “${a}” to “${b}” is ${String(distance)}, where at most ${String(most)} count`, () => {
      assert.equal(editDistance(a, b, most), distance);
      assert.equal(editDistance(b, a, most), distance);
    });
  }
});
