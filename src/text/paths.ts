/** Paths with `/`, such as those of a URI or a folder on disk: text only, nothing is looked up. */

/** Without a slash at its end unless it is the root; '' for a name alone. */
export function folderOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash === 0 ? '/' : path.slice(0, Math.max(0, slash));
}

export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** `relative` to `folder`, with `.` and `..` resolved. A path that leads above the root stays at the root. */
export function resolvePath(folder: string, relative: string): string {
  const absolute = relative.startsWith('/') || folder === '' ? relative : `${folder}/${relative}`;
  const parts: string[] = [];
  for (const part of absolute.split('/')) {
    if (part === '..') {
      parts.pop();
    } else if (part !== '.' && part !== '') {
      parts.push(part);
    }
  }
  return (absolute.startsWith('/') ? '/' : '') + parts.join('/');
}

/** Whether the path is `folder` or below it; everything is below ''. */
export function isWithin(folder: string, path: string): boolean {
  return folder === '' || path === folder || path.startsWith(folder.endsWith('/') ? folder : `${folder}/`);
}

/** The folder of the path and those above it up to `root`, the nearest first; none if the path is outside `root`. */
export function foldersUpTo(root: string, path: string): readonly string[] {
  const folders: string[] = [];
  for (let folder = folderOf(path); isWithin(root, folder); folder = folderOf(folder)) {
    folders.push(folder);
    if (folder === root || folder === folderOf(folder)) {
      break;
    }
  }
  return folders;
}

/**
 * At slashes: `?` is one character, `*` any within a part, `**` any folders. Time is at most the product of both
 * lengths; regular expressions, which glob libraries use, need exponential time for `*a*a*a`.
 */
export function matchesWildcard(pattern: readonly string[], path: readonly string[]): boolean {
  return matchesSequence(pattern, path, '**', matchesPart);
}

function matchesPart(pattern: string, part: string): boolean {
  return matchesSequence(pattern, part, '*', (sign, character) => sign === '?' || sign === character);
}

/** `any` stands for any number of items. After a mismatch it is enough to let the last `any` stand for one more. */
function matchesSequence(
  parts: ArrayLike<string>,
  items: ArrayLike<string>,
  any: string,
  isMatch: (part: string, item: string) => boolean,
): boolean {
  let [next, index] = [0, 0];
  let [lastAny, covered] = [-1, 0];
  while (index < items.length) {
    const [part, item] = [parts[next], items[index]];
    if (part === any) {
      [lastAny, covered] = [next, index];
      next++;
    } else if (part !== undefined && item !== undefined && isMatch(part, item)) {
      next++;
      index++;
    } else if (lastAny < 0) {
      return false;
    } else {
      covered++;
      [next, index] = [lastAny + 1, covered];
    }
  }
  while (parts[next] === any) {
    next++;
  }
  return next === parts.length;
}
