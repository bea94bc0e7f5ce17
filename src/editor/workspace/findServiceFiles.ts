import * as vscode from 'vscode';
import { foldersUpTo, isWithin } from '../../cscfg/service/paths';

const extension = /\.(?:csdef|cscfg|ccproj)$/i;

/** Folders of copies that builds make: what is in them follows from what is not. */
const builds = ['node_modules', 'bin', 'obj', 'csx', '.git'];

export function isServicePath({ path }: vscode.Uri): boolean {
  return extension.test(path);
}

export function isBuildOutput({ path }: vscode.Uri): boolean {
  return path.split('/').some((part) => builds.includes(part.toLowerCase()));
}

/** Whether the file lies where other files can be looked for: the old side of a comparison and unsaved texts do not. */
export function isOnFileSystem(file: vscode.Uri): boolean {
  return (
    vscode.workspace.getWorkspaceFolder(file) !== undefined ||
    file.scheme === 'file' ||
    vscode.workspace.fs.isWritableFileSystem(file.scheme) === true
  );
}

/** The folder that a file's service is looked for in: the workspace's, or the file's own where it is in none. */
export function rootOf(file: vscode.Uri): vscode.Uri {
  return vscode.workspace.getWorkspaceFolder(file)?.uri ?? vscode.Uri.joinPath(file, '..');
}

/** The service files that belong to a root: below a workspace's folder, or else right in the folder. */
export function patternIn(root: vscode.Uri): vscode.RelativePattern {
  return new vscode.RelativePattern(root, `${isWorkspaceFolder(root) ? '**/' : ''}*.{csdef,cscfg,ccproj}`);
}

/** The service files below a workspace's folder, without the copies that builds make, or else those right in the folder. */
export async function findServiceFiles(root: vscode.Uri): Promise<readonly vscode.Uri[]> {
  return isWorkspaceFolder(root)
    ? vscode.workspace.findFiles(patternIn(root), `**/{${builds.join(',')}}/**`)
    : listFolder(root);
}

/**
 * The service files in the folder of `file` and in those above it, up to `root`: for a file that no search finds,
 * because it is a build's copy, or because its file system cannot be searched.
 */
export async function findNearby(file: vscode.Uri, root: vscode.Uri): Promise<readonly vscode.Uri[]> {
  const folders = isWithin(root.path, file.path) ? foldersUpTo(root.path, file.path) : [];
  const lists = await Promise.all(folders.map((path) => listFolder(file.with({ path }))));
  return lists.flat();
}

function isWorkspaceFolder(uri: vscode.Uri): boolean {
  return vscode.workspace.getWorkspaceFolder(uri)?.uri.toString() === uri.toString();
}

async function listFolder(folder: vscode.Uri): Promise<readonly vscode.Uri[]> {
  try {
    const entries = await vscode.workspace.fs.readDirectory(folder);
    return entries
      .filter(([name, type]) => extension.test(name) && (type & vscode.FileType.File) !== 0)
      .map(([name]) => vscode.Uri.joinPath(folder, name));
  } catch {
    // It is gone, or nobody may read it: then the file stands alone.
    return [];
  }
}
