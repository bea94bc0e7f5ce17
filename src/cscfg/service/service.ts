import type { CscfgDocument } from '../document';
import { isTransformDocument } from '../model/transforms';

/**
 * The files of one cloud service, as far as it is certain that they belong together. Plain data: the editor builds it
 * from its buffers and the disk, the command line from the disk.
 */
export interface Service {
  /** The address of the current file. */
  readonly self: string;
  /** The service definition; absent if there is none or if it is ambiguous. */
  readonly definition?: ServiceFile;
  /** All configurations of the definition, including `self`. */
  readonly configurations: readonly ServiceFile[];
  /** The Visual Studio projects (.ccproj) that list any of these files. */
  readonly projects: readonly ServiceFile[];
}

export interface ServiceFile {
  /** Its address: a URI in the editor, a path on the command line. Two files have two addresses. */
  readonly file: string;
  /** The last part of its path, for messages. */
  readonly name: string;
  readonly document: CscfgDocument;
}

/** The configurations of the service but the one that is looked at, and those that only transform another. */
export function otherConfigurations({ configurations, self }: Service): readonly ServiceFile[] {
  return configurations.filter(({ file, document }) => file !== self && !isTransformDocument(document));
}

export function fileOf(service: Service, file: string): ServiceFile | undefined {
  return filesOf(service).find((one) => one.file === file);
}

/** Every file of the service, the definition first. */
export function filesOf({ definition, configurations, projects }: Service): readonly ServiceFile[] {
  return [...(definition === undefined ? [] : [definition]), ...configurations, ...projects];
}

/** A service of one document. */
export function serviceOfOne(file: ServiceFile): Service {
  const isDefinition = file.document.definition.element !== undefined;
  return {
    self: file.file,
    ...(isDefinition ? { definition: file } : {}),
    configurations: isDefinition ? [] : [file],
    projects: [],
  };
}
