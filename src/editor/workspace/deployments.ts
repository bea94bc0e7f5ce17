import * as vscode from 'vscode';
import type { DeploymentKnowledge } from '../../cscfg/rules/rule';
import type { FileEdits } from '../../cscfg/service/edits';
import { type DeployedServices, pairDeployments } from '../../cscfg/service/deploymentPairing';
import type { DeploymentFiles, KnownDeployments } from './deploymentFiles';
import type { Services } from './services';

/** Milliseconds in which several changes count as one. */
const pause = 200;

/** Which deployment files deploy which configurations. Reads nothing before it is needed. */
export class Deployments implements vscode.Disposable {
  private known: ReadonlyMap<string, DeploymentKnowledge> = new Map();
  private source: KnownDeployments | undefined;
  private isStarted = false;
  private isPaired = false;
  private soon: NodeJS.Timeout | undefined;
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.changed.event;
  private readonly subscriptions: vscode.Disposable;

  constructor(
    private readonly files: DeploymentFiles,
    private readonly services: Services,
    private readonly vaultIdOf: (url: string) => string | undefined,
    private readonly log: vscode.LogOutputChannel,
  ) {
    const later = (): void => {
      this.later();
    };
    this.subscriptions = vscode.Disposable.from(this.changed, files.onDidChange(later), services.onDidChange(later));
  }

  /** Undefined until the files are read; then `onDidChange` fires. */
  of(uri: vscode.Uri): DeploymentKnowledge | undefined {
    if (!this.isStarted && isConfiguration(uri.path)) {
      this.isStarted = true;
      this.later();
    }
    return this.known.get(uri.toString());
  }

  /** Whether it is still unknown what deploys the file; then `onDidChange` fires in an untrusted workspace. */
  isAwaited(uri: vscode.Uri): boolean {
    return !this.isPaired && isConfiguration(uri.path);
  }

  /** Also paired. Rejects if the service files cannot be searched. */
  async whenRead(): Promise<void> {
    this.isStarted = true;
    clearTimeout(this.soon);
    await this.pair();
  }

  /** The next read searches the workspace again. */
  forget(): void {
    this.files.forget();
  }

  get configurations(): readonly vscode.Uri[] {
    return [...this.known.keys()].map((file) => vscode.Uri.parse(file, true));
  }

  textOf(file: string): string | undefined {
    return this.source?.texts.get(file);
  }

  /** Whether the edits refer to the texts that are in the editors now. */
  areCurrent(edits: readonly FileEdits[]): boolean {
    return edits.every(({ file }) => {
      const text = this.textOf(file);
      const document = vscode.workspace.textDocuments.find(({ uri }) => uri.toString() === file);
      return text === undefined || document === undefined || document.getText() === text;
    });
  }

  dispose(): void {
    clearTimeout(this.soon);
    this.subscriptions.dispose();
  }

  private later(): void {
    if (this.isStarted) {
      clearTimeout(this.soon);
      this.soon = setTimeout(() => {
        this.pair().catch((error: unknown) => {
          this.log.error(`Deployments: ${String(error)}`);
        });
      }, pause);
    }
  }

  private async pair(): Promise<void> {
    await this.files.read();
    const source = this.files.known;
    // Most workspaces have no deployment files, and then no service file needs to be read.
    const configurations = source.deployments.length === 0 ? [] : await this.services.all();
    const pairs = pairDeployments(
      source.deployments,
      configurations.filter(({ name }) => isConfiguration(name)),
    );
    const isFirst = !this.isPaired;
    this.isPaired = true;
    if (source !== this.source || !this.isSame(pairs)) {
      const textOf = (file: string): string | undefined => source.texts.get(file);
      const before = this.known;
      this.source = source;
      this.known = new Map(
        [...pairs].map(([file, services]) => [file, { services, textOf, vaultIdOf: this.vaultIdOf }]),
      );
      if (before.size > 0 || this.known.size > 0 || (isFirst && !vscode.workspace.isTrusted)) {
        this.changed.fire();
      }
    }
  }

  private isSame(pairs: DeployedServices): boolean {
    return (
      pairs.size === this.known.size &&
      [...pairs].every(([file, services]) => {
        const known = this.known.get(file)?.services ?? [];
        return known.length === services.length && services.every((one, index) => one === known[index]);
      })
    );
  }
}

function isConfiguration(path: string): boolean {
  return /\.cscfg$/i.test(path);
}
