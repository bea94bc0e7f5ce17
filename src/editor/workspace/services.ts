import * as vscode from 'vscode';
import type { CscfgDocument } from '../../cscfg/document';
import { composeService, type ServicePaths } from '../../cscfg/service/compose';
import type { Service, ServiceFile } from '../../cscfg/service/service';
import { uniqueBy } from '../../text/objects';
import { nameOf } from '../../text/paths';
import type { CscfgDocuments } from './documents';
import { FileTexts, ServiceFolder } from './serviceFolder';
import {
  anythingIn,
  findNearby,
  findServiceFiles,
  isBuildOutput,
  isOnFileSystem,
  isServicePath,
  patternIn,
  rootOf,
} from './findServiceFiles';

export interface PairingProblem extends Pick<ServicePaths, 'severalDefinitions' | 'missingDefinition'> {
  readonly canChoose: boolean;
}

interface KnownFile {
  readonly document: CscfgDocument;
  readonly service: Service | undefined;
}

/** Searches nothing before a service file is open; then its folder is watched. */
export class Services implements vscode.Disposable {
  private folders = new Map<string, Promise<ServiceFolder>>();
  private readonly found = new Map<string, ServiceFolder>();
  private readonly loads = new Map<string, Promise<void>>();
  private readonly explored = new Set<string>();
  private readonly texts: FileTexts;
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.changed.event;
  private readonly watchers: vscode.Disposable[] = [];
  private readonly subscriptions: vscode.Disposable;

