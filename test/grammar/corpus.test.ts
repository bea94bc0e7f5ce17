import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import type { IGrammar } from 'vscode-textmate';
import { parseString } from 'xml2js';
import { loadGrammar, tokenize, type Tokenized } from './tokenize';

const corpus = '../shared/corpus';
/** VS Code shows a line uncolored after this time; a whole file takes far less. */
const millisecondsPerFile = 500;

describe('The grammar on other people’s files', () => {
  let grammar: IGrammar;
  let files: readonly string[] = [];
  before(async function () {
    if (!existsSync(corpus)) {
      this.skip();
    }
    grammar = await loadGrammar();
    const paths = readdirSync(corpus, { recursive: true, encoding: 'utf8' });
    files = paths.filter((path) => path.endsWith('.cscfg'));
    assert.ok(files.length > 0);
  });

  it('leaves nothing open at the end of a well-formed file', () => {
    const open = files.filter((file) => isWellFormed(read(file)) && tokenize(grammar, read(file)).depth > 0);
    assert.deepEqual(open, []);
  });

  it('marks no character of a well-formed file as invalid', () => {
    const wrong = files.filter((file) => isWellFormed(read(file)));
    assert.deepEqual(
      wrong.flatMap((file) => illegalXml(tokenize(grammar, read(file))).map((token) => `${file}: ${token}`)),
      [],
    );
  });

  it('tokenizes every file in time', () => {
    const slow = files.map((file) => ({ file, took: milliseconds(() => tokenize(grammar, read(file))) }));
    assert.deepEqual(
      slow.filter(({ took }) => took > millisecondsPerFile),
      [],
    );
  });
});

function read(file: string): string {
  return readFileSync(join(corpus, file), 'utf8').replace(/^\uFEFF/, '');
}

function milliseconds(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

function isWellFormed(text: string): boolean {
  const failures: Error[] = [];
  parseString(text, { async: false }, (error) => {
    if (error !== null) {
      failures.push(error);
    }
  });
  return failures.length === 0;
}

function illegalXml({ lines }: Tokenized): readonly string[] {
  const isIllegal = (scope: string) => scope.startsWith('invalid.illegal') && scope.endsWith('.xml');
  return lines.flatMap(({ tokens }) =>
    tokens.filter(({ scopes }) => scopes.some(isIllegal)).map(({ text, scopes }) => `${text}: ${scopes.join(' ')}`),
  );
}
