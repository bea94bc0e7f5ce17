import { groupBy, present } from '../../text/objects';
import { type CscfgDocument, parseCscfg } from '../document';
import { readProject } from '../model/project';
import { isTransformDocument, mayTransform } from '../model/transforms';
import { findNamed, isPlainName, isSameName } from './names';
import { configurationName, type FolderFiles, Pairings, type ProjectFile } from './pairing';
import { folderOf, nameOf } from '../../text/paths';
import type { Service, ServiceFile } from './service';

export interface ServicePaths {
  readonly self: string;
  readonly definition?: string;
  /** `self` has several possible definitions, so none is used. */
  readonly severalDefinitions: boolean;
  /** The definition that the user chose for `self` and that does not exist. */
  readonly missingDefinition?: string;
  readonly configurations: readonly ConfigurationPath[];
  readonly projects: readonly string[];
}

export interface ConfigurationPath {
  readonly path: string;
  /** Whether it belongs to the service regardless of its content. */
  readonly certain: boolean;
}

const mostConfigurations = 100;

const groups = new WeakMap<FolderFiles, ServiceGroups>();

/** Of the service of `self` (.cscfg or .csdef). */
export function servicePaths(self: string, files: FolderFiles): ServicePaths {
  const known = groups.get(files) ?? new ServiceGroups(files);
  groups.set(files, known);
  const group = known.of(self);
  return {
    self,
    ...group,
    configurations: withinLimit(self, group.configurations),
    ...known.problemOf(self),
  };
}

/** Always includes the file itself. */
function withinLimit(self: string, all: readonly ConfigurationPath[]): readonly ConfigurationPath[] {
  const first = all.slice(0, mostConfigurations);
  const isLeftOut = all.length > first.length && !first.some(({ path }) => path === self);
  return isLeftOut ? [...first, ...all.filter(({ path }) => path === self)] : first;
}

type ServiceProblem = Pick<ServicePaths, 'severalDefinitions' | 'missingDefinition'>;
type ServiceGroup = Omit<ServicePaths, 'self' | keyof ServiceProblem>;

/** The services of one folder: each is composed once for all of its files. */
class ServiceGroups {
  private readonly pairings: Pairings;
  private readonly definitions: ReadonlySet<string>;
  private readonly paired: ReadonlyMap<string | undefined, readonly string[]>;
  /** By folder; configurations with the usual names. */
  private readonly conventional: ReadonlyMap<string, readonly string[]>;
  private readonly listed = new Map<ProjectFile, string[]>();
  private readonly known = new Map<string, ServiceGroup>();

  constructor({ configurations, definitions, ...files }: FolderFiles) {
    this.pairings = new Pairings({ configurations, definitions, ...files });
    this.definitions = new Set(definitions);
    this.paired = groupBy(configurations, (path) => this.pairings.definitionFor(path).definition);
    this.conventional = groupBy(configurations.filter(isConventional), folderOf);
    for (const path of configurations) {
      for (const project of this.pairings.projectsOf(path)) {
        const paths = this.listed.get(project) ?? [];
        this.listed.set(project, paths);
        paths.push(path);
      }
    }
  }

  /** Why a configuration has no definition although there could be one. */
  problemOf(self: string): ServiceProblem {
    const pairing = this.definitions.has(self) ? undefined : this.pairings.definitionFor(self);
    return pairing?.kind === 'none'
      ? { severalDefinitions: pairing.several === true, ...present('missingDefinition', pairing.missing) }
      : { severalDefinitions: false };
  }

  of(self: string): ServiceGroup {
    const definition = this.definitions.has(self) ? self : this.pairings.definitionFor(self).definition;
    if (definition !== undefined) {
      return this.remembered(`definition ${definition}`, () =>
        this.group(this.paired.get(definition) ?? [], definition),
      );
    }
    const projects = this.pairings.projectsOf(self);
    if (projects.length > 0) {
      const listed = (): ReadonlySet<string> => new Set(projects.flatMap((project) => this.listed.get(project) ?? []));
      return this.remembered(`projects ${projects.map(({ path }) => path).join(' ')}`, () => this.group([...listed()]));
    }
    return isConventional(self)
      ? this.remembered(`folder ${folderOf(self)}`, () => this.group(this.conventional.get(folderOf(self)) ?? []))
      : this.group([self]);
  }

  private remembered(key: string, find: () => ServiceGroup): ServiceGroup {
    const group = this.known.get(key) ?? find();
    this.known.set(key, group);
    return group;
  }

