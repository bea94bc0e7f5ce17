import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { readFiles, type Configuration } from '../../src/cli/files';
import { folderWith, sound } from './service';

describe('The parsed files in memory', () => {
  const names = [...Array(500).keys()].map((index) => `${String(index)}.cscfg`);
  const folder = folderWith(Object.fromEntries(names.map((name) => [name, sound])));
  let files: readonly Configuration[] = [];
  const at = (index: number): Configuration => files[index] ?? assert.fail();

  beforeEach(async () => {
    ({ configurations: files } = await readFiles(names.map((name) => join(folder, name))));
  });

  it('are those that were used last, so that memory does not grow with their number', () => {
    const documents = files.map(({ document }) => document);
    // Backwards, because a file that is not in memory is parsed again, which drops the oldest ones.
    const kept = [...files.keys()].reverse().filter((index) => at(index).document === documents[index]);
    assert.ok(kept.length > 0 && kept.length <= 250, String(kept.length));
  });

  it('are all those of a large service, of which each file is compared with all others', () => {
    const service = files.slice(0, 100);
    for (let round = 0; round < 4; round++) {
      service.forEach(({ document }) => document.roots);
    }
    const documents = service.map(({ document }) => document);
    assert.deepEqual(
      service.map(({ document }, index) => document === documents[index]),
      service.map(() => true),
    );
  });

  it('are read again when they are needed, and an error names one that is gone', () => {
    assert.equal(at(0).document.text, sound);
    rmSync(join(folder, '0.cscfg'));
    files.slice(1).forEach(({ document }) => document.roots);
    assert.throws(() => at(0).document, /0\.cscfg: no such file or folder\. It changed during the check\.$/);
  });
});
