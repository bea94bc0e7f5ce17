import * as vscode from 'vscode';
import { foldersUpTo, isWithin } from '../../text/paths';
import { filesBelow } from './filesBelow';

const extensions = ['csdef', 'cscfg', 'ccproj'];
const extension = /\.(?:csdef|cscfg|ccproj)$/i;

/** Output folders of builds and packages, which contain copies. */
const builds = ['node_modules', 'bin', 'obj', 'csx', '.git'];

export function isServicePath({ path }: vscode.Uri): boolean {
  return extension.test(path);
}

export function isBuildOutput({ path }: vscode.Uri): boolean {
  return path.split('/').some((part) => builds.includes(part.toLowerCase()));
}

/** False for unsaved texts and the left side of a diff, which have no neighboring files. */
export function isOnFileSystem(file: vscode.Uri): boolean {
  return (
    vscode.workspace.getWorkspaceFolder(file) !== undefined ||
    file.scheme === 'file' ||
    vscode.workspace.fs.isWritableFileSystem(file.scheme) === true
  );
}

export function rootOf(file: vscode.Uri): vscode.Uri {
  return vscode.workspace.getWorkspaceFolder(file)?.uri ?? vscode.Uri.joinPath(file, '..');
}

export function patternIn(root: vscode.Uri): vscode.RelativePattern {
  return new vscode.RelativePattern(root, `${isWorkspaceFolder(root) ? '**/' : ''}*.{csdef,cscfg,ccproj}`);
}

/** Below a workspace folder, or directly in another folder. */
export function anythingIn(root: vscode.Uri): vscode.RelativePattern {
  return new vscode.RelativePattern(root, isWorkspaceFolder(root) ? '**/*' : '*');
}

/** Below a workspace folder, except in build output, or directly in another folder. */
export async function findServiceFiles(root: vscode.Uri): Promise<readonly vscode.Uri[]> {
  return isWorkspaceFolder(root) ? filesBelow(root, { extensions, excluded: builds }) : listFolder(root);
}

/** In the folders from `file` up to `root`: searches skip build output, and some file systems cannot be searched. */
export async function findNearby(file: vscode.Uri, root: vscode.Uri): Promise<readonly vscode.Uri[]> {
  const folders = isWithin(root.path, file.path) ? foldersUpTo(root.path, file.path) : [];
  const lists = await Promise.all(folders.map((path) => listFolder(file.with({ path }))));
  return lists.flat();
}

/** Undefined if larger than `mostBytes`, or not a regular file: reading a pipe or a device may never end. */
export async function bytesOf(uri: vscode.Uri, mostBytes: number): Promise<Uint8Array | undefined> {
  const { type, size } = await vscode.workspace.fs.stat(uri);
  return (type & vscode.FileType.File) === 0 || size > mostBytes ? undefined : vscode.workspace.fs.readFile(uri);
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
    // The folder was deleted or cannot be read, so the file has no service.
    return [];
  }
}
