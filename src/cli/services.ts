import { readdir } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { CscfgDocument } from '../cscfg/document';
import { readServices, type ServiceText } from '../cscfg/service/compose';
import type { Service } from '../cscfg/service/service';
import { isWithin } from '../text/paths';
import { readChosenDefinitions } from './folderSettings';
import { type Configuration, configurationFiles, type Folders, isFolder, readFiles, slashed } from './files';

const serviceFile = /\.(?:cscfg|csdef|ccproj)$/i;

/** The service of a file, by its path in the report; undefined if no other file belongs to it. */
export type ServiceOf = (path: string) => Service | undefined;

/**
 * Reads the other files of the services: definitions, projects and configurations in the folders of the given configurations, in
 * their parent folders up to the working directory, below the given folders, and where the settings of a folder name
 * them. Files that cannot be read are ignored,
 * because they were not specified. Never rejects.
 */
export async function readServicesOf(
  configurations: readonly Configuration[],
  paths: readonly string[],
  folders: Folders,
): Promise<ServiceOf> {
  const read = new Map(configurations.map((configuration) => [resolve(configuration.path), configuration]));
  const above = [...new Set([...read.keys()].flatMap(foldersAbove))];
  const found = await Promise.all([...paths.map((path) => filesAtOrBelow(path, folders)), ...above.map(filesIn)]);
  const others = new Set(found.flat().map((path) => resolve(path)));
  // A definition that the settings choose can be anywhere in their folder.
  const chosen = await readChosenDefinitions(
    [...new Set([...read.keys(), ...others])].filter((path) => configurationFiles.test(path)),
    paths,
  );
  chosen.forEach((path) => others.add(resolve(path)));
  const { configurations: files } = await readFiles([...others].filter((path) => !read.has(path)));
  const texts = [...configurations, ...files].map((one) => new OnDemand(slashed(resolve(one.path)), one));
  return byReportedPath(readServices(texts, '', (path) => chosen.get(path)));
}

/** Not inline: a closure in the function above would keep the texts of all files in memory. */
function byReportedPath(serviceOf: ServiceOf): ServiceOf {
  return (path) => serviceOf(slashed(resolve(path)));
}

/** The folder of the file and its parents up to the working directory, or only the folder outside of it. */
function foldersAbove(file: string): readonly string[] {
  const [own, root] = [dirname(file), process.cwd()];
  if (!isWithin(slashed(root), slashed(own))) {
    return [own];
  }
  const folders = [own];
  for (let folder = own; folder !== root && folder !== dirname(folder); folder = dirname(folder)) {
    folders.push(dirname(folder));
  }
  return folders;
}

async function filesAtOrBelow(path: string, folders: Folders): Promise<readonly string[]> {
  return isFolder(path) ? (await folders.filesBelow(path, serviceFile)).files : [];
}

async function filesIn(folder: string): Promise<readonly string[]> {
  try {
    return (await readdir(folder)).filter((name) => serviceFile.test(name)).map((name) => join(folder, name));
  } catch {
    return [];
  }
}

/** Does not hold the document, which would then stay in memory. */
class OnDemand implements ServiceText {
  constructor(
    readonly path: string,
    private readonly configuration: Configuration,
  ) {}

  get document(): CscfgDocument {
    return this.configuration.document;
  }

  get text(): string {
    return this.document.text;
  }
}