  constructor(
    documents: CscfgDocuments,
    private readonly log: vscode.LogOutputChannel,
  ) {
    this.texts = new FileTexts(documents, log);
    this.subscriptions = vscode.Disposable.from(
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length > 0 && isServicePath(document.uri)) {
          this.changed.fire();
        }
      }),
      // Unsaved changes no longer count.
      vscode.workspace.onDidCloseTextDocument(({ uri }) => {
        this.explored.delete(uri.toString());
        if (this.found.get(rootOf(uri).toString())?.has(uri) === true) {
          this.reread(uri);
        }
      }),
      vscode.workspace.onDidChangeWorkspaceFolders(() => {
        this.reset();
      }),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('cscfg.serviceDefinition')) {
          this.found.forEach((folder) => {
            folder.changed();
          });
          this.changed.fire();
        }
      }),
    );
  }

  /** Undefined until the files of the service have been read; then `onDidChange` fires. */
  of({ uri }: vscode.TextDocument): Service | undefined {
    if (!isOnFileSystem(uri)) {
      return undefined;
    }
    const folder = this.found.get(rootOf(uri).toString());
    const isExplored = folder?.has(uri) === true && this.explored.has(uri.toString());
    if (!isExplored || this.unread(folder, uri).length > 0) {
      this.load(uri).catch((error: unknown) => {
        this.log.error(`${uri.toString(true)}: ${String(error)}`);
      });
      return undefined;
    }
    return compose(folder, folder.servicePaths(uri), this.texts);
  }

  /** Why the document has no definition although there could be one; undefined before its files have been read. */
  pairingProblem({ uri }: vscode.TextDocument): PairingProblem | undefined {
    const folder = this.found.get(rootOf(uri).toString());
    return folder?.has(uri) === true
      ? { ...folder.servicePaths(uri), canChoose: folder.definitions.length > 0 }
      : undefined;
  }

  async definitionsFor({ uri }: vscode.TextDocument): Promise<readonly vscode.Uri[]> {
    return (await this.read(uri)).definitions;
  }

  async whenRead({ uri }: vscode.TextDocument): Promise<Service | undefined> {
    if (!isOnFileSystem(uri)) {
      return undefined;
    }
    const folder = await this.read(uri);
    return folder.has(uri) ? compose(folder, folder.servicePaths(uri), this.texts) : undefined;
  }

  async all(): Promise<readonly ServiceFile[]> {
    const uris = await this.readAll();
    return uris.flatMap((uri) => {
      const document = this.texts.of(uri);
      return document === undefined ? [] : [{ file: uri.toString(), name: nameOf(uri.path), document }];
    });
  }

  /** Watchers report new files late, and not on all file systems. */
  async searchAgain(): Promise<void> {
    const folders = await Promise.all(this.folders.values());
    await Promise.all(
      folders.map(async (folder) => {
        const found = await this.filesIn(folder.root);
        const paths = new Set(found.map(({ path }) => path));
        // The others can have been deleted.
        const others = folder.all.filter(({ path }) => !paths.has(path));
        folder.add(found);
        await Promise.all(others.map((uri) => this.texts.read(uri)));
      }),
    );
  }

  /** Also reads the texts again: a program can have changed one just before its request. */
  async readAgain(): Promise<void> {
    await this.searchAgain();
    const folders = await Promise.all(this.folders.values());
    await Promise.all(folders.flatMap(({ all }) => all.map((uri) => this.texts.read(uri))));
  }

  /** Except in build output. Resolves to the definitions and configurations. */
  async readAll(): Promise<readonly vscode.Uri[]> {
    const roots = (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri);
    const folders = await Promise.all(roots.map((root) => this.folderAt(root)));
    const uris = folders.flatMap((folder) => [...folder.serviceFiles, ...folder.projectFiles]);
    await Promise.all(uris.filter((uri) => !this.texts.isKnown(uri)).map((uri) => this.texts.read(uri)));
    // A folder of the workspace can be below another one.
    return uniqueBy(
      folders.flatMap((folder) => folder.serviceFiles),
      (uri) => uri.toString(),
    );
  }

  /** For a file of `readAll`; undefined if it cannot be read or no longer exists. */
  textOf(uri: vscode.Uri): CscfgDocument | undefined {
    return this.texts.of(uri);
  }

  /** For a file of `readAll`; undefined if it cannot be read or no longer exists. */
  known(uri: vscode.Uri): KnownFile | undefined {
    const folder = this.found.get(rootOf(uri).toString());
    const document = this.texts.of(uri);
    return folder?.has(uri) === true && document !== undefined
      ? { document, service: compose(folder, folder.servicePaths(uri), this.texts) }
      : undefined;
  }

  dispose(): void {
    this.subscriptions.dispose();
    this.reset();
    this.changed.dispose();
  }

  /** Reads the files of the document's service, once at a time, and fires `onDidChange`. */
  private load(uri: vscode.Uri): Promise<void> {
    const key = uri.toString();
    const load =
      this.loads.get(key) ??
      this.read(uri)
        .then(() => {
          this.changed.fire();
        })
        .finally(() => this.loads.delete(key));
    this.loads.set(key, load);
    return load;
  }

  private async read(uri: vscode.Uri): Promise<ServiceFolder> {
    const folder = await this.folderAt(rootOf(uri));
    // Searches skip build output, some file systems cannot be searched, and file watchers do not always report the
    // contents of a new folder.
    if (!folder.has(uri) || !this.explored.has(uri.toString())) {
      folder.add([uri, ...(await findNearby(uri, folder.root))]);
      this.explored.add(uri.toString());
    }
    // Projects first, because they list other files of the service.
    for (let unread = this.unread(folder, uri); unread.length > 0; unread = this.unread(folder, uri)) {
      await Promise.all(unread.map((one) => this.texts.read(one)));
    }
    return folder;
  }

  private unread(folder: ServiceFolder, uri: vscode.Uri): readonly vscode.Uri[] {
    const projects = folder.projectFiles.filter((one) => !this.texts.isKnown(one));
    if (projects.length > 0) {
      return projects;
    }
    // Then definitions, because a transform is not a definition.
    const above = folder.definitionsAbove(uri).filter((one) => !this.texts.isKnown(one));
    if (above.length > 0) {
      return above;
    }
    const { definition, configurations } = folder.servicePaths(uri);
    return [...(definition === undefined ? [] : [definition]), ...configurations.map(({ path }) => path)].flatMap(
      (path) => {
        const one = folder.uriOf(path);
        return one === undefined || this.texts.isKnown(one) ? [] : [one];
      },
    );
  }

  private folderAt(root: vscode.Uri): Promise<ServiceFolder> {
    const key = root.toString();
    const folder = this.folders.get(key) ?? this.find(root);
    this.folders.set(key, folder);
    return folder;
  }

  private async find(root: vscode.Uri): Promise<ServiceFolder> {
    const { folders } = this;
    const folder = new ServiceFolder(root, this.texts);
    this.watch(folder);
    folder.add(await this.filesIn(root));
    // The workspace folders may have changed, and a new search is running.
    if (folders === this.folders) {
      this.found.set(root.toString(), folder);
    }
    return folder;
  }

  private async filesIn(root: vscode.Uri): Promise<readonly vscode.Uri[]> {
    try {
      return await findServiceFiles(root);
    } catch (error) {
      // Without a search, each file has only its neighbors.
      this.log.warn(`${root.toString(true)}: ${String(error)}`);
      return [];
    }
  }

  private watch(folder: ServiceFolder): void {
    const watcher = vscode.workspace.createFileSystemWatcher(patternIn(folder.root), false, false, true);
    // A deleted folder is one event, without events for its files.
    const deletions = vscode.workspace.createFileSystemWatcher(anythingIn(folder.root), true, true, false);
    this.watchers.push(
      watcher,
      deletions,
      watcher.onDidCreate((uri) => {
        if (!isBuildOutput(uri)) {
          folder.add([uri]);
          this.reread(uri);
        }
      }),
      watcher.onDidChange((uri) => {
        if (folder.has(uri)) {
          this.reread(uri);
        }
      }),
      deletions.onDidDelete((uri) => {
        const removed = folder.remove(uri);
        if (removed.length > 0) {
          removed.forEach((one) => {
            this.texts.forget(one);
          });
          this.changed.fire();
        }
      }),
    );
  }

  private reread(uri: vscode.Uri): void {
    void this.texts.read(uri).then(() => {
      this.changed.fire();
    });
  }

  private reset(): void {
    this.watchers.splice(0).forEach((watcher) => {
      watcher.dispose();
    });
    this.folders = new Map();
    this.found.clear();
    this.explored.clear();
    this.changed.fire();
  }
}

function compose(folder: ServiceFolder, paths: ServicePaths, texts: FileTexts): Service | undefined {
  return composeService(paths, (path) => {
    const uri = folder.uriOf(path);
    const document = uri && texts.of(uri);
    return uri === undefined || document === undefined ? undefined : { file: uri.toString(), document };
  });
}
