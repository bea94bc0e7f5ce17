import * as vscode from 'vscode';
import type { DeploymentFile } from '../../deployment/template';
import { Shared } from '../shared';

const pattern = '**/*.{json,bicep,bicepparam}';
const foreign = '**/{node_modules,bower_components,bin,obj,packages,.git,.vs}/**';
const isForeign = /[\\/](?:node_modules|bower_components|bin|obj|packages|\.git|\.vs)[\\/]/;

/** The most files that are looked at. */
const mostFiles = 1000;
/** How many are read at a time. */
const atATime = 8;
/** Milliseconds in which several changes of files count as one. */
const pause = 500;

/**
 * What the workspace's deployment templates and parameters say of vaults and Cloud Services. Looked for when somebody
 * first wants to know, and again when such a file changes.
 */
export class DeploymentFiles implements vscode.Disposable {
  private found: readonly DeploymentFile[] = [];
  private readonly reading = new Shared(() => this.readAll());
  private watcher: vscode.FileSystemWatcher | undefined;
  private again: NodeJS.Timeout | undefined;
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.changed.event;

  constructor(private readonly log: vscode.LogOutputChannel) {}

  /** What is known now; empty until it was read. */
  get known(): readonly DeploymentFile[] {
    return this.found;
  }

  /**
   * Where they cannot be read, gives what was known: not every place can be searched, and not always, and what a vault
   * says of itself is worth telling all the same.
   */
  async read(): Promise<readonly DeploymentFile[]> {
    this.watcher ??= this.watch();
    try {
      return await this.reading.get();
    } catch (error) {
      this.log.warn(`Deployment files: ${String(error)}`);
      return this.found;
    }
  }

  dispose(): void {
    clearTimeout(this.again);
    this.watcher?.dispose();
    this.changed.dispose();
  }

  private async readAll(): Promise<readonly DeploymentFile[]> {
    const { mayDescribeDeployment, mostTemplateBytes, readDeploymentFile } = await import('../../vault/index');
    const waiting = await vscode.workspace.findFiles(pattern, foreign, mostFiles);
    const files: DeploymentFile[] = [];
    const readNext = async (): Promise<void> => {
      for (let uri = waiting.shift(); uri !== undefined; uri = waiting.shift()) {
        try {
          const content = await contentOf(uri, mostTemplateBytes);
          if (content !== undefined && mayDescribeDeployment(content)) {
            files.push(readDeploymentFile(content));
          }
        } catch (error) {
          // One file that cannot be read costs no other.
          this.log.debug(`${uri.toString(true)}: ${String(error)}`);
        }
      }
    };
    await Promise.all(Array.from({ length: atATime }, readNext));
    this.found = files;
    this.changed.fire();
    return files;
  }

  private watch(): vscode.FileSystemWatcher {
    const watcher = vscode.workspace.createFileSystemWatcher(pattern);
    const changed = (uri: vscode.Uri): void => {
      if (!isForeign.test(uri.path)) {
        this.readAgainSoon();
      }
    };
    watcher.onDidChange(changed);
    watcher.onDidCreate(changed);
    watcher.onDidDelete(changed);
    return watcher;
  }

  private readAgainSoon(): void {
    clearTimeout(this.again);
    this.again = setTimeout(() => {
      this.reading.forget();
      void this.read();
    }, pause);
  }
}

/** Undefined for what is no regular file, or too large to be a template. */
async function contentOf(uri: vscode.Uri, mostBytes: number): Promise<string | undefined> {
  const { type, size } = await vscode.workspace.fs.stat(uri);
  return (type & vscode.FileType.File) === 0 || size > mostBytes
    ? undefined
    : new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
}
