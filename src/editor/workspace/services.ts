import * as vscode from 'vscode';
import { composeService, type ServicePaths } from '../../cscfg/service/compose';
import type { Service, ServiceFile } from '../../cscfg/service/service';
import { nameOf } from '../../cscfg/service/paths';
import type { CscfgDocuments } from './documents';
import { FileTexts, ServiceFolder } from './serviceFolder';
import {
  findNearby,
  findServiceFiles,
  isBuildOutput,
  isOnFileSystem,
  isServicePath,
  patternIn,
  rootOf,
} from './findServiceFiles';

/**
 * The services of the open files: which files belong together, and their texts. Nothing is looked for before a file of
 * a service is open; from then on its folder is watched.
 */
export class Services implements vscode.Disposable {
  private folders = new Map<string, Promise<ServiceFolder>>();
  private readonly found = new Map<string, ServiceFolder>();
  private readonly loads = new Map<string, Promise<void>>();
  /** The documents whose folders have been looked into. */
  private readonly explored = new Set<string>();
  private readonly texts: FileTexts;
  private readonly changed = new vscode.EventEmitter<void>();
  /** A file of a service is there, gone, or says something else. */
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
      // What was typed and not saved no longer counts.
      vscode.workspace.onDidCloseTextDocument(({ uri }) => {
        this.explored.delete(uri.toString());
        if (this.found.get(rootOf(uri).toString())?.has(uri) === true) {
          this.reread(uri);
        }
      }),
      vscode.workspace.onDidChangeWorkspaceFolders(() => {
        this.reset();
      }),
    );
  }

  /**
   * The service of an open .cscfg or .csdef, as far as it is known now. Undefined while its files are being read; then
   * `onDidChange` tells.
   */
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

  /** Whether several service definitions could belong to the document, as far as it is known now. */
  hasSeveralDefinitions({ uri }: vscode.TextDocument): boolean {
    const folder = this.found.get(rootOf(uri).toString());
    return folder?.has(uri) === true && folder.servicePaths(uri).severalDefinitions;
  }

  /** The service of the document, once all of its files have been read. */
  async whenRead({ uri }: vscode.TextDocument): Promise<Service | undefined> {
    if (!isOnFileSystem(uri)) {
      return undefined;
    }
    const folder = await this.read(uri);
    return folder.has(uri) ? compose(folder, folder.servicePaths(uri), this.texts) : undefined;
  }

  /** Every .cscfg and .csdef of the workspace's folders. */
  async all(): Promise<readonly ServiceFile[]> {
    const roots = (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri);
    const folders = await Promise.all(roots.map((root) => this.folderAt(root)));
    const uris = folders.flatMap((folder) => folder.serviceFiles);
    await Promise.all(uris.filter((uri) => !this.texts.isKnown(uri)).map((uri) => this.texts.read(uri)));
    return uris.flatMap((uri) => {
      const document = this.texts.of(uri);
      return document === undefined ? [] : [{ file: uri.toString(), name: nameOf(uri.path), document }];
    });
  }

  dispose(): void {
    this.subscriptions.dispose();
    this.reset();
    this.changed.dispose();
  }

  /** Reads what the document's service takes, once at a time, and tells when that is done. */
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
    // No search finds what builds put there, nor finds anything everywhere; and what comes with a whole new folder is
    // not always told of by those who watch.
    if (!folder.has(uri) || !this.explored.has(uri.toString())) {
      folder.add([uri, ...(await findNearby(uri, folder.root))]);
      this.explored.add(uri.toString());
    }
    // The projects first: they say which other files belong to it.
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
    // Then the definitions: one that only transforms another is no definition.
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
    // The workspace may have got other folders meanwhile, and everything is being found anew.
    if (folders === this.folders) {
      this.found.set(root.toString(), folder);
    }
    return folder;
  }

  private async filesIn(root: vscode.Uri): Promise<readonly vscode.Uri[]> {
    try {
      return await findServiceFiles(root);
    } catch (error) {
      // Then each file has what lies around it.
      this.log.warn(`${root.toString(true)}: ${String(error)}`);
      return [];
    }
  }

  private watch(folder: ServiceFolder): void {
    const watcher = vscode.workspace.createFileSystemWatcher(patternIn(folder.root));
    this.watchers.push(
      watcher,
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
      watcher.onDidDelete((uri) => {
        folder.remove(uri);
        this.texts.forget(uri);
        this.changed.fire();
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
