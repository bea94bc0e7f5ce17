import { access, constants } from 'node:fs/promises';
import { homedir } from 'node:os';
import { delimiter, isAbsolute, join, relative, sep } from 'node:path';

export interface Command {
  readonly file: string;
  readonly args: readonly string[];
  /** The arguments are already a command line for cmd.exe. */
  readonly isVerbatim: boolean;
}

const plainArgument = /^[\w:/.-]+$/;

/**
 * The folders of a PATH that programs may be run from: no relative folders, `node_modules/.bin`, or workspace folders,
 * because their files are not trusted. A workspace that contains the home folder is trusted.
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

/** The full path. On Windows, skips folders with a character that cmd.exe interprets even in quotes. */
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

/** On Windows `az` is a batch file for cmd.exe. Throws for arguments that a shell could interpret. */
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
