import { stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { ruleLevelsIn, type RuleLevels } from '../check/ruleLevels';
import { parseJson } from '../text/json';
import { fileProblem, type FileProblem, readTexts } from './readTexts';

/** The rule levels of the folders' `.vscode/settings.json` files. */
export interface FolderLevels {
  /** The levels that apply to a file, by its path as the report names it. */
  readonly levelsOf: (path: string) => RuleLevels;
  /** The settings files that exist and cannot be read, each once. */
  readonly problems: readonly FileProblem[];
}

/**
 * Reads the nearest `.vscode/settings.json` at or above each file, up to the outermost of the given folders and the
 * current folder that contain the file. Never rejects.
 */
export async function readFolderLevels(files: readonly string[], paths: readonly string[]): Promise<FolderLevels> {
  const tops = [...paths, '.'].map((path) => resolve(path));
  const read = new Map<string, Promise<FolderSettings>>();
  const settingsIn = (folder: string): Promise<FolderSettings> => {
    const settings = read.get(folder) ?? readSettings(join(folder, '.vscode', 'settings.json'));
    read.set(folder, settings);
    return settings;
  };
  const levels = new Map<string, RuleLevels>();
  for (const file of files) {
    for (const folder of foldersAbove(dirname(resolve(file)), tops)) {
      const settings = await settingsIn(folder);
      if (settings !== 'absent') {
        levels.set(file, 'levels' in settings ? settings.levels : {});
        break;
      }
    }
  }
  const all = await Promise.all(read.values());
  return {
    levelsOf: (path) => levels.get(path) ?? {},
    problems: all.flatMap((one) => (one !== 'absent' && 'problem' in one ? [one.problem] : [])),
  };
}

/** The folder and those above it, up to the outermost of `tops` that contains it; without one, only the folder. */
function foldersAbove(own: string, tops: readonly string[]): readonly string[] {
  const folders = [own];
  for (let folder = own; dirname(folder) !== folder; folder = dirname(folder)) {
    folders.push(dirname(folder));
  }
  const last = folders.findLastIndex((folder) => tops.includes(folder));
  return folders.slice(0, Math.max(last, 0) + 1);
}

type FolderSettings = 'absent' | { readonly levels: RuleLevels } | { readonly problem: FileProblem };

async function readSettings(path: string): Promise<FolderSettings> {
  try {
    await stat(path);
  } catch (error) {
    return isAbsent(error) ? 'absent' : { problem: fileProblem(path, error) };
  }
  const [read] = await readTexts([path]);
  if (read === undefined || !('text' in read)) {
    return read === undefined ? 'absent' : { problem: read };
  }
  const settings = parseJson(read.text);
  return typeof settings === 'object' && settings !== null
    ? { levels: ruleLevelsIn(settings) }
    : { problem: { path, message: 'The file is not valid JSON.' } };
}

function isAbsent(error: unknown): boolean {
  return error instanceof Error && 'code' in error && ['ENOENT', 'ENOTDIR'].includes(String(error.code));
}
