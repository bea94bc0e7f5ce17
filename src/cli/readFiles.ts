import { readFile } from 'node:fs/promises';
import { parseCscfg, type CscfgDocument } from '../cscfg/document';
import { decodeText } from '../cscfg/text/decode';
import { formatMessage } from '../cscfg/text/message';
import { fileProblem, type FileProblem } from './fileProblem';

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
  for (const path of files) {
    const read = await readConfiguration(path);
    if ('document' in read) {
      configurations.push(read);
    } else {
      problems.push(read);
    }
  }
  return { configurations, problems };
}

async function readConfiguration(path: string): Promise<Configuration | FileProblem> {
  try {
    const decoded = decodeText(await readFile(path));
    return decoded.ok
      ? { path, document: parseCscfg(decoded.text) }
      : { path, message: formatMessage(decoded.message) };
  } catch (error) {
    return fileProblem(path, error);
  }
}
