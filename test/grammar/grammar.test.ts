import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { IGrammar } from 'vscode-textmate';
import { snapshot } from './snapshot';
import { loadGrammar, tokenize } from './tokenize';

const fixtures = 'test/grammar/fixtures';
const snapshots = 'test/grammar/snapshots';
/** `UPDATE_SNAPSHOTS=1 npx mocha test/grammar/grammar.test.ts` writes the snapshots instead of comparing them. */
const update = process.env['UPDATE_SNAPSHOTS'] === '1';

describe('The grammar of .cscfg files', () => {
  let grammar: IGrammar;
  before(async () => {
    grammar = await loadGrammar();
  });

  for (const fixture of readdirSync(fixtures)) {
    const expected = join(snapshots, `${basename(fixture, '.cscfg')}.snap`);
    it(`tokenizes ${fixture} as in its snapshot`, () => {
      const actual = snapshot(tokenize(grammar, readFileSync(join(fixtures, fixture), 'utf8')));
      if (update) {
        writeFileSync(expected, actual);
      }
      assert.ok(existsSync(expected), `no snapshot ${expected}: run with UPDATE_SNAPSHOTS=1 and read what it writes`);
      assert.equal(actual, readFileSync(expected, 'utf8'));
    });
  }

  it('has no snapshot without a fixture', () => {
    const names = (folder: string, extension: string) => readdirSync(folder).map((file) => basename(file, extension));
    assert.deepEqual(names(snapshots, '.snap').sort(), names(fixtures, '.cscfg').sort());
  });
});
