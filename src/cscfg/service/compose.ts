import type { CscfgDocument } from '../document';
import { present } from '../text/present';
import { findNamed, isPlainName, isSameName } from './names';
import { configurationName, definitionFor, projectsOf, type FolderFiles } from './pairing';
import { folderOf, nameOf } from './paths';
import type { Service, ServiceFile } from './service';

/** The paths of a service's files, before anybody has looked into them. */
export interface ServicePaths {
  /** The file that is looked at. */
  readonly self: string;
  readonly definition?: string;
  readonly configurations: readonly ConfigurationPath[];
  readonly projects: readonly string[];
}

export interface ConfigurationPath {
  readonly path: string;
  /** Whether it belongs to the service whatever it says. */
  readonly certain: boolean;
}

/** The paths of the service that the file at `self` (.cscfg or .csdef) belongs to. */
export function servicePaths(self: string, files: FolderFiles): ServicePaths {
  const pairings = new Map(files.configurations.map((path) => [path, definitionFor(path, files)]));
  const definition = files.definitions.includes(self) ? self : pairings.get(self)?.definition;
  const configurations =
    definition === undefined
      ? siblings(self, files).map((path) => ({ path, certain: path === self }))
      : [...pairings].flatMap(([path, pairing]) =>
          pairing.definition === definition ? [{ path, certain: pairing.kind === 'certain' }] : [],
        );
  const own = [...(definition === undefined ? [] : [definition]), ...configurations.map(({ path }) => path)];
  const projects = new Set(own.flatMap((path) => projectsOf(path, files)));
  return {
    self,
    ...present('definition', definition),
    configurations,
    projects: [...projects].map(({ path }) => path),
  };
}

/**
 * The service, made of its files' texts. `read` gives a file's text and its address, or undefined for what cannot be
 * read: that counts as if it were not there. Undefined where `self` cannot be read.
 */
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
  const [definition] = paths.definition === undefined ? [] : load(paths.definition);
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

/** Without a definition: what the same projects list, or else what lies beside it and is named as it is. */
function siblings(path: string, files: FolderFiles): readonly string[] {
  const projects = projectsOf(path, files);
  return files.configurations.filter((one) => {
    if (one === path || projects.length > 0) {
      return one === path || projectsOf(one, files).some((project) => projects.includes(project));
    }
    return isConventional(path) && isConventional(one) && folderOf(one) === folderOf(path);
  });
}

function isConventional(path: string): boolean {
  return configurationName(path) !== undefined || nameOf(path).toLowerCase() === 'serviceconfiguration.cscfg';
}

/** What only stands somewhere above is the configuration's definition if they name the service, or a role, alike. */
function agree({ definition }: CscfgDocument, { model }: CscfgDocument): boolean {
  const [defined, configured] = [definition.name, model.serviceName];
  const named = isPlainName(defined) && isPlainName(configured) && isSameName(defined.value, configured.value);
  return named || model.roles.some(({ name }) => isPlainName(name) && findNamed(definition.roles, name.value));
}

function isOfSameName(a: CscfgDocument, b: CscfgDocument): boolean {
  return isSameName(a.model.serviceName?.value ?? '', b.model.serviceName?.value ?? '');
}
