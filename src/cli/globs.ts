import { relative, sep } from 'node:path';
import { matchesWildcard } from '../text/paths';
import { type Folders, type FoundFiles, isFolder, slashed } from './files';

/**
 * The files that a glob matches, sorted: `?` and `*` within a name, and double asterisks for any number of folders. A
 * path without these stands for itself. Dependencies and build output are left out, as in a check of a folder. A glob
 * without a match is a problem. Never rejects.
 */
export async function filesMatching(glob: string, folders: Folders): Promise<FoundFiles> {
  const pattern = slashed(glob);
  const wildcard = pattern.search(/[*?]/);
  if (wildcard < 0) {
    return { files: [pattern], problems: [] };
  }
  const start = pattern.lastIndexOf('/', wildcard) + 1;
  const folder = start === 0 ? '.' : pattern.slice(0, start);
  if (!isFolder(folder)) {
    return { files: [], problems: [{ path: glob, message: 'no such file or folder' }] };
  }
  const { files, problems } = await folders.filesBelow(folder, /(?:)/);
  const parts = pattern.slice(start).split('/');
  const matching = files.filter((file) => matchesWildcard(parts, relative(folder, file).split(sep)));
  return matching.length === 0
    ? { files: [], problems: [...problems, { path: glob, message: 'no file matches' }] }
    : { files: matching.sort(), problems };
}
