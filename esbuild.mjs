import { build, context } from 'esbuild';
import { readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { thirdPartyNotices } from './notices.mjs';

const production = process.argv.includes('--production');
const watch = process.argv.includes('--watch');
const outdir = process.argv.find((argument) => argument.startsWith('--outdir='))?.slice('--outdir='.length) ?? 'dist';

/** The largest size of each bundle, in bytes. */
const budgets = {
  'extension.js': 600_000,
  'vault.js': 620_000,
  'pfx.js': 170_000,
  'cli.js': 470_000,
  'mcp.js': 320_000,
  'overview.js': 10_000,
};

/**
 * `import('…/vault/index')` loads the vault bundle, which alone contains the Azure SDK, when a vault is first used, and
 * `import('…/pfx/index')` the bundle that reads PFX files; `import('…/mcp/index')` the SDK of the MCP server.
 */
const lazyBundles = {
  name: 'lazy-bundles',
  setup({ onResolve }) {
    onResolve({ filter: /\/(?:vault|pfx|mcp)\/index$/ }, ({ kind, path }) =>
      kind === 'dynamic-import' ? { path: `./${path.split('/').at(-2)}.js`, external: true } : undefined,
    );
  },
};

/** Saves 14 ms to the first diagnostic: for `import * as`, esbuild copies the whole API of the editor in every file. */
const oneVscode = {
  name: 'one-vscode',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^vscode$/ }, ({ namespace }) =>
      namespace === 'api' ? { path: 'vscode', external: true } : { path: 'vscode', namespace: 'api' },
    );
    onLoad({ filter: /.*/, namespace: 'api' }, () => ({ contents: "module.exports = require('vscode')" }));
    onLoad({ filter: /[\\/]src[\\/](?:editor[\\/].*|extension)\.ts$/ }, ({ path }) => ({
      contents: readFileSync(path, 'utf8').replace(
        "import * as vscode from 'vscode'",
        "const vscode = require('vscode')",
      ),
      loader: 'ts',
    }));
  },
};

/** @type {import('esbuild').BuildOptions} */
const options = {
  entryPoints: { vault: 'src/vault/index.ts', pfx: 'src/vault/pfx/index.ts', cli: 'src/cli/main.ts' },
  outdir,
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  // The CommonJS build of jsonc-parser wraps its `require`, which a bundler cannot follow.
  alias: { 'jsonc-parser': 'jsonc-parser/lib/esm/main.js' },
  // The extension host loads CommonJS: `import()` of the vault bundle becomes `require`.
  supported: { 'dynamic-import': false },
  plugins: [lazyBundles, oneVscode],
  minify: production,
  sourcemap: production ? false : 'linked',
  metafile: true,
  logLevel: 'info',
};

/**
 * One bundle for the extension hosts of Node.js and of browsers: it requires modules of Node.js only when they are
 * used, which no browser does.
 */
const extension = {
  ...options,
  entryPoints: { extension: 'src/extension.ts' },
  platform: 'browser',
  external: ['node:*'],
};

/** The page of the Certificate Overview, which runs in a webview. */
const page = {
  ...options,
  entryPoints: { overview: 'src/editor/overview/page/main.ts' },
  platform: 'browser',
  format: 'iife',
  target: 'es2022',
  plugins: [],
};

/** The SDK of the MCP server. Its build for Node.js has a JSON Schema validator of 37 KB compressed that is not used. */
const mcp = { ...options, entryPoints: { mcp: 'src/cli/mcp/index.ts' }, conditions: ['browser'], plugins: [] };

const bundles = [extension, options, page, mcp];
if (watch) {
  await Promise.all(bundles.map(async (one) => (await context(one)).watch()));
} else {
  const built = await Promise.all(bundles.map((one) => build(one)));
  for (const [path, { imports }] of Object.entries(built[0].metafile.inputs)) {
    if (imports.some(({ external, kind, path: name }) => external && kind !== 'dynamic-import' && name !== 'vscode')) {
      throw new Error(`${path} loads a module of Node.js before it is used. A browser has none.`);
    }
  }
  const outputs = Object.assign({}, ...built.map(({ metafile }) => metafile.outputs));
  writeFileSync(join(outdir, 'THIRD-PARTY-NOTICES.txt'), thirdPartyNotices(outputs));
  for (const [path, { bytes, inputs }] of Object.entries(outputs)) {
    const file = basename(path);
    if (file !== 'vault.js' && Object.keys(inputs).some((input) => /\/(@azure|@azure-rest|@typespec)\//.test(input))) {
      throw new Error(`${file} contains Azure code.`);
    }
    if (production) {
      console.log(`${file}  ${bytes} bytes, ${gzipSync(readFileSync(path)).length} compressed, limit ${budgets[file]}`);
      if (bytes > budgets[file]) {
        throw new Error(`${file} exceeds its limit.`);
      }
    }
  }
}
