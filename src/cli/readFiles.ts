import { parseCscfg, type CscfgDocument } from '../cscfg/document';
import type { FileProblem } from './fileProblem';
import { readTexts } from './readTexts';

/** A service configuration, and the path by which the report names it. */
export interface Configuration {
  readonly path: string;
  readonly document: CscfgDocument;
}

export interface ReadFiles {
  /** In the order of the files. */
  readonly configurations: readonly Configuration[];
  readonly problems: readonly FileProblem[];
}

/** Reads the files that can be read and are text; the others are problems. Rejects never. */
export async function readFiles(files: readonly string[]): Promise<ReadFiles> {
  const configurations: Configuration[] = [];
  const problems: FileProblem[] = [];
  for (const read of await readTexts(files)) {
    if ('text' in read) {
      configurations.push({ path: read.path, document: parseCscfg(read.text) });
    } else {
      problems.push(read);
    }
  }
  return { configurations, problems };
}
