import { folderOf, foldersUpTo, resolvePath, matchesWildcard } from '../../text/paths';
import type { ProjectItem } from '../model/project';

/** In lower case: projects are written on Windows, which ignores case. */
type Target =
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'wildcard'; readonly folder: string; readonly pattern: readonly string[] };

/** Stands for the name of the packaged configuration. */
const targetProfile = /\$\(TargetProfile\)/gi;

/** Wildcards that are compared with the files below one folder; a project needs two. */
const mostPatterns = 20;

interface Pattern<Owner> {
  readonly parts: readonly string[];
  readonly owners: Owner[];
}

/** Compares wildcards only with the files below their folders, so that the time is not quadratic in the files. */
export class Listings<Owner> {
  private readonly files = new Map<string, Owner[]>();
  private readonly patterns = new Map<string, Map<string, Pattern<Owner>>>();

  /** `items`: of the project at `project`. */
  add(items: readonly ProjectItem[], project: string, owner: Owner): void {
    for (const item of items) {
      const target = targetOf(item, project);
      if (target?.kind === 'file') {
        const owners = this.files.get(target.path) ?? [];
        this.files.set(target.path, owners);
        owners.push(owner);
      } else if (target !== undefined) {
        this.addPattern(target.folder, target.pattern, owner);
      }
    }
  }

  private addPattern(folder: string, parts: readonly string[], owner: Owner): void {
    const here = this.patterns.get(folder) ?? new Map<string, Pattern<Owner>>();
    this.patterns.set(folder, here);
    const key = parts.join('/');
    const pattern = here.get(key) ?? { parts, owners: [] };
    if (here.has(key) || here.size < mostPatterns) {
      here.set(key, pattern);
      pattern.owners.push(owner);
    }
  }

  of(path: string): ReadonlySet<Owner> {
    const wanted = path.toLowerCase();
    const owners = new Set(this.files.get(wanted));
    for (const folder of foldersUpTo('', wanted)) {
      const patterns = this.patterns.get(folder);
      if (patterns !== undefined) {
        const names = namesBelow(folder, wanted);
        const found = [...patterns.values()].filter(({ parts }) => matchesWildcard(parts, names));
        found.flatMap((one) => one.owners).forEach((owner) => owners.add(owner));
      }
    }
    return owners;
  }
}

export function hasProfile(path: string): boolean {
  return path.search(targetProfile) >= 0;
}

/** Whether the item names `path` when the configuration `profile` is packaged. */
export function namesPath(item: ProjectItem, project: string, path: string, profile: string): boolean {
  const target = targetOf(item, project, profile);
  const wanted = path.toLowerCase();
  if (target?.kind !== 'wildcard') {
    return target?.path === wanted;
  }
  return (
    foldersUpTo('', wanted).includes(target.folder) &&
    matchesWildcard(target.pattern, namesBelow(target.folder, wanted))
  );
}

function namesBelow(folder: string, path: string): readonly string[] {
  return path
    .slice(folder.length)
    .split('/')
    .filter((name) => name !== '');
}

/** Undefined if `..` follows a wildcard, because the result depends on the existing folders. */
function targetOf({ path }: ProjectItem, project: string, profile = '*'): Target | undefined {
  const written = path.replace(targetProfile, () => profile);
  const wild = written.search(/[*?]/);
  if (wild < 0) {
    return { kind: 'file', path: resolvePath(folderOf(project), written).toLowerCase() };
  }
  const start = written.lastIndexOf('/', wild) + 1;
  const pattern = written
    .slice(start)
    .toLowerCase()
    .split('/')
    .filter((part, index, parts) => part !== '' && part !== '.' && !(part === '**' && parts[index - 1] === '**'));
  return pattern.includes('..')
    ? undefined
    : {
        kind: 'wildcard',
        folder: resolvePath(folderOf(project), written.slice(0, start)).toLowerCase(),
        // In a project `folder\**` means the files at any depth.
        pattern: pattern.at(-1) === '**' ? [...pattern, '*'] : pattern,
      };
}
