import { realpathSync, statSync, type Dirent } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import type { CscfgDocument } from '../cscfg/document';
import { Documents, ParsedFile } from './documents';
import { eachText, fileProblem, type FileProblem } from './readTexts';

/** The files as named in the report, sorted and without duplicates, and the problems. */
export interface FoundFiles {
  readonly files: readonly string[];
  readonly problems: readonly FileProblem[];
}

/** Folders with dependencies or build output. */
const skipped: ReadonlySet<string> = new Set(['node_modules', 'bin', 'obj', '.git']);

/** Which files a folder stands for. */
export const configurationFiles = /\.cscfg$/i;
export const serviceFiles = /\.(?:cscfg|csdef)$/i;

/**
 * The files in `paths`: a file with any name, and for a folder every file below it with one of these extensions, with
 * forward slashes. A file that several paths lead to keeps its first name. A folder without a configuration is a
 * problem. Never rejects: failures are in the problems.
 */
export async function findFiles(
  paths: readonly string[],
  extensions: RegExp,
  folders = new Folders(),
): Promise<FoundFiles> {
  const files = new Map<string, string>();
  const problems: FileProblem[] = [];
  for (const path of paths) {
    const found = await filesAt(path, extensions, folders);
    problems.push(...found.problems);
    for (const file of [...found.files].sort(byUnits)) {
      const identity = identityOf(file);
      files.set(identity, files.get(identity) ?? file);
    }
  }
  return { files: [...files.values()].sort(byUnits), problems };
}

async function filesAt(path: string, extensions: RegExp, folders: Folders): Promise<FoundFiles> {
  try {
    return (await stat(path)).isDirectory()
      ? await serviceFilesBelow(path, extensions, folders)
      : { files: [path], problems: [] };
  } catch (error) {
    return { files: [], problems: [fileProblem(path, error)] };
  }
}

async function serviceFilesBelow(folder: string, extensions: RegExp, folders: Folders): Promise<FoundFiles> {
  const { files, problems } = await folders.filesBelow(folder, extensions);
  return problems.length === 0 && !files.some((file) => configurationFiles.test(file))
    ? { files, problems: [{ path: folder, message: 'no .cscfg file found in this folder' }] }
    : { files, problems };
}

/** The folders of one run: each is searched once for all kinds of files. */
export class Folders {
  private readonly searches = new Map<string, Promise<FoundFiles>>();

  /**
   * The files with this extension below a folder, except in build output. Links to folders are not followed, because
   * they can form cycles. Never rejects.
   */
  async filesBelow(folder: string, extension: RegExp): Promise<FoundFiles> {
    const search = this.searches.get(folder) ?? allBelow(folder);
    this.searches.set(folder, search);
    const { files, problems } = await search;
    return { files: files.filter((file) => extension.test(file)), problems };
  }
}

async function allBelow(folder: string): Promise<FoundFiles> {
  const files: string[] = [];
  const problems: FileProblem[] = [];
  const waiting = [folder];
  for (let current = waiting.pop(); current !== undefined; current = waiting.pop()) {
    const listed = await entriesOf(current);
    if (!Array.isArray(listed)) {
      problems.push(listed);
      continue;
    }
    for (const entry of listed) {
      if (entry.isDirectory()) {
        waiting.push(...(skipped.has(entry.name) ? [] : [joined(current, entry.name)]));
      } else {
        // Any type of file: reading it reports a problem.
        files.push(joined(current, entry.name));
      }
    }
  }
  return { files, problems: problems.sort((a, b) => byUnits(a.path, b.path)) };
}

async function entriesOf(folder: string): Promise<Dirent[] | FileProblem> {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch (error) {
    return fileProblem(folder, error);
  }
}

function joined(folder: string, name: string): string {
  return slashed(join(folder, name));
}

/** The path with forward slashes, also on Windows. */
export function slashed(path: string): string {
  return path.split(sep).join('/');
}

/** False for what does not exist as well. */
export function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}

/** The same for all paths that lead to the file. */
function identityOf(file: string): string {
  try {
    return realpathSync.native(file);
  } catch {
    // Reading the file reports the reason.
    return file;
  }
}

/** An order that does not depend on the locale. */
function byUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** A service configuration or definition, and its path in the report. */
export interface Configuration {
  readonly path: string;
  /** Parsed when it is needed; throws if the file can no longer be read. */
  readonly document: CscfgDocument;
  /** The file starts with a byte order mark. */
  readonly bom: boolean;
}

export interface ReadFiles {
  readonly configurations: readonly Configuration[];
  readonly problems: readonly FileProblem[];
}

/** Reads the files; those that cannot be read or decoded are problems. Never rejects. */
export async function readFiles(files: readonly string[]): Promise<ReadFiles> {
  const configurations: Configuration[] = [];
  const problems: FileProblem[] = [];
  const documents = new Documents();
  for await (const read of eachText(files)) {
    if ('text' in read) {
      configurations.push(new ParsedFile(read.path, read.text, read.bom, documents));
    } else {
      problems.push(read);
    }
  }
  return { configurations, problems };
}
