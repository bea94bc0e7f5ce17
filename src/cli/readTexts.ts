import { readFileSync, statSync } from 'node:fs';
import { setImmediate as turn } from 'node:timers/promises';
import { decodeText, mostBytes } from '../text/decode';

/** A file or folder that could not be checked, and the reason. */
export interface FileProblem {
  readonly path: string;
  readonly message: string;
}

const words: Readonly<Partial<Record<string, string>>> = {
  ENOENT: 'no such file or folder',
  ENOTDIR: 'no such file or folder',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EISDIR: 'is a folder',
  ELOOP: 'too many symbolic links',
};

/** The problem for an error of `node:fs`. */
export function fileProblem(path: string, error: unknown): FileProblem {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return { path, message: words[code] ?? (error instanceof Error ? error.message : String(error)) };
}

/** A decoded file; `bom`: it starts with a byte order mark, which is not in the text. */
export interface DecodedFile {
  readonly path: string;
  readonly text: string;
  readonly bom: boolean;
}

export type ReadText = DecodedFile | FileProblem;

/** Number of files that are read before signals, such as Ctrl+C, are handled. */
const atATime = 64;

/** Reads the files in order. Never rejects. */
export async function readTexts(paths: readonly string[]): Promise<readonly ReadText[]> {
  const texts: ReadText[] = [];
  for await (const text of eachText(paths)) {
    texts.push(text);
  }
  return texts;
}

/** Reads the files one by one, synchronously, which needs a third of the time for many small files. Never throws. */
export async function* eachText(paths: readonly string[]): AsyncGenerator<ReadText> {
  for (const [index, path] of paths.entries()) {
    yield readText(path);
    if (index % atATime === 0) {
      await turn();
    }
  }
}

/** Follows links, but reads only regular files: reading a pipe or a device may never end. */
export function readText(path: string): ReadText {
  try {
    const stats = statSync(path);
    if (!stats.isFile()) {
      return { path, message: stats.isDirectory() ? 'is a folder' : 'not a regular file' };
    }
    if (stats.size > mostBytes) {
      return { path, message: `larger than ${String(mostBytes / 1024 / 1024)} MB` };
    }
    const decoded = decodeText(readFileSync(path));
    return decoded.ok ? { path, text: decoded.text, bom: decoded.bom } : { path, message: decoded.message };
  } catch (error) {
    return fileProblem(path, error);
  }
}
