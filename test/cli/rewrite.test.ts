import assert from 'node:assert/strict';
import { chmodSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { rewrite } from '../../src/cli/rewrite';
import { folderWith } from './service';

const edits = [{ start: 1, end: 2, newText: 'new' }];

/** Calls as a user who is subject to file permissions, even if the tests run as root. */
function unprivileged<T>(call: () => T): T {
  if (process.getuid?.() !== 0) {
    return call();
  }
  process.seteuid?.(65_534);
  try {
    return call();
  } finally {
    process.seteuid?.(0);
  }
}

describe('rewrite', () => {
  it('changes the text and keeps the encoding', () => {
    const folder = folderWith({ 'a.xml': Buffer.from('\uFEFF<a/>\r\n', 'utf16le') });
    assert.equal(rewrite(join(folder, 'a.xml'), '<a/>\r\n', edits), undefined);
    assert.equal(readFileSync(join(folder, 'a.xml'), 'utf16le'), '\uFEFF<new/>\r\n');
    assert.deepEqual(readdirSync(folder), ['a.xml']);
  });

  it('leaves a file that has another text by now', () => {
    const folder = folderWith({ 'a.xml': '<b/>' });
    const path = join(folder, 'a.xml');
    assert.deepEqual(rewrite(path, '<a/>', edits), { path, message: 'was changed in the meantime' });
    assert.equal(readFileSync(path, 'utf8'), '<b/>');
  });

  it('leaves a file that was deleted', () => {
    const path = join(folderWith({}), 'a.xml');
    assert.deepEqual(rewrite(path, '<a/>', edits), { path, message: 'no such file or folder' });
  });

  const unwritable: readonly (readonly [what: string, file: number, folder: number])[] = [
    ['a read-only file', 0o444, 0o777],
    ['a file in a folder that cannot be changed', 0o666, 0o555],
  ];
  unwritable.forEach(([what, fileMode, folderMode]) => {
    it(`leaves ${what}, and no other file beside it`, function () {
      if (process.platform === 'win32') {
        this.skip();
      }
      const folder = folderWith({ 'a.xml': '<a/>' });
      const path = join(folder, 'a.xml');
      chmodSync(path, fileMode);
      chmodSync(folder, folderMode);
      assert.deepEqual(
        unprivileged(() => rewrite(path, '<a/>', edits)),
        { path, message: 'permission denied' },
      );
      chmodSync(folder, 0o777);
      assert.deepEqual([readdirSync(folder), readFileSync(path, 'utf8')], [['a.xml'], '<a/>']);
    });
  });
});
