import { build } from 'esbuild';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { decodeText } from '../../src/text/decode';
import { corpus, filesBelow } from '../corpus/files';
import { largeConfiguration } from './largeConfiguration';

/**
 * `npm run bench:cold`: time for elements, model and findings in a new process, compared with an earlier commit that is
 * built from the repository. The processes alternate, and their medians are compared. Exits with 1 if the current code
 * is not `least` times faster.
 */

const earlier = process.argv[2] ?? '7eca2bd';
const least = 2.5;
const rounds = 15;

/** The program of one process: prints the milliseconds for the text of the given file. */
const program = `
import { readFileSync } from 'node:fs';
import { parseCscfg } from './src/cscfg/document';
import { check } from './src/cscfg/rules/check';
const text = readFileSync(process.argv[2] ?? '', 'utf8');
const start = performance.now();
const document = parseCscfg(text);
document.model;
check(document, {
  verdictOf: () => ({ kind: 'unverified', reason: { kind: 'noVault' } }),
  inventory: [],
  now: 0,
  levels: {},
});
console.log(performance.now() - start);
`;

async function bundle(root: string, outfile: string): Promise<string> {
  await build({
    stdin: { contents: program, resolveDir: root, loader: 'ts' },
    ...{ bundle: true, platform: 'node', format: 'cjs', minify: true, outfile, logLevel: 'error' },
    // As in esbuild.mjs: a bundler cannot follow the CommonJS build.
    alias: { 'jsonc-parser': 'jsonc-parser/lib/esm/main.js' },
  });
  return outfile;
}

function checkOut(commit: string, folder: string): string {
  const archive = execFileSync('git', ['archive', commit, 'src', 'package.json', 'package-lock.json'], {
    maxBuffer: 64_000_000,
  });
  execFileSync('tar', ['-x', '-C', folder], { input: archive });
  execFileSync('npm', ['ci', '--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund', '--silent'], { cwd: folder });
  return folder;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? NaN;
}

function texts(): readonly (readonly [name: string, text: string])[] {
  const largest = filesBelow(corpus)
    .filter((path) => path.toLowerCase().endsWith('.cscfg'))
    .flatMap((path) => {
      const decoded = decodeText(readFileSync(join(corpus, path)));
      return decoded.ok ? [decoded.text] : [];
    })
    .sort((a, b) => b.length - a.length)[0];
  return [
    ['the largest file of other people', largest ?? largeConfiguration(7_000)],
    ['100 KB', largeConfiguration(100_000)],
  ];
}

async function compare(folder: string): Promise<void> {
  const before = join(folder, 'before');
  mkdirSync(before);
  const programs = [
    await bundle(checkOut(earlier, before), join(folder, 'before.js')),
    await bundle(resolve('.'), join(folder, 'now.js')),
  ] as const;
  for (const [name, text] of texts()) {
    const file = join(folder, 'text.cscfg');
    writeFileSync(file, text);
    const times: readonly number[][] = [[], []];
    for (let round = 0; round < rounds; round++) {
      programs.forEach((one, index) => {
        times[index]?.push(Number(execFileSync(process.execPath, [one, file], { encoding: 'utf8' })));
      });
    }
    const [was = NaN, is = NaN] = times.map(median);
    console.log(
      `${name}: ${earlier} ${was.toFixed(1)} ms, now ${is.toFixed(1)} ms, ${(was / is).toFixed(1)} × (wanted ${String(least)} ×)`,
    );
    if (was / is < least) {
      process.exitCode = 1;
    }
  }
}

const folder = mkdtempSync(join(tmpdir(), 'cscfg-cold-'));
compare(folder)
  .catch((error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  })
  .finally(() => {
    rmSync(folder, { recursive: true, force: true });
  });
