import { foldersUpTo, folderOf, nameOf, resolvePath } from './paths';
import type { CloudServiceProject, ProjectItem } from './project';

/** The files of services below one folder, by their paths (with `/`). */
export interface FolderFiles {
  /** The folder that holds them all: nothing is looked for above it. */
  readonly root: string;
  readonly definitions: readonly string[];
  readonly configurations: readonly string[];
  readonly projects: readonly ProjectFile[];
}

export interface ProjectFile {
  readonly path: string;
  readonly project: CloudServiceProject;
}

/** The definition of a configuration, and how sure that is. */
export type Pairing =
  /** A project lists both, or they stand side by side. */
  | { readonly kind: 'certain'; readonly definition: string }
  /** It stands in a folder above: most likely of the same service, if their contents agree. */
  | { readonly kind: 'above'; readonly definition: string }
  | { readonly kind: 'none'; readonly definition?: never };

type Remembered<T> = WeakMap<FolderFiles, Map<string, T>>;

/** Asked of each file for every other: among a hundred services it is all that takes time. */
const pairings: Remembered<Pairing> = new WeakMap();
const listings: Remembered<readonly ProjectFile[]> = new WeakMap();

function remembered<T>(all: Remembered<T>, files: FolderFiles, path: string, find: () => T): T {
  const known = all.get(files) ?? new Map<string, T>();
  all.set(files, known);
  const found = known.get(path) ?? find();
  known.set(path, found);
  return found;
}

/**
 * The definition that a configuration is judged by: of the project that lists the configuration; else
 * `ServiceDefinition.<Configuration>.csdef`, or the only definition, beside it or in the nearest folder above that has
 * any. None where several come into question, and where the project names one that is not there: builds that put it
 * there first take it from somewhere else.
 */
export function definitionFor(configuration: string, files: FolderFiles): Pairing {
  return remembered(pairings, files, configuration, () => findDefinition(configuration, files));
}

function findDefinition(configuration: string, files: FolderFiles): Pairing {
  const listing = files.projects.filter(({ path, project }) =>
    project.configurations.some((item) => matches(item, path, configuration)),
  );
  if (listing.some(({ project }) => project.definitions.length > 0)) {
    return single(new Set(listing.flatMap((file) => definitionsIn(file, configuration, files))), configuration);
  }
  for (const folder of foldersUpTo(files.root, configuration)) {
    const here = files.definitions.filter((path) => folderOf(path) === folder);
    if (here.length > 0) {
      const candidates = here.filter((path) => !isOfAnother(path, configuration, files));
      return single(new Set(candidates), configuration, folder === folderOf(configuration) ? 'certain' : 'above');
    }
  }
  return { kind: 'none' };
}

/** The projects that list the file, as a configuration or as the definition. */
export function projectsOf(path: string, files: FolderFiles): readonly ProjectFile[] {
  return remembered(listings, files, path, () =>
    files.projects.filter(({ path: own, project: { configurations, definitions } }) =>
      [...configurations, ...definitions].some((item) => matches(item, own, path)),
    ),
  );
}

/** `Cloud` of `ServiceConfiguration.Cloud.cscfg`; undefined where the name has another form. */
export function configurationName(path: string): string | undefined {
  return /^ServiceConfiguration\.(.+)\.cscfg$/i.exec(nameOf(path))?.[1];
}

/** `Cloud` of `ServiceDefinition.Cloud.csdef`. */
function definitionName(path: string): string | undefined {
  return /^ServiceDefinition\.(.+)\.csdef$/i.exec(nameOf(path))?.[1];
}

/** Whether the definition is named for a configuration, and not for this one. */
function isOfAnother(definition: string, configuration: string, { configurations }: FolderFiles): boolean {
  const name = definitionName(definition)?.toLowerCase();
  const isNamed = (path: string): boolean => configurationName(path)?.toLowerCase() === name;
  return name !== undefined && !isNamed(configuration) && configurations.some(isNamed);
}

function single(
  definitions: ReadonlySet<string>,
  configuration: string,
  kind: 'certain' | 'above' = 'certain',
): Pairing {
  const own = configurationName(configuration)?.toLowerCase();
  const named = [...definitions].filter((path) => own !== undefined && definitionName(path)?.toLowerCase() === own);
  const [only, ...others] = named.length > 0 ? named : definitions;
  return only === undefined || others.length > 0 ? { kind: 'none' } : { kind, definition: only };
}

/** The definitions of the project that are there. */
function definitionsIn({ path, project }: ProjectFile, configuration: string, files: FolderFiles): readonly string[] {
  return files.definitions.filter((definition) =>
    project.definitions.some((item) => matches(item, path, definition, configurationName(configuration))),
  );
}

/** Whether the item of the project at `project` names `path`. Windows, where projects are written, ignores case. */
function matches(item: ProjectItem, project: string, path: string, profile?: string): boolean {
  const written = item.path.replace(/\$\(TargetProfile\)/gi, () => profile ?? '*');
  const wanted = resolvePath(folderOf(project), written);
  return /[*?]/.test(wanted) ? patternOf(wanted).test(path) : wanted.toLowerCase() === path.toLowerCase();
}

function patternOf(path: string): RegExp {
  const escaped = path.replace(/[.+^${}()|[\]\\]/g, String.raw`\$&`);
  const wild = escaped.replace(/\*\*\/|\*|\?/g, (token) =>
    token === '**/' ? '(?:.*/)?' : token === '*' ? '[^/]*' : '[^/]',
  );
  return new RegExp(`^${wild}$`, 'i');
}
