import * as vscode from 'vscode';
import { ToolError } from '../../check/tools/arguments';
import type { FileProblem } from '../../check/tools/workspace';
import { isWithin } from '../../text/paths';

/** The path in results: relative to the workspace, after the folder's name if there are several. */
export function pathOf(uri: vscode.Uri): string {
  const folders = vscode.workspace.workspaceFolders ?? [];
  return vscode.workspace.getWorkspaceFolder(uri) === undefined
    ? uri.toString(true)
    : vscode.workspace.asRelativePath(uri, folders.length > 1);
}

/**
 * Those of `known` that are at or below the paths; all without paths. A path without any is a problem. Throws a
 * `ToolError` for a path outside of the workspace.
 */
export function filesAt(
  known: readonly vscode.Uri[],
  paths: readonly string[] | undefined,
): { readonly uris: readonly vscode.Uri[]; readonly problems: readonly FileProblem[] } {
  if (paths === undefined) {
    return { uris: known, problems: [] };
  }
  const found = paths.map((path) => {
    const named = known.filter((uri) => pathOf(uri) === path);
    if (named.length > 0) {
      return { path, uris: named };
    }
    const targets = targetsOf(path);
    return { path, uris: known.filter((uri) => targets.some((target) => isAtOrBelow(target, uri))) };
  });
  const uris = new Set(found.flatMap((one) => one.uris));
  const message = vscode.l10n.t('no .cscfg or .csdef file found here');
  return {
    uris: known.filter((uri) => uris.has(uri)),
    problems: found.flatMap(({ path, uris: own }) => (own.length === 0 ? [{ path, message }] : [])),
  };
}

/** What the path can mean: a URI, a path on disk, or one relative to a folder of the workspace. */
function targetsOf(path: string): readonly vscode.Uri[] {
  const folders = vscode.workspace.workspaceFolders ?? [];
  const inside = candidates(path, folders).filter((uri) => vscode.workspace.getWorkspaceFolder(uri) !== undefined);
  if (inside.length === 0) {
    throw new ToolError(vscode.l10n.t('{0} is outside of the workspace. Use a path in the workspace.', path));
  }
  return inside;
}

function candidates(path: string, folders: readonly vscode.WorkspaceFolder[]): readonly vscode.Uri[] {
  if (/^[a-z][a-z0-9+.-]+:\/\//i.test(path)) {
    return [vscode.Uri.parse(path)];
  }
  if (/^(?:[\\/]|[a-z]:[\\/])/i.test(path)) {
    return [vscode.Uri.file(path)];
  }
  const parts = path.split(/[\\/]/);
  return folders.flatMap(({ uri, name }) => [
    vscode.Uri.joinPath(uri, ...parts),
    ...(parts[0] === name ? [vscode.Uri.joinPath(uri, ...parts.slice(1))] : []),
  ]);
}

function isAtOrBelow(target: vscode.Uri, uri: vscode.Uri): boolean {
  return (
    uri.scheme === target.scheme &&
    uri.authority === target.authority &&
    isWithin(target.path.replace(/(?<=.)\/+$/, ''), uri.path)
  );
}
