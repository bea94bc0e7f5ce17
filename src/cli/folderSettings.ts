import { stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { chosenDefinition, type DefinitionChoices, definitionChoices } from '../cscfg/service/chosenDefinition';
import { ruleLevelsIn, type RuleLevels } from '../check/ruleLevels';
import { parseJson, property } from '../text/json';
import { slashed } from './files';
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
  const { nearest, all } = await readNearest(files, paths);
  const levelsOf = (path: string): RuleLevels => {
    const settings = nearest.get(path)?.settings;
    return settings !== undefined && 'levels' in settings ? settings.levels : {};
  };
  return { levelsOf, problems: all.flatMap((one) => ('problem' in one ? [one.problem] : [])) };
}

/**
 * The definitions that the settings of the folders choose for configurations, by the absolute paths of these, all with
 * forward slashes. Settings are found as for the rule levels. Never rejects.
 */
export async function readChosenDefinitions(
  configurations: readonly string[],
  paths: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const { nearest } = await readNearest(configurations, paths);
  return new Map(
    configurations.flatMap((path) => {
      const { folder = '', settings } = nearest.get(path) ?? {};
      const configuration = slashed(resolve(path));
      const chosen =
        settings !== undefined && 'choices' in settings
          ? chosenDefinition(settings.choices, slashed(folder), configuration)
          : undefined;
      return chosen === undefined ? [] : [[configuration, chosen] as const];
    }),
  );
}

interface Nearest {
  readonly folder: string;
  readonly settings: FolderSettings;
}

/** The nearest settings at or above each file, by the path of the file, and all that were read. */
async function readNearest(
  files: readonly string[],
  paths: readonly string[],
): Promise<{ readonly nearest: ReadonlyMap<string, Nearest>; readonly all: readonly FolderSettings[] }> {
  const tops = [...paths, '.'].map((path) => resolve(path));
  const read = new Map<string, Promise<FolderSettings | 'absent'>>();
  const settingsIn = (folder: string): Promise<FolderSettings | 'absent'> => {
    const settings = read.get(folder) ?? readSettings(join(folder, '.vscode', 'settings.json'));
    read.set(folder, settings);
    return settings;
  };
  const nearest = new Map<string, Nearest>();
  for (const file of files) {
    for (const folder of foldersAbove(dirname(resolve(file)), tops)) {
      const settings = await settingsIn(folder);
      if (settings !== 'absent') {
        nearest.set(file, { folder, settings });
        break;
      }
    }
  }
  const all = await Promise.all(read.values());
  return { nearest, all: all.flatMap((one) => (one === 'absent' ? [] : one)) };
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

type FolderSettings =
  { readonly levels: RuleLevels; readonly choices: DefinitionChoices } | { readonly problem: FileProblem };

async function readSettings(path: string): Promise<FolderSettings | 'absent'> {
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
    ? { levels: ruleLevelsIn(settings), choices: definitionChoices(choicesIn(settings)) }
    : { problem: { path, message: 'The file is not valid JSON.' } };
}

function choicesIn(settings: unknown): unknown {
  return property(settings, 'cscfg.serviceDefinition') ?? property(property(settings, 'cscfg'), 'serviceDefinition');
}

function isAbsent(error: unknown): boolean {
  return error instanceof Error && 'code' in error && ['ENOENT', 'ENOTDIR'].includes(String(error.code));
}
