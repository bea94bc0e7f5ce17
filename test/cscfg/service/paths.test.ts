import assert from 'node:assert/strict';
import { folderOf, foldersUpTo, isWithin, nameOf, resolvePath } from '../../../src/cscfg/service/paths';

describe('Paths', () => {
  const resolved: readonly (readonly [folder: string, relative: string, path: string])[] = [
    ['/w/a', 'b.csdef', '/w/a/b.csdef'],
    ['/w/a', './b.csdef', '/w/a/b.csdef'],
    ['/w/a', '../b/c.csdef', '/w/b/c.csdef'],
    ['/w/a', '../../../../c.csdef', '/c.csdef'],
    ['/w/a', '/x//y', '/x/y'],
    ['w', '../b', 'b'],
    ['/', '../b', '/b'],
    ['', 'b', 'b'],
  ];
  for (const [folder, relative, path] of resolved) {
    it(`lead from “${folder}” by “${relative}” to “${path}”`, () => {
      assert.equal(resolvePath(folder, relative), path);
    });
  }

  it('have a folder and a name', () => {
    assert.deepEqual(['/w/a/b', '/b', 'b', ''].map(folderOf), ['/w/a', '/', '', '']);
    assert.deepEqual(['/w/a/b', '/b', 'b', ''].map(nameOf), ['b', 'b', 'b', '']);
  });

  it('are within a folder only by whole names', () => {
    assert.deepEqual(
      [isWithin('/w', '/w/a'), isWithin('/w', '/w'), isWithin('/w', '/wide'), isWithin('/', '/w'), isWithin('', 'w')],
      [true, true, false, true, true],
    );
  });

  it('have folders above them up to the root', () => {
    assert.deepEqual(foldersUpTo('/w', '/w/a/b/c'), ['/w/a/b', '/w/a', '/w']);
    assert.deepEqual(foldersUpTo('/w', '/w/c'), ['/w']);
    assert.deepEqual(foldersUpTo('/w', '/x/c'), []);
    assert.deepEqual(foldersUpTo('/', '/x/c'), ['/x', '/']);
    assert.deepEqual(foldersUpTo('', 'C:/x/c'), ['C:/x', 'C:', '']);
  });
});
