import { build, context } from 'esbuild';
import { gzipSync } from 'node:zlib';
import { readFileSync } from 'node:fs';

const production = process.argv.includes('--production');
const watch = process.argv.includes('--watch');

/** The most a bundle may weigh, in bytes: activation reads the first one. */
const budgets = {
  'dist/extension.js': 200_000,
  'dist/vault.js': 500_000,
  'dist/xml2js.js': 110_000,
  'dist/cli.js': 200_000,
};
/** Azure code stays behind the lazy door: only the vault bundle may hold it. */
const withoutAzure = ['dist/extension.js', 'dist/cli.js'];

/** Leaves `import('./vault')`-like requires of the vault bundle as a require of `./vault.js` at run time. */
const vaultDoor = {
  name: 'vault-door',
  setup(build) {
    build.onResolve({ filter: /\/vault\/door$/ }, (args) =>
      args.kind === 'dynamic-import' ? { path: './vault.js', external: true } : undefined,
    );
  },
};

/**
 * xml2js is as large as all of our own code, and only needed when something is written or a service definition is read:
 * a bundle of its own, read from disk when one of its functions is first used.
 */
const lazyXml2js = {
  name: 'lazy-xml2js',
  setup(build) {
    build.onResolve({ filter: /^xml2js$/ }, (args) =>
      args.kind === 'entry-point' ? undefined : { path: 'xml2js', namespace: 'lazy' },
    );
    build.onResolve({ filter: /^\.\/xml2js\.js$/, namespace: 'lazy' }, ({ path }) => ({ path, external: true }));
    build.onLoad({ filter: /.*/, namespace: 'lazy' }, () => ({
      contents: ['Builder', 'Parser', 'parseString', 'parseStringPromise']
        .map(
          (name) =>
            `Object.defineProperty(exports, '${name}', { enumerable: true, get: () => require('./xml2js.js').${name} });`,
        )
        .join('\n'),
    }));
  },
};

/**
 * jsonwebtoken (of @azure/identity) asks semver whether Node is at least 16.9, which ours always is: 29 KB for `true`.
 */
const nodeIsNewEnough = {
  name: 'node-is-new-enough',
  setup(build) {
    build.onLoad({ filter: /[\\/]jsonwebtoken[\\/]lib[\\/]\w+Supported\.js$/ }, () => ({
      contents: 'module.exports = true;',
    }));
  },
};

/**
 * @azure/identity can open a browser to sign in, which no credential that we use does: the editor signs in itself. 11 KB
 * of ways to find a browser.
 */
const noBrowser = {
  name: 'no-browser',
  setup(build) {
    build.onLoad({ filter: /[\\/]node_modules[\\/]open[\\/]index\.js$/ }, () => ({
      contents: `export default () => Promise.reject(new Error('No browser is opened from here.'));`,
    }));
  },
};

/** @lezer/xml names styles for CodeMirror's colours; ours come from the grammar. 6 KB that nothing would ask for. */
const noHighlighting = {
  name: 'no-highlighting',
  setup(build) {
    build.onLoad({ filter: /[\\/]@lezer[\\/]highlight[\\/]dist[\\/]index\.js$/ }, () => ({
      contents: `
        const tag = () => undefined;
        export const tags = new Proxy(tag, { get: () => tag });
        export const styleTags = () => () => null;`,
    }));
  },
};

/** @type {import('esbuild').BuildOptions} */
const options = {
  entryPoints: { extension: 'src/extension.ts', vault: 'src/vault/door.ts', xml2js: 'xml2js', cli: 'src/cli/main.ts' },
  outdir: 'dist',
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  external: ['vscode'],
  // A plain require behind the lazy door: the extension host loads CommonJS.
  supported: { 'dynamic-import': false },
  minify: production,
  sourcemap: production ? false : 'linked',
  metafile: true,
  logLevel: 'info',
  plugins: [vaultDoor, lazyXml2js, nodeIsNewEnough, noBrowser, noHighlighting],
};

if (watch) {
  const building = await context(options);
  await building.watch();
} else {
  const { metafile } = await build(options);
  const problems = [];
  for (const [file, { inputs, bytes }] of Object.entries(metafile.outputs)) {
    if (!file.endsWith('.js')) {
      continue;
    }
    const azure = Object.keys(inputs).filter((input) => /node_modules\/(@azure|@azure-rest|@typespec)\//.test(input));
    if (withoutAzure.includes(file) && azure.length > 0) {
      problems.push(`${file} contains Azure code: ${azure.slice(0, 3).join(', ')}`);
    }
    if (production) {
      const budget = budgets[file];
      console.log(
        `${file}  ${(bytes / 1000).toFixed(0)} KB (${(gzipSync(readFileSync(file)).length / 1000).toFixed(0)} KB gzip), budget ${String(budget / 1000)} KB`,
      );
      if (bytes > budget) {
        problems.push(`${file} is ${String(bytes)} bytes, over its budget of ${String(budget)}`);
      }
    }
  }
  if (problems.length > 0) {
    console.error(problems.join('\n'));
    process.exitCode = 1;
  }
}
