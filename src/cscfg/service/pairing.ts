import { groupBy } from '../../text/objects';
import { hasProfile, Listings, namesPath } from './listings';
import { foldersUpTo, folderOf, nameOf } from '../../text/paths';
import type { CloudServiceProject } from '../model/project';

/** Paths have `/`. */
export interface FolderFiles {
  /** Contains all files: nothing above it is searched. */
  readonly root: string;
  readonly definitions: readonly string[];
  readonly configurations: readonly string[];
  readonly projects: readonly ProjectFile[];
  /** The definition that the user chose for a configuration, even if it does not exist. */
  readonly chosenFor?: ((configuration: string) => string | undefined) | undefined;
}

export interface ProjectFile {
  readonly path: string;
  readonly project: CloudServiceProject;
}

export type Pairing =
  /** The user chose the definition, a project lists both files, or they are in the same folder. */
  | { readonly kind: 'certain'; readonly definition: string }
  /** In a folder above, so the contents must also match. */
  | { readonly kind: 'above'; readonly definition: string }
  | {
      readonly kind: 'none';
      readonly definition?: never;
      readonly several?: true;
      readonly missing?: string;
    };

/** With more projects for one file, or more definitions in one project, nothing is certain. */
const mostProjects = 64;
const mostDefinitions = 256;

/** The definitions among which a configuration's definition is chosen. */
interface Candidates {
  /** For a configuration, by its name in lower case. */
  readonly named: ReadonlyMap<string | undefined, readonly string[]>;
  readonly others: readonly string[];
}

/** Computed once for all files, because comparing every file with every project takes quadratic time. */
export class Pairings {
  private readonly configurationLists = new Listings<ProjectFile>();
  private readonly definitionLists = new Listings<ProjectFile>();
  private readonly beside: ReadonlyMap<string, Candidates>;
  private readonly definitions: ReadonlySet<string>;
  private readonly known = new Map<string, Pairing>();
  private readonly listing = new Map<string, readonly ProjectFile[]>();
  private readonly definitionsIn = new Map<ProjectFile, string[]>();
  private readonly candidatesIn = new Map<ProjectFile, Candidates>();

  constructor(private readonly files: FolderFiles) {
    this.definitions = new Set(files.definitions);
    const names = new Set(files.configurations.map(configurationKey));
    const isFree = (path: string): boolean => definitionKey(path) === undefined || !names.has(definitionKey(path));
    const folders = [...groupBy(files.definitions, folderOf)];
    this.beside = new Map(folders.map(([folder, here]) => [folder, candidates(here, here.filter(isFree))]));
    for (const file of files.projects) {
      this.configurationLists.add(file.project.configurations, file.path, file);
      this.definitionLists.add(file.project.definitions, file.path, file);
    }
    for (const path of files.definitions) {
      for (const project of this.definitionLists.of(path)) {
        const paths = this.definitionsIn.get(project) ?? [];
        this.definitionsIn.set(project, paths);
        paths.push(path);
      }
    }
  }

  /**
   * The user's choice; else the definition of the project that lists the configuration; else
   * `ServiceDefinition.<Configuration>.csdef`, or the only definition, in its folder or in the nearest folder above
   * that has any. None if several are possible, or if the one in the project does not exist: builds copy that from
   * another place.
   */
  definitionFor(configuration: string): Pairing {
    const pairing = this.known.get(configuration) ?? this.findDefinition(configuration);
    this.known.set(configuration, pairing);
    return pairing;
  }

  /** As a configuration or as the definition. */
  projectsOf(path: string): readonly ProjectFile[] {
    const known = this.listing.get(path);
    if (known !== undefined) {
      return known;
    }
    const projects = new Set([...this.configurationLists.of(path), ...this.definitionLists.of(path)]);
    const found = projects.size > mostProjects ? [] : [...projects];
    this.listing.set(path, found);
    return found;
  }

  private findDefinition(configuration: string): Pairing {
    const chosen = this.files.chosenFor?.(configuration);
    if (chosen !== undefined) {
      return this.definitions.has(chosen) ? { kind: 'certain', definition: chosen } : { kind: 'none', missing: chosen };
    }
    const listing = [...this.configurationLists.of(configuration)];
    if (listing.length > mostProjects) {
      return { kind: 'none' };
    }
    if (listing.some(({ project }) => project.definitions.length > 0)) {
      return single(
        listing.map((file) => this.candidatesOf(file, configuration)),
        configuration,
        'certain',
      );
    }
    for (const folder of foldersUpTo(this.files.root, configuration)) {
      const here = this.beside.get(folder);
      if (here !== undefined) {
        return single([here], configuration, folder === folderOf(configuration) ? 'certain' : 'above');
      }
    }
    return { kind: 'none' };
  }

  private candidatesOf(file: ProjectFile, configuration: string): Candidates {
    const listed = this.definitionsIn.get(file) ?? [];
    const paths = listed.length > mostDefinitions ? [] : listed;
    const profile = configurationName(configuration);
    const { definitions } = file.project;
    if (profile === undefined || !definitions.some(({ path }) => hasProfile(path))) {
      const known = this.candidatesIn.get(file) ?? candidates(paths, paths);
      this.candidatesIn.set(file, known);
      return known;
    }
    const own = paths.filter((path) => definitions.some((item) => namesPath(item, file.path, path, profile)));
    return candidates(own, own);
  }
}

/** `Cloud` of `ServiceConfiguration.Cloud.cscfg`; undefined for other names. */
export function configurationName(path: string): string | undefined {
  return /^ServiceConfiguration\.(.+)\.cscfg$/i.exec(nameOf(path))?.[1];
}

function configurationKey(path: string): string | undefined {
  return configurationName(path)?.toLowerCase();
}

function definitionKey(path: string): string | undefined {
  return /^ServiceDefinition\.(.+)\.csdef$/i.exec(nameOf(path))?.[1]?.toLowerCase();
}

function candidates(definitions: readonly string[], others: readonly string[]): Candidates {
  return { named: groupBy(definitions, definitionKey), others };
}

function single(found: readonly Candidates[], configuration: string, kind: 'certain' | 'above'): Pairing {
  const own = configurationKey(configuration);
  const named = own === undefined ? [] : found.flatMap((one) => one.named.get(own)?.slice(0, 2) ?? []);
  // Two are enough to detect ambiguity.
  const inQuestion = named.length > 0 ? named : found.flatMap(({ others }) => others.slice(0, 2));
  const [only, ...more] = new Set(inQuestion);
  if (only === undefined || more.length > 0) {
    return more.length > 0 ? { kind: 'none', several: true } : { kind: 'none' };
  }
  return { kind, definition: only };
}
