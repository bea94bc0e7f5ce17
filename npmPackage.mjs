import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Writes the npm package of the command line to dist/npm, from the bundles in dist or `--bundles=FOLDER`, and packs it.
 * The other arguments are those of `npm pack`, such as `--pack-destination FOLDER`.
 */

const root = import.meta.dirname;
const isSource = (argument) => argument.startsWith('--bundles=');
const source = process.argv.find(isSource)?.slice('--bundles='.length) ?? join(root, 'dist');
const folder = join(source, 'npm');
const notices = 'THIRD-PARTY-NOTICES.txt';
const bundles = ['cli.js', 'vault.js', 'mcp.js'];
const extension = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

const manifest = {
  name: 'cscfg-certificates',
  version: extension.version,
  description: 'Checks the certificates of Azure Cloud Services (extended support) configurations against Key Vault.',
  license: extension.license,
  keywords: extension.keywords,
  // Provenance requires the repository of the workflow that publishes.
  ...(extension.repository === undefined ? {} : { repository: extension.repository }),
  bin: { 'cscfg-certificates': 'cli.js' },
  files: [...bundles, notices],
  engines: { node: extension.engines.node },
  publishConfig: { access: 'public', provenance: true },
};

/** The guide of the command line. Its links lead to files that the package does not contain. */
const readme = readFileSync(join(root, 'docs', 'command-line.md'), 'utf8').replace(
  /\[([^\]]+)\]\((?!https:)[^)]+\)/g,
  '$1',
);

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
for (const file of [...bundles, notices]) {
  copyFileSync(join(source, file), join(folder, file));
}
copyFileSync(join(root, 'LICENSE'), join(folder, 'LICENSE'));
writeFileSync(join(folder, 'package.json'), `${JSON.stringify(manifest, undefined, 2)}\n`);
writeFileSync(join(folder, 'README.md'), readme);
const windows = process.platform === 'win32';
const { status } = spawnSync(
  windows ? 'npm.cmd' : 'npm',
  ['pack', folder, ...process.argv.slice(2).filter((argument) => !isSource(argument))],
  {
    cwd: root,
    stdio: 'inherit',
    shell: windows,
  },
);
process.exitCode = status ?? 1;
