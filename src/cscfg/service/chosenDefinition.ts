import { isWithin, matchesWildcard, resolvePath } from '../../text/paths';

/** The setting `cscfg.serviceDefinition`: the path of a .csdef file by path or glob of configurations. */
export type DefinitionChoices = Readonly<Record<string, string>>;

/** Ignores everything except paths of .csdef files. */
export function definitionChoices(value: unknown): DefinitionChoices {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(
        Object.entries(value).filter(
          (entry): entry is [string, string] => typeof entry[1] === 'string' && /\.csdef\s*$/i.test(entry[1]),
        ),
      )
    : {};
}

/**
 * The definition that the user chose for a configuration: the entry with its path, otherwise the first glob that
 * matches, in which `*` and `?` stand for characters of a name and `**` for folders. A glob without a slash matches a
 * file name in any folder. Paths start at `root`, the folder of the settings.
 */
export function chosenDefinition(choices: DefinitionChoices, root: string, configuration: string): string | undefined {
  if (!isWithin(root, configuration)) {
    return undefined;
  }
  const relative = configuration.slice(root.length).replace(/^\//, '');
  const parts = relative.split('/');
  const globs = Object.entries(choices).map(([glob, definition]) => ({ glob: slashed(glob), definition }));
  const chosen =
    globs.find(({ glob }) => glob === relative) ??
    globs.find(({ glob }) => matchesWildcard(glob.includes('/') ? glob.split('/') : ['**', glob], parts));
  return chosen && resolvePath(root, slashed(chosen.definition));
}

function slashed(path: string): string {
  return path.trim().replaceAll('\\', '/').replace(/^\.\//, '');
}
