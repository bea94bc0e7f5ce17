import { parseCscfg, type CscfgDocument } from '../document';
import { isTransformDocument, mayTransform } from '../schema/transform';
import { composeService, servicePaths } from './compose';
import type { FolderFiles } from './pairing';
import { readProject } from './readProject';
import type { Service } from './service';

/** A file of a service (.cscfg, .csdef or .ccproj) as it was read; its path has `/`. */
export interface ServiceText {
  readonly path: string;
  readonly text: string;
  /** The text as it was parsed, where somebody has. */
  readonly document?: CscfgDocument;
}

/**
 * Puts files together to services, for callers that have read all of them: gives the service of one of the paths, or
 * undefined for a path that is not among `files`. `root` is the folder above which nothing is looked for; it must hold
 * them all. Files of other kinds are ignored, and a .csdef that only transforms another is not a definition.
 */
export function readServices(files: readonly ServiceText[], root: string): (path: string) => Service | undefined {
  const ofKind = (extension: string) => files.filter(({ path }) => path.toLowerCase().endsWith(extension));
  const documents = new Map<string, CscfgDocument>();
  const documentOf = ({ path, text, document }: ServiceText): CscfgDocument => {
    const read = document ?? documents.get(path) ?? parseCscfg(text);
    documents.set(path, read);
    return read;
  };
  const folder: FolderFiles = {
    root,
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
