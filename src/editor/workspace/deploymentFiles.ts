import * as vscode from 'vscode';
import {
  type Deployment,
  type DeploymentText,
  type KnownFiles,
  mayDescribeDeployment,
  readDeployments,
} from '../../deployment/deployments';
import { placementsOf, type ServicePlacement, vaultsIn } from '../../deployment/placement';
import { mostCharacters } from '../../text/json';
import { uniqueBy } from '../../text/objects';
import { eachAtATime, Shared } from '../shared';
import { filesBelow } from './filesBelow';
import { bytesOf } from './findServiceFiles';

const extensions = ['json', 'bicep', 'bicepparam', 'tf'];
const pattern = `**/*.{${extensions.join(',')}}`;
const extension = /\.(?:json|bicep|bicepparam|tf)$/i;
const foreign = ['node_modules', 'bower_components', 'bin', 'obj', 'packages', '.git', '.vs', '.terraform'];
const isForeign = /[\\/](?:node_modules|bower_components|bin|obj|packages|\.git|\.vs|\.terraform)[\\/]/;

const mostFiles = 1000;
const atATime = 8;
/** Milliseconds in which several file changes count as one. */
const pause = 500;
/** Milliseconds without a keystroke before an open file is read again. */
const typingPause = 150;

export interface KnownDeployments {
  readonly deployments: readonly Deployment[];
  readonly placements: readonly ServicePlacement[];
  /** By name, URL or resource ID. */
  readonly vaults: readonly string[];
  /** By URI: the places in `deployments` are offsets in these texts. */
  readonly texts: ReadonlyMap<string, string>;
}

const nothing: KnownDeployments = { deployments: [], placements: [], vaults: [], texts: new Map() };

/** Read at first use and again after changes; an open file counts with its unsaved changes. */
export class DeploymentFiles implements vscode.Disposable {
  private found = nothing;
  private readonly parsed: KnownFiles = new Map();
  private readonly reading = new Shared(() => this.readAll());
  private watchers: vscode.Disposable | undefined;
  private again: NodeJS.Timeout | undefined;
  private typing: NodeJS.Timeout | undefined;
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.changed.event;

  constructor(private readonly log: vscode.LogOutputChannel) {}

  get known(): KnownDeployments {
    return this.found;
  }

  /**
   * Resolves to the known files if the workspace cannot be searched: readiness is useful without them. `refresh`: reads
   * them again, because watchers report changes late.
   */
  async read({ refresh = false }: { readonly refresh?: boolean } = {}): Promise<KnownDeployments> {
    this.watchers ??= this.watch();
    if (refresh) {
      this.reading.forget();
    }
    try {
      return await this.reading.get();
    } catch (error) {
      this.log.warn(`Deployment files: ${String(error)}`);
      return this.found;
    }
  }

  /** The next read searches the workspace again: watchers report new files late. */
  forget(): void {
    clearTimeout(this.again);
    this.reading.forget();
  }

  dispose(): void {
    clearTimeout(this.again);
    clearTimeout(this.typing);
    this.watchers?.dispose();
    this.changed.dispose();
  }

  private async readAll(): Promise<KnownDeployments> {
    const search = { extensions, excluded: foreign, most: mostFiles };
    const folders = vscode.workspace.workspaceFolders ?? [];
    const found = await Promise.all(folders.map(({ uri }) => filesBelow(uri, search)));
    const uris = uniqueBy(found.flat(), (uri) => uri.toString()).slice(0, mostFiles);
    const texts = new Map<string, string>();
    await eachAtATime(atATime, uris, async (uri) => {
      try {
        const bytes = await bytesOf(uri, mostCharacters);
        const text = bytes && new TextDecoder().decode(bytes);
        if (text !== undefined && mayDescribeDeployment({ file: uri.path, text })) {
          texts.set(uri.toString(), text);
        }
      } catch (error) {
        // Skip a file that cannot be read.
        this.log.debug(`${uri.toString(true)}: ${String(error)}`);
      }
    });
    return this.understand(withOpenFiles(texts));
  }

  private understand(texts: ReadonlyMap<string, string>): KnownDeployments {
    // The search finds files in any order.
    const files: readonly DeploymentText[] = [...texts]
      .map(([file, text]) => ({ file, text }))
      .sort((a, b) => (a.file < b.file ? -1 : 1));
    const deployments = readDeployments(files, this.parsed);
    const vaults = [...new Set(files.flatMap(({ text }) => vaultsIn(text)))];
    this.found = { deployments, placements: placementsOf(deployments, files), vaults, texts };
    this.changed.fire();
    return this.found;
  }

  private watch(): vscode.Disposable {
    const watcher = vscode.workspace.createFileSystemWatcher(pattern);
    const changed = (uri: vscode.Uri): void => {
      if (!isForeign.test(uri.path)) {
        this.readAgainSoon();
      }
    };
    watcher.onDidChange(changed);
    watcher.onDidCreate(changed);
    watcher.onDidDelete(changed);
    // A deleted folder is one event, without events for its files.
    const deletions = vscode.workspace.createFileSystemWatcher('**/*', true, true, false);
    deletions.onDidDelete((uri) => {
      const folder = `${uri.toString()}/`;
      if ([...this.found.texts.keys()].some((file) => file.startsWith(folder))) {
        this.readAgainSoon();
      }
    });
    return vscode.Disposable.from(
      watcher,
      deletions,
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length > 0 && isDeploymentFile(document)) {
          this.afterTyping();
        }
      }),
      // Unsaved changes no longer count.
      vscode.workspace.onDidCloseTextDocument((document) => {
        if (this.found.texts.has(document.uri.toString())) {
          this.readAgainSoon();
        }
      }),
    );
  }

  private readAgainSoon(): void {
    clearTimeout(this.again);
    this.again = setTimeout(() => {
      this.reading.forget();
      void this.read();
    }, pause);
  }

  /** The other files are unchanged. */
  private afterTyping(): void {
    clearTimeout(this.typing);
    this.typing = setTimeout(() => {
      this.understand(withOpenFiles(this.found.texts));
    }, typingPause);
  }
}

function withOpenFiles(texts: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const result = new Map(texts);
  for (const document of vscode.workspace.textDocuments) {
    const [key, text] = [document.uri.toString(), document.getText()];
    if (isDeploymentFile(document) && (texts.has(key) || mayDescribeDeployment({ file: key, text }))) {
      result.set(key, text);
    }
  }
  return result;
}

function isDeploymentFile({ uri }: vscode.TextDocument): boolean {
  const isInWorkspace = vscode.workspace.getWorkspaceFolder(uri) !== undefined;
  return isInWorkspace && extension.test(uri.path) && !isForeign.test(uri.path);
}
