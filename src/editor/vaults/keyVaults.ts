import * as vscode from 'vscode';
import type { Thumbprint } from '../../certificate/verdict';
import type { VaultAddress } from '../../vault/address';
import type { ReadOptions } from '../../vault/readOptions';
import type { VaultReader, Wanted } from '../../vault/reader';
import type { EditorSession } from '../../vault/signIn/session';
import type { VaultSnapshot } from '../../vault/snapshot/snapshot';
import type { Change } from '../../vault/write/messages';
import { Shared } from '../shared';
import { freshness, requestTimeout, vaultCredential } from '../workspace/settings';
import { firstSnapshot } from './browserVaults';
import { loadVaultBundle } from './vaultBundle';

/** Milliseconds before a change of a file causes a failed vault to be read again. */
const retryDelay = 60_000;

export class KeyVaults implements vscode.Disposable {
  private readonly loaded = new Shared(() => this.open());
  private reader: VaultReader | undefined;
  private readonly refusals = new Set<string>();
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.changed.event;

  constructor(
    private readonly session: EditorSession,
    private readonly cacheFolder: string | undefined,
    private readonly log: vscode.LogOutputChannel,
  ) {}

  snapshot(vault: VaultAddress): VaultSnapshot {
    return this.reader?.snapshot(vault) ?? firstSnapshot(vault.url);
  }

  async find(vaults: readonly VaultAddress[], wanted: readonly Wanted[], options?: ReadOptions): Promise<void> {
    const asked = options?.refresh === true ? vaults : vaults.filter((vault) => !this.failedLately(vault));
    if (asked.length > 0) {
      await (await this.loaded.get()).find(asked, wanted, options);
    }
  }

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

  async disable(...question: Parameters<VaultReader['disable']>): ReturnType<VaultReader['disable']> {
    return (await this.loaded.get()).disable(...question);
  }

  async recover(...question: Parameters<VaultReader['recover']>): ReturnType<VaultReader['recover']> {
    return (await this.loaded.get()).recover(...question);
  }

  async importCertificate(
    ...question: Parameters<VaultReader['importCertificate']>
  ): ReturnType<VaultReader['importCertificate']> {
    return (await this.loaded.get()).importCertificate(...question);
  }

  async createCertificate(
    ...question: Parameters<VaultReader['createCertificate']>
  ): ReturnType<VaultReader['createCertificate']> {
    return (await this.loaded.get()).createCertificate(...question);
  }

  async renew(...question: Parameters<VaultReader['renew']>): ReturnType<VaultReader['renew']> {
    return (await this.loaded.get()).renew(...question);
  }

  async cancelPending(...question: Parameters<VaultReader['cancelPending']>): ReturnType<VaultReader['cancelPending']> {
    return (await this.loaded.get()).cancelPending(...question);
  }

  async issuers(...question: Parameters<VaultReader['issuers']>): ReturnType<VaultReader['issuers']> {
    return (await this.loaded.get()).issuers(...question);
  }

  /** The vault with this URL denied the change: it is not offered until the vault is read again. */
  refused(change: Change, vault: string): void {
    this.refusals.add(`${change} ${vault}`);
    this.changed.fire();
  }

  offers(change: Change, vault: string): boolean {
    return !this.refusals.has(`${change} ${vault}`);
  }

  /** The account may have changed, so denied changes are offered again. */
  offerAgain(): void {
    if (this.refusals.size > 0) {
      this.refusals.clear();
      this.changed.fire();
    }
  }

  async list(vaults: readonly VaultAddress[], options?: ReadOptions): Promise<void> {
    if (options?.refresh === true) {
      this.refusals.clear();
    }
    const reader = await this.loaded.get();
    await Promise.all(vaults.map((vault) => reader.list(vault, options)));
  }

  /** Like `list`, and then reads the creations that have not finished, for the tree. */
  async listWithPending(vaults: readonly VaultAddress[], options?: ReadOptions): Promise<void> {
    await this.list(vaults, options);
    const reader = await this.loaded.get();
    const readable = vaults.filter((vault) => this.snapshot(vault).failure === undefined);
    await Promise.all(readable.map((vault) => reader.readPending(vault, options)));
  }

  async versions(...question: Parameters<VaultReader['versions']>): ReturnType<VaultReader['versions']> {
    return (await this.loaded.get()).versions(...question);
  }

  async details(...question: Parameters<VaultReader['details']>): ReturnType<VaultReader['details']> {
    return (await this.loaded.get()).details(...question);
  }

  /** A setting has changed: the next request creates a new reader. */
  reset(): void {
    this.reader?.dispose();
    this.reader = undefined;
    this.loaded.forget();
    this.changed.fire();
  }

  async forget(): Promise<void> {
    await (await this.loaded.get()).forget();
  }

  dispose(): void {
    this.reader?.dispose();
    this.changed.dispose();
  }

  private failedLately(vault: VaultAddress): boolean {
    const failure = this.snapshot(vault).failure;
    return failure !== undefined && failure.kind !== 'cancelled' && Date.now() - failure.at < retryDelay;
  }

  private async open(): Promise<VaultReader> {
    const { createVaultReader } = await loadVaultBundle();
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

/** Undefined if the storage of the extension is not on disk. */
export function cacheFolder({ globalStorageUri }: vscode.ExtensionContext): string | undefined {
  return globalStorageUri.scheme === 'file' ? vscode.Uri.joinPath(globalStorageUri, 'vaults').fsPath : undefined;
}