  private group(paths: readonly string[], definition?: string): ServiceGroup {
    const own = [...(definition === undefined ? [] : [definition]), ...paths];
    const projects = new Set(own.flatMap((path) => this.pairings.projectsOf(path)));
    return {
      ...present('definition', definition),
      configurations: paths.map((path) => ({
        path,
        certain: definition !== undefined && this.pairings.definitionFor(path).kind === 'certain',
      })),
      projects: [...projects].map(({ path }) => path),
    };
  }
}

function isConventional(path: string): boolean {
  return configurationName(path) !== undefined || nameOf(path).toLowerCase() === 'serviceconfiguration.cscfg';
}

/** `read` returns the text and address of a file; undefined counts as missing. Undefined if `self` cannot be read. */
export function composeService(
  paths: ServicePaths,
  read: (path: string) => Pick<ServiceFile, 'file' | 'document'> | undefined,
): Service | undefined {
  const load = (path: string): readonly ServiceFile[] => {
    const found = read(path);
    return found === undefined ? [] : [{ ...found, name: nameOf(path) }];
  };
  const [self] = load(paths.self);
  if (self === undefined) {
    return undefined;
  }
  const [definition] =
    paths.definition === undefined
      ? []
      : load(paths.definition).filter(({ document }) => !isTransformDocument(document));
  const isOfIt =
    definition === undefined
      ? (one: ServiceFile) => isOfSameName(one.document, self.document)
      : (one: ServiceFile) => agree(definition.document, one.document);
  const configurations = paths.configurations.flatMap(({ path, certain }) =>
    load(path).filter((one) => certain || isOfIt(one)),
  );
  const known = [...configurations, ...(definition === undefined ? [] : [definition])];
  return known.some(({ file }) => file === self.file)
    ? { self: self.file, ...present('definition', definition), configurations, projects: paths.projects.flatMap(load) }
    : { self: self.file, configurations: [self], projects: [] };
}

/** A definition in a folder above is used only if the service name or a role name matches. */
function agree({ definition }: CscfgDocument, { model }: CscfgDocument): boolean {
  const [defined, configured] = [definition.name, model.serviceName];
  const named = isPlainName(defined) && isPlainName(configured) && isSameName(defined.value, configured.value);
  return named || model.roles.some(({ name }) => isPlainName(name) && findNamed(definition.roles, name.value));
}

function isOfSameName(a: CscfgDocument, b: CscfgDocument): boolean {
  return isSameName(a.model.serviceName?.value ?? '', b.model.serviceName?.value ?? '');
}

/** A .cscfg, .csdef or .ccproj; its path has `/`. */
export interface ServiceText {
  readonly path: string;
  readonly text: string;
  /** The parsed text, if available; read whenever it is needed. */
  readonly document?: CscfgDocument;
}

/**
 * For callers that have read all files: returns the service of one of the paths, or undefined for other paths. Searches
 * nothing above `root`, which must contain all files. Ignores files of other kinds and definitions that are
 * transformations. `chosenFor` returns the definition that the user chose for a configuration.
 */
export function readServices(
  files: readonly ServiceText[],
  root: string,
  chosenFor?: FolderFiles['chosenFor'],
): (path: string) => Service | undefined {
  const ofKind = (extension: string) => files.filter(({ path }) => path.toLowerCase().endsWith(extension));
  const documents = new Map<string, CscfgDocument>();
  const documentOf = (file: ServiceText): CscfgDocument => {
    const known = file.document ?? documents.get(file.path);
    if (known !== undefined) {
      return known;
    }
    const read = parseCscfg(file.text);
    documents.set(file.path, read);
    return read;
  };
  const folder: FolderFiles = {
    root,
    chosenFor,
    definitions: ofKind('.csdef')
      .filter((file) => !mayTransform(file.text) || !isTransformDocument(documentOf(file)))
      .map(({ path }) => path),
    configurations: ofKind('.cscfg').map(({ path }) => path),
    projects: ofKind('.ccproj').flatMap(({ path, text }) => {
      const project = readProject(text);
      return project === undefined ? [] : [{ path, project }];
    }),
  };
  const texts = new Map(files.map((file) => [file.path, file]));
  const read = (path: string) => {
    const file = texts.get(path);
    return file === undefined ? undefined : { file: path, document: documentOf(file) };
  };
  return (path) => composeService(servicePaths(path, folder), read);
}
