import { access, constants } from 'node:fs/promises';
import { homedir } from 'node:os';
import { delimiter, isAbsolute, join, relative, sep } from 'node:path';

/** A program and its arguments, as `spawn` takes them. */
export interface Command {
  readonly file: string;
  readonly args: readonly string[];
  /** The arguments are one command line of cmd.exe already. */
  readonly isVerbatim: boolean;
}

/** An argument that no shell changes. */
const plainArgument = /^[\w:/.-]+$/;

/**
 * The folders of a PATH in which a program may be looked for. Left out are relative folders, the folder that npm puts
 * there for a project's own programs, and `workspace`, the folders that are open in the editor: what is in them may be
 * a stranger's. A workspace that contains the user's home is the user's own.
 */
export function trustedFolders(path: string, workspace: readonly string[]): readonly string[] {
  const strange = workspace.filter((folder) => !isWithin(homedir(), folder));
  return path
    .split(delimiter)
    .filter((folder) => isAbsolute(folder) && !/[\\/]node_modules[\\/]\.bin[\\/]?$/i.test(folder))
    .filter((folder) => !strange.some((one) => isWithin(folder, one)));
}

function isWithin(folder: string, outer: string): boolean {
  const way = relative(outer, folder);
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way));
}

/**
 * The full path of the Azure CLI in one of the folders; undefined where it is in none. Folders with a character that
 * cmd.exe interprets even in quotes are passed over on Windows.
 */
export async function findAz(folders: readonly string[], platform = process.platform): Promise<string | undefined> {
  const isWindows = platform === 'win32';
  const names = isWindows ? ['az.cmd', 'az.exe'] : ['az'];
  const safe = folders.filter((folder) => !isWindows || !/["%]/.test(folder));
  for (const file of safe.flatMap((folder) => names.map((name) => join(folder, name)))) {
    if (await isExecutable(file)) {
      return file;
    }
  }
  return undefined;
}

async function isExecutable(file: string): Promise<boolean> {
  try {
    await access(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * How to start `az`. On Windows it is a batch file, which only cmd.exe can run: that is the system's own, and its
 * command line holds nothing that it would interpret. Throws where an argument would not be safe.
 */
export function azCommand(
  az: string,
  args: readonly string[],
  { platform = process.platform, systemRoot = windowsFolder() } = {},
): Command {
  if (args.some((one) => !plainArgument.test(one))) {
    throw new Error('An argument of the Azure CLI is not plain text.');
  }
  if (platform !== 'win32' || !/\.cmd$/i.test(az)) {
    return { file: az, args, isVerbatim: false };
  }
  const line = [`"${az}"`, ...args].join(' ');
  return { file: `${systemRoot}\\System32\\cmd.exe`, args: ['/d', '/s', '/c', `"${line}"`], isVerbatim: true };
}

export function windowsFolder(): string {
  return process.env['SystemRoot'] ?? 'C:\\Windows';
}
