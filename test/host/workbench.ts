import type { RunningServer } from './server';

/** The content of the workbench; all paths are absolute. */
export interface OpenOptions {
  /** A folder or a `.code-workspace` file; none opens an empty window. */
  readonly folder?: string;
  readonly file?: string;
  readonly extensionDevelopmentPath?: string;
  readonly extensionTestsPath?: string;
}

export function workbenchAddress(server: Pick<RunningServer, 'origin' | 'token'>, options: OpenOptions): string {
  const { host } = new URL(server.origin);
  const remote = (path: string | undefined): string | undefined =>
    path === undefined ? undefined : `vscode-remote://${host}${asUriPath(path)}`;
  const payload = [
    ['extensionDevelopmentPath', remote(options.extensionDevelopmentPath)],
    ['extensionTestsPath', remote(options.extensionTestsPath)],
    ['openFile', remote(options.file)],
    ['skipWelcome', 'true'],
  ].filter(([, value]) => value !== undefined);
  const address = new URL(server.origin);
  if (options.folder === undefined) {
    address.searchParams.set('ew', 'true');
  } else {
    const kind = options.folder.endsWith('.code-workspace') ? 'workspace' : 'folder';
    address.searchParams.set(kind, asUriPath(options.folder));
  }
  address.searchParams.set('payload', JSON.stringify(payload));
  if (server.token !== undefined) {
    address.searchParams.set('tkn', server.token);
  }
  return address.href;
}

function asUriPath(path: string): string {
  const slashes = path.replaceAll('\\', '/');
  return slashes.startsWith('/') ? slashes : `/${slashes}`;
}
