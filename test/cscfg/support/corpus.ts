import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decodeText } from '../../../src/text/decode';

const corpus = '../shared/corpus';

/** A file of other people's, read. */
export interface CorpusFile {
  readonly path: string;
  readonly text: string;
}

/** The files of a Cloud Service of these kinds; undefined where no collection of them is there. */
export function readCorpus(...extensions: readonly string[]): readonly CorpusFile[] | undefined {
  if (!existsSync(corpus)) {
    return undefined;
  }
  const paths = readdirSync(corpus, { recursive: true, encoding: 'utf8' }).map((path) => path.replaceAll('\\', '/'));
  return paths
    .filter((path) => extensions.some((extension) => path.endsWith(`.${extension}`)))
    .map((path) => {
      const decoded = decodeText(readFileSync(join(corpus, path)));
      assert.ok(decoded.ok, path);
      return { path, text: decoded.text };
    });
}
