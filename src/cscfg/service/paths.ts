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
