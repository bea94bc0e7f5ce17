import * as vscode from 'vscode';
import { until } from './until';

const scheme = 'memfs';

/** Files in memory. As for most virtual file systems, VS Code cannot search them. */
class MemoryFiles implements vscode.FileSystemProvider {
  readonly files = new Map<string, Uint8Array>();
  private readonly changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  readonly onDidChangeFile = this.changed.event;

  watch(): vscode.Disposable {
    return new vscode.Disposable(() => undefined);
  }

  stat({ path }: vscode.Uri): vscode.FileStat {
    const bytes = this.files.get(path);
    if (bytes === undefined && !this.isFolder(path)) {
      throw vscode.FileSystemError.FileNotFound(path);
    }
    const type = bytes === undefined ? vscode.FileType.Directory : vscode.FileType.File;
    return { type, ctime: 0, mtime: 0, size: bytes?.length ?? 0 };
  }

  readDirectory({ path }: vscode.Uri): [string, vscode.FileType][] {
    const start = path.endsWith('/') ? path : `${path}/`;
    const names = new Map<string, vscode.FileType>();
    for (const file of this.files.keys()) {
      const [name = '', ...rest] = file.startsWith(start) ? file.slice(start.length).split('/') : [];
      if (name !== '') {
        names.set(name, rest.length > 0 ? vscode.FileType.Directory : vscode.FileType.File);
      }
    }
    return [...names];
  }

  readFile({ path }: vscode.Uri): Uint8Array {
    const bytes = this.files.get(path);
    if (bytes === undefined) {
      throw vscode.FileSystemError.FileNotFound(path);
    }
    return bytes;
  }

  writeFile(uri: vscode.Uri, content: Uint8Array): void {
    const type = this.files.has(uri.path) ? vscode.FileChangeType.Changed : vscode.FileChangeType.Created;
    this.files.set(uri.path, content);
    this.changed.fire([{ type, uri }]);
  }

  delete(uri: vscode.Uri): void {
    this.files.delete(uri.path);
    this.changed.fire([{ type: vscode.FileChangeType.Deleted, uri }]);
  }

  createDirectory(): void {
    // A folder exists as long as it has files.
  }

  rename(): void {
    throw vscode.FileSystemError.NoPermissions();
  }

  private isFolder(path: string): boolean {
    const start = path.endsWith('/') ? path : `${path}/`;
    return [...this.files.keys()].some((file) => file.startsWith(start));
  }
}

export interface VirtualFiles {
  readonly uri: (path: string) => vscode.Uri;
  /** The file as it was saved. */
  readonly text: (path: string) => string;
}

const memory = new MemoryFiles();
const root = vscode.Uri.from({ scheme, path: '/virtual' });
let folders = 0;

/** Adds a folder to the workspace whose files are on no disk, with these settings; the result removes it. */
export async function openVirtualFolder(settings: object): Promise<() => Promise<void>> {
  const provider = vscode.workspace.registerFileSystemProvider(scheme, memory, { isCaseSensitive: true });
  memory.writeFile(vscode.Uri.joinPath(root, '.vscode/settings.json'), Buffer.from(JSON.stringify(settings)));
  const index = (): number =>
    (vscode.workspace.workspaceFolders ?? []).findIndex(({ uri }) => uri.toString() === root.toString());
  vscode.workspace.updateWorkspaceFolders((vscode.workspace.workspaceFolders ?? []).length, 0, {
    uri: root,
    name: 'virtual',
  });
  await until('The virtual folder is open', index, (found) => found >= 0);
  return async () => {
    vscode.workspace.updateWorkspaceFolders(index(), 1);
    await until('The virtual folder is closed', index, (found) => found < 0);
    provider.dispose();
  };
}

/** Writes the files into a new folder of the virtual folder. */
export function writeVirtual(files: Readonly<Record<string, string>>): VirtualFiles {
  folders++;
  const folder = vscode.Uri.joinPath(root, String(folders));
  const uri = (path: string): vscode.Uri => vscode.Uri.joinPath(folder, path);
  for (const [path, text] of Object.entries(files)) {
    memory.writeFile(uri(path), Buffer.from(text));
  }
  return { uri, text: (path) => Buffer.from(memory.readFile(uri(path))).toString() };
}
