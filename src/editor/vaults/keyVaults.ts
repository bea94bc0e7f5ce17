import * as vscode from 'vscode';
import type { Thumbprint } from '../../certificate/verdict';
import type { VaultAddress } from '../../vault/address';
import type { ReadOptions, VaultReader, Wanted } from '../../vault/reader';
import type { EditorSession } from '../../vault/signIn/session';
import { unreadSnapshot, type VaultSnapshot } from '../../vault/snapshot/snapshot';
import type { Change } from '../../vault/write/messages';
import { Shared } from '../shared';
import { freshness, requestTimeout, vaultCredential } from '../workspace/settings';

/** How long a vault that could not be read is left alone before a file's change asks it again, in milliseconds. */
const patience = 60_000;

/**
 * The vaults as the editor's features share them. The Azure code is loaded when a vault is first asked, not before:
 * until then every vault is simply unread.
 */
export class KeyVaults implements vscode.Disposable {
  private readonly loaded = new Shared(() => this.open());
  private reader: VaultReader | undefined;
  /** By their URLs: the same snapshot for as long as nothing changes. */
  private readonly unread = new Map<string, VaultSnapshot>();
  private readonly refusals = new Set<string>();
  private readonly changed = new vscode.EventEmitter<void>();
  /** Something about some vault is known, or known to be under way, that was not. */
  readonly onDidChange = this.changed.event;

  constructor(
    private readonly session: EditorSession,
    /** Where what was read is kept between sessions; undefined where it is not. */
    private readonly cacheFolder: string | undefined,
    private readonly log: vscode.LogOutputChannel,
  ) {}

  snapshot(vault: VaultAddress): VaultSnapshot {
    const snapshot = this.reader?.snapshot(vault) ?? this.unread.get(vault.url) ?? unreadSnapshot(vault.url);
    if (this.reader === undefined) {
      this.unread.set(vault.url, snapshot);
    }
    return snapshot;
  }

  /** Reads what it takes to judge `wanted`; see `VaultReader.find`. */
  async find(vaults: readonly VaultAddress[], wanted: readonly Wanted[], options?: ReadOptions): Promise<void> {
    const asked = options?.refresh === true ? vaults : vaults.filter((vault) => !this.failedLately(vault));
    if (asked.length > 0) {
      await (await this.loaded.get()).find(asked, wanted, options);
    }
  }

  /** Reads the contents of the matched certificates; see `VaultReader.examine`. */
  async examine(
    vaults: readonly VaultAddress[],
    thumbprints: readonly Thumbprint[],
    options?: ReadOptions,
  ): Promise<void> {
    const asked = vaults.filter((vault) => !this.failedLately(vault));
    if (asked.length > 0 && thumbprints.length > 0) {
      await (await this.loaded.get()).examine(asked, thumbprints, options);
    }
  }

  async enable(...question: Parameters<VaultReader['enable']>): ReturnType<VaultReader['enable']> {
    return (await this.loaded.get()).enable(...question);
  }

  async recover(...question: Parameters<VaultReader['recover']>): ReturnType<VaultReader['recover']> {
    return (await this.loaded.get()).recover(...question);
  }

  /** The vault (its URL) does not let this account make the change: it is not offered again until it is read anew. */
  refused(change: Change, vault: string): void {
    this.refusals.add(`${change} ${vault}`);
    this.changed.fire();
  }

  offers(change: Change, vault: string): boolean {
    return !this.refusals.has(`${change} ${vault}`);
  }

  /** Somebody else may be let: what was refused is offered again. */
  offerAgain(): void {
    if (this.refusals.size > 0) {
      this.refusals.clear();
      this.changed.fire();
    }
  }

  /** Lists every vault whole; failures are in the snapshots. */
  async list(vaults: readonly VaultAddress[], options?: ReadOptions): Promise<void> {
    if (options?.refresh === true) {
      this.refusals.clear();
    }
    const reader = await this.loaded.get();
    await Promise.all(vaults.map((vault) => reader.list(vault, options)));
  }

  async versions(...question: Parameters<VaultReader['versions']>): ReturnType<VaultReader['versions']> {
    return (await this.loaded.get()).versions(...question);
  }

  async details(...question: Parameters<VaultReader['details']>): ReturnType<VaultReader['details']> {
    return (await this.loaded.get()).details(...question);
  }

  /** What was read is dropped and the reader built anew at the next question (a setting of it changed). */
  reset(): void {
    this.reader?.dispose();
    this.reader = undefined;
    this.loaded.forget();
    this.changed.fire();
  }

  /** Forgets what was read and what is kept of it on disk. */
  async forget(): Promise<void> {
    await (await this.loaded.get()).forget();
  }

  dispose(): void {
    this.reader?.dispose();
    this.changed.dispose();
  }

  private failedLately(vault: VaultAddress): boolean {
    const failure = this.snapshot(vault).failure;
    return failure !== undefined && failure.kind !== 'cancelled' && Date.now() - failure.at < patience;
  }

  private async open(): Promise<VaultReader> {
    const { createVaultReader } = await import('../../vault/index');
    const reader = createVaultReader({
      credential: vaultCredential(this.session),
      log: (level, line) => {
        this.log[level](line);
      },
      timeoutMs: requestTimeout(),
      timeoutSetting: 'cscfg.requestTimeout',
      freshMs: freshness(),
      ...(this.cacheFolder === undefined ? {} : { cacheFolder: this.cacheFolder }),
    });
    reader.onDidChange(() => {
      this.changed.fire();
    });
    this.reader = reader;
    return reader;
  }
}

/** Where vaults are kept between sessions: undefined where this extension's storage is no folder on a disk. */
export function cacheFolder({ globalStorageUri }: vscode.ExtensionContext): string | undefined {
  return globalStorageUri.scheme === 'file' ? vscode.Uri.joinPath(globalStorageUri, 'vaults').fsPath : undefined;
}
