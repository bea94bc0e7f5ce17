import { rmSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';

const root = join(__dirname, '..', '..');
const output = join(root, 'out', 'test', 'editor');

/** Bundles the tests as CommonJS, which every extension host loads alike; the path of the module with `run()`. */
export async function bundleTests(): Promise<string> {
  rmSync(output, { recursive: true, force: true });
  const tests = (await readdir(__dirname)).filter((file) => file.endsWith('.test.ts'));
  await build({
    entryPoints: ['index.ts', ...tests].map((file) => join(__dirname, file)),
    outdir: output,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    external: ['vscode'],
    sourcemap: 'linked',
    logLevel: 'error',
  });
  return join(output, 'index.js');
}
