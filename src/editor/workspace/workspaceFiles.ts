import * as vscode from 'vscode';
import { wantedIn } from '../../check/wanted';
import type { CscfgDocument } from '../../cscfg/document';
import { groupBy } from '../../text/objects';
import type { VaultAddress } from '../../vault/address';
import type { ReadOptions } from '../../vault/readOptions';
import { nextTurn } from '../shared';
import type { KeyVaults } from '../vaults/keyVaults';
import type { Deployments } from './deployments';
import { identityOf } from './documents';
import type { Judge, Judgement } from './judgement';
import type { Services } from './services';
import { configuredVaults } from './settings';
import type { UntrustedSettings } from './untrustedSettings';

export interface JudgedFile {
  readonly uri: vscode.Uri;
  readonly judgement: Judgement;
}

export interface FileToVerify {
  readonly uri: vscode.Uri;
  readonly document: CscfgDocument;
  readonly vaults: readonly VaultAddress[];
}

/** `files`: the files, their settings and the date may now need data that the vaults have not provided yet. */
export type Change = 'vaults' | 'files';

/** Milliseconds in which several changes count as one. */
const pause = 300;

/** Milliseconds of judging before other work of the extension host gets its turn. */
const slice = 15;

/** Judges all service files of the workspace without opening them. Does nothing before it is used. */
export class WorkspaceFiles implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<Change>();
  readonly onDidChange = this.changed.event;
  /** When the vaults were listed; undefined before the files are used. */
  private listed: string | undefined;
  private pending: { readonly timer: NodeJS.Timeout; change: Change } | undefined;
  private readonly subscriptions: vscode.Disposable;

  constructor(
    private readonly judge: Judge,
    private readonly keyVaults: KeyVaults,
    private readonly services: Services,
    private readonly deployments: Deployments,
    untrusted: UntrustedSettings,
  ) {
    this.subscriptions = vscode.Disposable.from(
      this.changed,
      keyVaults.onDidChange(() => {
        if (this.listed !== undefined) {
          this.later(this.isListedAnew() ? 'files' : 'vaults');
        }
      }),
      ...[
        services.onDidChange,
        deployments.onDidChange,
        untrusted.onDidChange,
        vscode.workspace.onDidChangeWorkspaceFolders,
      ].map((event) =>
        event(() => {
          this.later('files');
        }),
      ),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('cscfg')) {
          this.later('files');
        }
      }),
      // Certificates expire while the window is not focused.
      vscode.window.onDidChangeWindowState(({ focused }) => {
        if (focused) {
          this.later('files');
        }
      }),
    );
  }

  /** For a command of the user. */
  searchAgain(): Promise<void> {
    this.deployments.forget();
    return this.services.searchAgain();
  }

  /**
   * `visit` is called for each file, `show` with parts of its results, the first one early, and the number of files.
   * Rejects with an AbortError when `signal` is aborted.
   */
  async judgeAll<Result>(
    visit: (file: JudgedFile) => Result,
    show: (part: readonly Result[], total: number) => void,
    signal?: AbortSignal,
  ): Promise<void> {
    this.listed ??= listings(this.keyVaults);
    const uris = await this.services.readAll();
    signal?.throwIfAborted();
    let part: Result[] = [];
    let end = performance.now() + slice;
    for (const uri of uris) {
      const known = this.services.known(uri);
      if (known !== undefined) {
        part.push(visit({ uri, judgement: this.judge.ofFile(identityOf(uri), known.document, known.service) }));
      }
      if (performance.now() > end) {
        show(part, uris.length);
        part = [];
        await nextTurn();
        signal?.throwIfAborted();
        end = performance.now() + slice;
      }
    }
    show(part, uris.length);
  }

  /** Reads what deploys the files, and each vault once. Rejects when canceled; failures are in the snapshots. */
  async verifyAll(options?: ReadOptions): Promise<void> {
    this.listed ??= listings(this.keyVaults);
    const files = (await this.services.readAll()).flatMap((uri) => {
      const document = this.services.textOf(uri);
      return document === undefined ? [] : [{ uri, document, vaults: this.judge.settingsOf(identityOf(uri)).vaults }];
    });
    await this.verify(files, options);
  }

  /** Only some files, each against its vaults. */
  async verify(files: readonly FileToVerify[], options?: ReadOptions): Promise<void> {
    const sameVaults = groupBy(files, ({ vaults }) => vaults.map(({ url }) => url).join(' '));
    const paired = this.deployments.whenRead();
    await Promise.all([
      paired,
      ...[...sameVaults.values()].map(async (group) => {
        const vaults = group[0]?.vaults ?? [];
        const wanted = wantedIn(group.map(({ document }) => document));
        if (vaults.length > 0 && wanted.length > 0) {
          await this.keyVaults.find(vaults, wanted, options);
          await this.keyVaults.examine(vaults, [...new Set(wanted.map(({ thumbprint }) => thumbprint))], options);
        }
        await paired;
        await this.judge.readDeployed(
          group.map(({ uri }) => uri),
          vaults,
          options,
        );
      }),
    ]);
  }

  dispose(): void {
    clearTimeout(this.pending?.timer);
    this.subscriptions.dispose();
  }

  /** The files can use versions that a new list does not contain. */
  private isListedAnew(): boolean {
    const { listed } = this;
    this.listed = listings(this.keyVaults);
    return this.listed !== listed;
  }

  private later(change: Change): void {
    if (this.listed === undefined) {
      return;
    }
    if (this.pending !== undefined) {
      this.pending.change = change === 'files' ? change : this.pending.change;
      return;
    }
    const timer = setTimeout(() => {
      const known = this.pending?.change ?? change;
      this.pending = undefined;
      this.changed.fire(known);
    }, pause);
    this.pending = { timer, change };
  }
}

function listings(keyVaults: KeyVaults): string {
  const { vaults } = configuredVaults();
  return vaults.map((vault) => `${vault.url} ${String(keyVaults.snapshot(vault).listedAt)}`).join(' ');
}
