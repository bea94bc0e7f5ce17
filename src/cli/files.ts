import type { Dirent } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { type CscfgDocument, parseCscfg } from '../cscfg/document';
import { fileProblem, type FileProblem, readTexts } from './readTexts';

/** Files as the report names them, sorted, each once; and what could not be looked into. */
export interface FoundFiles {
  readonly files: readonly string[];
  readonly problems: readonly FileProblem[];
}

/** Folders whose files are somebody else's, or copies of ours. */
const skipped: ReadonlySet<string> = new Set(['node_modules', 'bin', 'obj', '.git']);

/**
 * The files that `paths` name: a file as it is given, whatever its name; of a folder every `*.cscfg` below it, with its
 * path joined to the folder's by forward slashes. A file that several paths lead to has the first one's name. Rejects
 * never: what goes wrong is among the problems.
 */
export async function findFiles(paths: readonly string[]): Promise<FoundFiles> {
  const files = new Map<string, string>();
  const problems: FileProblem[] = [];
  for (const path of paths) {
    const found = await filesAt(path);
    problems.push(...found.problems);
    for (const file of [...found.files].sort(byUnits)) {
      const identity = await identityOf(file);
      files.set(identity, files.get(identity) ?? file);
    }
  }
  return { files: [...files.values()].sort(byUnits), problems };
}

async function filesAt(path: string): Promise<FoundFiles> {
  try {
    return (await stat(path)).isDirectory() ? await configurationsBelow(path) : { files: [path], problems: [] };
  } catch (error) {
    return { files: [], problems: [fileProblem(path, error)] };
  }
}

async function configurationsBelow(folder: string): Promise<FoundFiles> {
  const found = await filesBelow(folder, /\.cscfg$/i);
  return found.files.length === 0 && found.problems.length === 0
    ? { files: [], problems: [{ path: folder, message: 'no .cscfg file was found in this folder' }] }
    : found;
}

/**
 * The files below a folder whose names end so, but not in folders of copies. Links to folders are not followed: they
 * may lead anywhere, and round in circles.
 */
export async function filesBelow(folder: string, extension: RegExp): Promise<FoundFiles> {
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
      } else if (extension.test(entry.name)) {
        // Whatever it is: that it cannot be read is said by whoever reads it.
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
  return join(folder, name).split(sep).join('/');
}

/** The same for every path that leads to the file. */
async function identityOf(file: string): Promise<string> {
  try {
    return await realpath(file);
  } catch {
    // It cannot be read either, and reading it says why.
    return file;
  }
}

/** The same order everywhere, whatever the language of the machine. */
function byUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** A service configuration, and the path by which the report names it. */
export interface Configuration {
  readonly path: string;
  readonly document: CscfgDocument;
}

export interface ReadFiles {
  /** In the order of the files. */
  readonly configurations: readonly Configuration[];
  readonly problems: readonly FileProblem[];
}

/** Reads the files that can be read and are text; the others are problems. Rejects never. */
export async function readFiles(files: readonly string[]): Promise<ReadFiles> {
  const configurations: Configuration[] = [];
  const problems: FileProblem[] = [];
  for (const read of await readTexts(files)) {
    if ('text' in read) {
      configurations.push({ path: read.path, document: parseCscfg(read.text) });
    } else {
      problems.push(read);
    }
  }
  return { configurations, problems };
}
