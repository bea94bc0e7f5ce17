import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

interface Manifest {
  readonly version?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  /** Releases to install where a package refers to a commit in a repository. */
  readonly insteadOfGit?: Readonly<Record<string, string>>;
}

interface LockFile {
  readonly packages: Readonly<Record<string, Manifest>>;
}

export function readManifest(folder: string): Manifest {
  return read(join(folder, 'package.json')) as Manifest;
}

/** Rewrites the manifest and lock file in `folder`, because only the npm registry may be reachable. */
export function replaceGitDependencies(folder: string, instead: Readonly<Record<string, string>>): void {
  if (Object.keys(instead).length === 0) {
    return;
  }
  const replaced = (manifest: Manifest | undefined): Manifest => ({
    ...manifest,
    dependencies: { ...manifest?.dependencies, ...instead },
  });
  write(join(folder, 'package.json'), replaced(readManifest(folder)));
  const lockFile = join(folder, 'npm-shrinkwrap.json');
  const lock = read(lockFile) as LockFile;
  const stale = new Set(Object.keys(instead).map((name) => `node_modules/${name}`));
  const kept = Object.fromEntries(Object.entries(lock.packages).filter(([path]) => !stale.has(path)));
  write(lockFile, { ...lock, packages: { ...kept, '': replaced(kept['']) } });
}

function read(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8'));
}

function write(file: string, value: unknown): void {
  writeFileSync(file, `${JSON.stringify(value, undefined, 2)}\n`);
}
