/** Paths with `/`, such as those of a URI or of a folder on the disk: pure text, nothing is looked up. */

/** The folder of the path, without a slash at its end unless it is the root; '' for a name alone. */
export function folderOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash === 0 ? '/' : path.slice(0, Math.max(0, slash));
}

/** The last part of the path. */
export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** `relative` as seen from `folder`, with its `.` and `..` resolved. What leads above the root stays there. */
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

/** Whether the path is `folder` or lies below it; everything lies below ''. */
export function isWithin(folder: string, path: string): boolean {
  return folder === '' || path === folder || path.startsWith(folder.endsWith('/') ? folder : `${folder}/`);
}

/** The folder of the path and those above it, up to `root` and the nearest first; none where it is not within. */
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
 * Whether the pattern names the path, both as their parts between slashes: `?` is one character and `*` any number of
 * them within a part, `**` any number of folders. Takes no more steps than the product of both lengths. Regular
 * expressions, and the glob libraries that build them, need exponentially many for `*a*a*a`.
 */
export function matchesWildcard(pattern: readonly string[], path: readonly string[]): boolean {
  return matchesSequence(pattern, path, '**', matchesPart);
}

function matchesPart(pattern: string, part: string): boolean {
  return matchesSequence(pattern, part, '*', (sign, character) => sign === '?' || sign === character);
}

/**
 * Whether the parts name the items in turn; `any` stands for any number of items. Where a part fails, it is enough to
 * let the last `any` before it stand for one item more.
 */
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
