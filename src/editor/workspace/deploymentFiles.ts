import * as vscode from 'vscode';
import type { DeploymentFile } from '../../deployment/template';
import { Shared } from '../shared';
import { loadVaultBundle } from '../vaults/vaultBundle';

const pattern = '**/*.{json,bicep,bicepparam}';
const foreign = '**/{node_modules,bower_components,bin,obj,packages,.git,.vs}/**';
const isForeign = /[\\/](?:node_modules|bower_components|bin|obj|packages|\.git|\.vs)[\\/]/;

const mostFiles = 1000;
/** Number of files that are read at the same time. */
const atATime = 8;
/** Milliseconds in which several file changes count as one. */
const pause = 500;

/**
 * The vaults and Cloud Services in the workspace's deployment templates and parameter files. The files are read at
 * first use and again after changes.
 */
export class DeploymentFiles implements vscode.Disposable {
  private found: readonly DeploymentFile[] = [];
  private readonly reading = new Shared(() => this.readAll());
  private watcher: vscode.FileSystemWatcher | undefined;
  private again: NodeJS.Timeout | undefined;
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.changed.event;

  constructor(private readonly log: vscode.LogOutputChannel) {}

  get known(): readonly DeploymentFile[] {
    return this.found;
  }

  /**
   * Resolves to the known files if they cannot be read: some file systems cannot be searched, and the readiness of a
   * vault is useful without them.
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
    const { mayDescribeDeployment, mostTemplateBytes, readDeploymentFile } = await loadVaultBundle();
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
          // Skip a file that cannot be read.
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

/** Undefined if it is not a regular file or larger than `mostBytes`. */
async function contentOf(uri: vscode.Uri, mostBytes: number): Promise<string | undefined> {
  const { type, size } = await vscode.workspace.fs.stat(uri);
  return (type & vscode.FileType.File) === 0 || size > mostBytes
    ? undefined
    : new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
}
