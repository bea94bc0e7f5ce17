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

/**
 * The definition that a configuration is judged by: of the project that lists the configuration; else
 * `ServiceDefinition.<Configuration>.csdef`, or the only definition, beside it or in the nearest folder above that has
 * any. None where several come into question.
 */
export function definitionFor(configuration: string, files: FolderFiles): Pairing {
  const listing = files.projects.filter(({ path, project }) =>
    project.configurations.some((item) => matches(item, path, configuration)),
  );
  const fromProjects = new Set(listing.flatMap((file) => definitionsIn(file, configuration, files)));
  if (fromProjects.size > 0) {
    return single(fromProjects, configuration, 'certain');
  }
  for (const folder of foldersUpTo(files.root, configuration)) {
    const here = files.definitions.filter((path) => folderOf(path) === folder);
    if (here.length > 0) {
      return single(new Set(here), configuration, folder === folderOf(configuration) ? 'certain' : 'above');
    }
  }
  return { kind: 'none' };
}

/** The projects that list the file, as a configuration or as the definition. */
export function projectsOf(path: string, { projects }: FolderFiles): readonly ProjectFile[] {
  return projects.filter(({ path: own, project: { configurations, definitions } }) =>
    [...configurations, ...definitions].some((item) => matches(item, own, path)),
  );
}

/** `Cloud` of `ServiceConfiguration.Cloud.cscfg`; undefined where the name has another form. */
export function configurationName(path: string): string | undefined {
  return /^ServiceConfiguration\.(.+)\.cscfg$/i.exec(nameOf(path))?.[1];
}

function single(definitions: ReadonlySet<string>, configuration: string, kind: 'certain' | 'above'): Pairing {
  const name = configurationName(configuration);
  const own = `ServiceDefinition.${name ?? ''}.csdef`.toLowerCase();
  const named = name === undefined ? [] : [...definitions].filter((path) => nameOf(path).toLowerCase() === own);
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
