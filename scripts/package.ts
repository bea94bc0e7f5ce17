import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { createVSIX, listFiles, PackageManager } from '@vscode/vsce';
import { packagedReadme } from './readme';

/**
 * `npm run package [-- --out FILE]`: packages the files that .vscodeignore allows. The same files always yield the same
 * bytes, on every machine, in every time zone, and under every umask.
 */

/** The largest size of the package, in bytes. */
const limit = 900_000;

const root = join(import.meta.dirname, '..');

interface Manifest extends Readonly<Record<string, unknown>> {
  readonly name: string;
  readonly version: string;
  readonly repository?: unknown;
}

/** The parts of package.json that concern npm and this repository, and not VS Code. */
const unpackaged = ['bin', 'dependencies', 'devDependencies', 'files', 'private', 'scripts'];

async function packageExtension(): Promise<void> {
  const manifest = JSON.parse(read('package.json').toString()) as Manifest;
  const { values } = parseArgs({ options: { out: { type: 'string' } } });
  const file = resolve(values.out ?? join(root, `${manifest.name}-${manifest.version}.vsix`));
  const folder = mkdtempSync(join(tmpdir(), 'cscfg-package-'));
  try {
    await copyFiles(folder);
    const packaged = Object.entries(manifest).filter(([key]) => !unpackaged.includes(key));
    write(folder, 'package.json', JSON.stringify(Object.fromEntries(packaged), undefined, 2));
    const hasRepository = manifest.repository !== undefined;
    const tour = read('docs/tour.md').toString();
    write(folder, 'README.md', packagedReadme(read('README.md').toString(), { hasRepository, tour }));
    await pack(folder, file, hasRepository);
  } finally {
    rmSync(folder, { recursive: true });
  }
  const { size } = statSync(file);
  console.log(`${String(size)} bytes, limit ${String(limit)}`);
  if (size > limit) {
    throw new Error(`${file} exceeds its limit.`);
  }
}

function read(path: string): Buffer {
  return readFileSync(join(root, path));
}

function write(folder: string, path: string, text: string): void {
  writeFileSync(join(folder, path), text);
}

/** A copy has the same permissions in every checkout; vsce stores those of its files. */
async function copyFiles(folder: string): Promise<void> {
  const files = await listFiles({ cwd: root, packageManager: PackageManager.None });
  for (const file of [...files, '.vscodeignore']) {
    const copy = join(folder, file);
    mkdirSync(dirname(copy), { recursive: true });
    copyFileSync(join(root, file), copy);
    chmodSync(copy, 0o644);
  }
}

async function pack(cwd: string, packagePath: string, hasRepository: boolean): Promise<void> {
  // With a time, vsce sorts the entries and gives them this time: the earliest of a zip file, which has local times.
  process.env['TZ'] = 'UTC';
  process.env['SOURCE_DATE_EPOCH'] = String(Date.UTC(1980, 0) / 1000);
  await createVSIX({
    cwd,
    packagePath,
    dependencies: false,
    allowMissingRepository: true,
    rewriteRelativeLinks: hasRepository,
  });
}

void packageExtension();
