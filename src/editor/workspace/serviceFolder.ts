import * as vscode from 'vscode';
import { type CscfgDocument, parseCscfg } from '../../cscfg/document';
import { chosenDefinition, definitionChoices } from '../../cscfg/service/chosenDefinition';
import { type CloudServiceProject, readProject } from '../../cscfg/model/project';
import { isTransformDocument, mayTransform } from '../../cscfg/model/transforms';
import { servicePaths, type ServicePaths } from '../../cscfg/service/compose';
import type { FolderFiles, ProjectFile } from '../../cscfg/service/pairing';
import { folderOf, foldersUpTo } from '../../text/paths';
import { decodeText, mostBytes } from '../../text/decode';
import type { CscfgDocuments } from './documents';
import { bytesOf } from './findServiceFiles';

/** An open editor takes precedence over the disk; a file is read again only after it changes. */
export class FileTexts {
  private readonly onDisk = new Map<string, CscfgDocument | undefined>();
  private readonly reading = new Map<string, Promise<void>>();

  constructor(
    private readonly documents: CscfgDocuments,
    private readonly log: vscode.LogOutputChannel,
  ) {}

  /** Undefined if the file was not read yet or cannot be read. */
  of(uri: vscode.Uri): CscfgDocument | undefined {
    const open = openDocument(uri);
    return open === undefined ? this.onDisk.get(uri.toString()) : this.documents.of(open);
  }

  isKnown(uri: vscode.Uri): boolean {
    return this.onDisk.has(uri.toString()) || openDocument(uri) !== undefined;
  }

  /** Unless the file is being read. The previous text stays until then. */
  read(uri: vscode.Uri): Promise<void> {
    const key = uri.toString();
    const reading = this.reading.get(key) ?? this.readNow(uri).finally(() => this.reading.delete(key));
    this.reading.set(key, reading);
    return reading;
  }

  forget(uri: vscode.Uri): void {
    this.onDisk.delete(uri.toString());
  }

  private async readNow(uri: vscode.Uri): Promise<void> {
    const key = uri.toString();
    try {
      const bytes = await bytesOf(uri, mostBytes);
      if (bytes === undefined) {
        throw new Error('Not a regular file, or too large.');
      }
      const decoded = decodeText(bytes);
      this.onDisk.set(key, decoded.ok ? parseCscfg(decoded.text) : undefined);
    } catch (error) {
      this.onDisk.set(key, undefined);
      this.log.debug(`${uri.toString(true)}: ${String(error)}`);
    }
  }
}

function openDocument(uri: vscode.Uri): vscode.TextDocument | undefined {
  const key = uri.toString();
  return vscode.workspace.textDocuments.find((document) => !document.isClosed && document.uri.toString() === key);
}

/** Which service files below a folder form a service. */
export class ServiceFolder {
  /** By path: all URIs have the scheme and authority of the root. */
  private readonly uris = new Map<string, vscode.Uri>();
  private readonly projects = new Map<string, { readonly text: CscfgDocument; readonly project: ProjectOrNone }>();
  private known: { readonly projects: readonly ProjectOrNone[]; readonly files: FolderFiles } | undefined;
  private readonly paths = new Map<string, ServicePaths>();
  private byKind: FilesByKind | undefined;

  constructor(
    readonly root: vscode.Uri,
    private readonly texts: FileTexts,
  ) {}

  has(uri: vscode.Uri): boolean {
    return this.uris.has(uri.path);
  }

  add(uris: readonly vscode.Uri[]): void {
    for (const uri of uris) {
      this.uris.set(uri.path, uri);
    }
    this.changed();
  }

  remove({ path }: vscode.Uri): readonly vscode.Uri[] {
    const removed = [...this.uris.values()].filter((one) => one.path === path || one.path.startsWith(`${path}/`));
    if (removed.length > 0) {
      removed.forEach((one) => this.uris.delete(one.path));
      this.changed();
    }
    return removed;
  }

  get all(): readonly vscode.Uri[] {
    return [...this.uris.values()];
  }

  changed(): void {
    this.known = undefined;
    this.byKind = undefined;
  }

  uriOf(path: string): vscode.Uri | undefined {
    return this.uris.get(path);
  }

  get serviceFiles(): readonly vscode.Uri[] {
    const { definitions, configurations } = this.kinds();
    return [...definitions, ...configurations];
  }

  definitionsAbove(uri: vscode.Uri): readonly vscode.Uri[] {
    const folders = foldersUpTo(this.root.path, uri.path);
    return this.kinds().definitions.filter(({ path }) => folders.includes(folderOf(path)));
  }

  get definitions(): readonly vscode.Uri[] {
    return this.kinds().definitions;
  }

  get projectFiles(): readonly vscode.Uri[] {
    return this.kinds().projects;
  }

  /** According to the projects that have been read. */
  servicePaths(uri: vscode.Uri): ServicePaths {
    const files = this.files();
    const paths = this.paths.get(uri.path) ?? servicePaths(uri.path, files);
    this.paths.set(uri.path, paths);
    return paths;
  }

  private files(): FolderFiles {
    const uris = this.projectFiles;
    const projects = uris.map((uri) => this.projectAt(uri));
    const definitions = this.kinds().definitions.filter((uri) => !this.isTransform(uri));
    const { known } = this;
    if (
      known?.files.definitions.length === definitions.length &&
      definitions.every(({ path }, index) => path === known.files.definitions[index]) &&
      projects.every((project, index) => project === known.projects[index])
    ) {
      return known.files;
    }
    const read = uris.flatMap(({ path }, index): readonly ProjectFile[] => {
      const project = projects[index];
      return project === undefined ? [] : [{ path, project }];
    });
    const { root } = this;
    const choices = definitionChoices(vscode.workspace.getConfiguration('cscfg', root).get('serviceDefinition'));
    const files: FolderFiles = {
      root: root.path,
      chosenFor: (configuration) => chosenDefinition(choices, root.path, configuration),
      definitions: definitions.map(({ path }) => path),
      configurations: this.kinds().configurations.map(({ path }) => path),
      projects: read,
    };
    this.known = { projects, files };
    this.paths.clear();
    return files;
  }

  /** A transform is not a definition. */
  private isTransform(uri: vscode.Uri): boolean {
    const document = this.texts.of(uri);
    return document !== undefined && mayTransform(document.text) && isTransformDocument(document);
  }

  private projectAt(uri: vscode.Uri): ProjectOrNone {
    const text = this.texts.of(uri);
    const before = this.projects.get(uri.path);
    if (text === undefined || before?.text === text) {
      return text === undefined ? undefined : before?.project;
    }
    const project = readProject(text.text);
    this.projects.set(uri.path, { text, project });
    return project;
  }

  private kinds(): FilesByKind {
    const ofKind = (extension: RegExp): readonly vscode.Uri[] =>
      [...this.uris.values()].filter(({ path }) => extension.test(path)).sort(byPath);
    this.byKind ??= {
      definitions: ofKind(/\.csdef$/i),
      configurations: ofKind(/\.cscfg$/i),
      projects: ofKind(/\.ccproj$/i),
    };
    return this.byKind;
  }
}

interface FilesByKind {
  readonly definitions: readonly vscode.Uri[];
  readonly configurations: readonly vscode.Uri[];
  readonly projects: readonly vscode.Uri[];
}

type ProjectOrNone = CloudServiceProject | undefined;

function byPath(a: vscode.Uri, b: vscode.Uri): number {
  return a.path < b.path ? -1 : 1;
}
