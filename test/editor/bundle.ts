import { rmSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';

const root = join(__dirname, '..', '..');
const output = join(root, 'out', 'test', 'editor');

/**
 * Bundles the tests into one CommonJS module that every extension host loads; resolves to the path of the module with
 * `run()`.
 */
export async function bundleTests(): Promise<string> {
  rmSync(output, { recursive: true, force: true });
  const file = join(output, 'index.js');
  await build({
    stdin: { contents: await entry(), resolveDir: __dirname, loader: 'ts' },
    outfile: file,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    external: ['vscode', 'jsonc-parser'],
    sourcemap: 'linked',
    logLevel: 'error',
  });
  return file;
}

/** Wraps each test file in a function, so that it is loaded after mocha is set up. */
async function entry(): Promise<string> {
  const files = (await readdir(__dirname)).filter((name) => name.endsWith('.test.ts')).sort();
  const loaders = files.map((name) => `() => { require('./${name}'); }`);
  return `import { runTests } from './index';\nexport const run = () => runTests([${loaders.join(', ')}]);\n`;
}
