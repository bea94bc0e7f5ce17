import { build, context } from 'esbuild';
import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { gzipSync } from 'node:zlib';

const production = process.argv.includes('--production');
const watch = process.argv.includes('--watch');

/** The most a bundle may weigh, in bytes: activation reads the first one, the first file of a service the second. */
const budgets = {
  'dist/extension.js': 150_000,
  'dist/language.js': 300_000,
  'dist/vault.js': 500_000,
  'dist/xml2js.js': 110_000,
  'dist/cli.js': 250_000,
};
/** Azure code stays behind the lazy door: only the vault bundle may hold it. */
const withoutAzure = ['dist/extension.js', 'dist/language.js', 'dist/cli.js'];

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

/** Plain words and data of the language, which the tree of vaults and the commands need without it. */
const small = /^(?:text\/|verdict|words|thumbprint|likeness)/;

/** The language's modules by their path in src/cscfg, each with the names of what it exports. */
async function languageModules() {
  const files = readdirSync('src/cscfg', { recursive: true }).map((file) => file.replaceAll('\\', '/'));
  const modules = files.filter((file) => file.endsWith('.ts') && !small.test(file));
  const { metafile } = await build({
    entryPoints: modules.map((file) => `src/cscfg/${file}`),
    outdir: 'out',
    format: 'esm',
    write: false,
    metafile: true,
  });
  const outputs = Object.values(metafile.outputs).filter(({ exports }) => exports.length > 0);
  return new Map(outputs.map(({ entryPoint, exports }) => [entryPoint.slice('src/cscfg/'.length, -3), exports]));
}

/**
 * The language is larger than the editor's side of it, and needed when a file of a service is first read: a bundle of
 * its own, in which all of its modules are one, read from disk when one of their functions is first used.
 */
const lazyLanguage = {
  name: 'lazy-language',
  setup(build) {
    const root = resolve('src/cscfg').replaceAll('\\', '/');
    let modules;
    build.onStart(async () => {
      modules = await languageModules();
    });
    build.onResolve({ filter: /\/cscfg\// }, ({ path, resolveDir }) => {
      const file = resolve(resolveDir, path).replaceAll('\\', '/');
      const name = file.startsWith(`${root}/`) ? file.slice(root.length + 1) : undefined;
      return name !== undefined && modules.has(name) ? { path: name, namespace: 'language' } : undefined;
    });
    build.onResolve({ filter: /^\.\/language\.js$/, namespace: 'language' }, ({ path }) => ({ path, external: true }));
    build.onLoad({ filter: /.*/, namespace: 'language' }, ({ path }) => ({
      contents: modules
        .get(path)
        .map(
          (name) =>
            `Object.defineProperty(exports, '${name}', { enumerable: true, get: () => require('./language.js')['${path}'].${name} });`,
        )
        .join('\n'),
    }));
  },
};

/** The other side of the lazy door: every module by its path. */
const wholeLanguage = {
  name: 'whole-language',
  setup(build) {
    build.onResolve({ filter: /^language$/ }, ({ path }) => ({ path, namespace: 'whole-language' }));
    build.onLoad({ filter: /.*/, namespace: 'whole-language' }, async () => ({
      contents: [...(await languageModules()).keys()]
        .map((path) => `export * as '${path}' from './src/cscfg/${path}';`)
        .join('\n'),
      resolveDir: resolve('.'),
    }));
  },
};

/**
 * `import * as vscode` copies all of the editor's API, hundreds of members, once for each file that says so: that was
 * more than half of the start. Here each member that is used as `vscode.member` becomes one binding.
 */
const vscodeMembers = {
  name: 'vscode-members',
  setup(build) {
    build.onResolve({ filter: /^vscode$/ }, ({ namespace }) =>
      namespace === 'api' ? { path: 'vscode', external: true } : { path: 'vscode', namespace: 'api' },
    );
    build.onLoad({ filter: /.*/, namespace: 'api' }, () => {
      const inEditor = readdirSync('src/editor', { recursive: true }).map((file) => `src/editor/${file}`);
      const files = ['src/extension.ts', ...inEditor.filter((file) => file.endsWith('.ts'))];
      const texts = files.map((file) => readFileSync(file, 'utf8'));
      const whole = files.filter((_, index) => /[=(,[] ?vscode\b(?!\.)/.test(texts[index]));
      if (whole.length > 0) {
        return { errors: whole.map((file) => ({ text: `${file}: name the members of vscode one by one` })) };
      }
      const names = texts.flatMap((text) => text.match(/(?<=\bvscode\.)\w+/g) ?? []);
      const members = [...new Set(names)].map((name) => `export const ${name} = api.${name};`);
      return {
        contents: `const api = require('vscode');\n${members.join('\n')}`,
        watchFiles: files.map((file) => resolve(file)),
      };
    });
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
const shared = {
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
};

/** @type {readonly import('esbuild').BuildOptions[]} */
const bundles = [
  {
    ...shared,
    entryPoints: { extension: 'src/extension.ts' },
    plugins: [vaultDoor, lazyLanguage, lazyXml2js, vscodeMembers],
  },
  { ...shared, entryPoints: { language: 'language' }, plugins: [wholeLanguage, lazyXml2js, noHighlighting] },
  {
    ...shared,
    entryPoints: { vault: 'src/vault/door.ts', xml2js: 'xml2js', cli: 'src/cli/main.ts' },
    plugins: [vaultDoor, lazyXml2js, nodeIsNewEnough, noBrowser, noHighlighting],
  },
];

if (watch) {
  for (const options of bundles) {
    const building = await context(options);
    await building.watch();
  }
} else {
  const built = await Promise.all(bundles.map((options) => build(options)));
  const problems = built.flatMap(({ metafile }) => Object.entries(metafile.outputs).flatMap(problemsOf));
  if (problems.length > 0) {
    console.error(problems.join('\n'));
    process.exitCode = 1;
  }
}

function problemsOf([file, { inputs, bytes }]) {
  if (!file.endsWith('.js')) {
    return [];
  }
  const problems = [];
  const azure = Object.keys(inputs).filter((input) => /node_modules\/(@azure|@azure-rest|@typespec)\//.test(input));
  if (withoutAzure.includes(file) && azure.length > 0) {
    problems.push(`${file} contains Azure code: ${azure.slice(0, 3).join(', ')}`);
  }
  if (production) {
    const budget = budgets[file];
    const compressed = gzipSync(readFileSync(file)).length;
    console.log(`${file}  ${inKB(bytes)} (${inKB(compressed)} gzip), budget ${inKB(budget)}`);
    if (bytes > budget) {
      problems.push(`${file} is ${String(bytes)} bytes, over its budget of ${String(budget)}`);
    }
  }
  return problems;
}

function inKB(bytes) {
  return `${(bytes / 1000).toFixed(0)} KB`;
}
