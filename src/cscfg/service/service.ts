import type { CscfgDocument } from '../document';
import { isTransformDocument } from '../model/transforms';

/** The files of one service for certain, as plain data: from the editor's buffers and the disk, or only the disk. */
export interface Service {
  readonly self: string;
  /** Absent if there is none or if it is ambiguous. */
  readonly definition?: ServiceFile;
  /** All configurations of the definition, including `self`. */
  readonly configurations: readonly ServiceFile[];
  /** The Visual Studio projects (.ccproj) that list any of these files. */
  readonly projects: readonly ServiceFile[];
}

export interface ServiceFile {
  /** A URI in the editor, a path on the command line; unique. */
  readonly file: string;
  /** The last part of its path, for messages. */
  readonly name: string;
  readonly document: CscfgDocument;
}

/** Without the current file and transformations. */
export function otherConfigurations({ configurations, self }: Service): readonly ServiceFile[] {
  return configurations.filter(({ file, document }) => file !== self && !isTransformDocument(document));
}

export function fileOf(service: Service, file: string): ServiceFile | undefined {
  return filesOf(service).find((one) => one.file === file);
}

export function filesOf({ definition, configurations, projects }: Service): readonly ServiceFile[] {
  return [...(definition === undefined ? [] : [definition]), ...configurations, ...projects];
}

export function serviceOfOne(file: ServiceFile): Service {
  const isDefinition = file.document.definition.element !== undefined;
  return {
    self: file.file,
    ...(isDefinition ? { definition: file } : {}),
    configurations: isDefinition ? [] : [file],
    projects: [],
  };
}
