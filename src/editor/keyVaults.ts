import * as vscode from 'vscode';
import type { VaultAddress } from '../vault/address';
import type { VaultFailure } from '../vault/failure';
import type { EditorSession } from '../vault/session';
import type { VaultSnapshot } from '../vault/snapshot';
import type { ReadOptions, VaultReader, Wanted } from '../vault/vaultReader';
import { requestTimeout } from './settings';

/** How long a vault that could not be read is left alone before a file's change asks it again, in milliseconds. */
const patience = 60_000;

/**
 * The vaults as the editor's features share them. The Azure code is loaded when a vault is first asked, not before:
 * until then every vault is simply unread.
 */
export class KeyVaults implements vscode.Disposable {
  private loading: Promise<VaultReader> | undefined;
  private reader: VaultReader | undefined;
  private readonly changed = new vscode.EventEmitter<void>();
  /** Something about some vault is known, or known to be under way, that was not. */
  readonly onDidChange = this.changed.event;

  constructor(
    private readonly session: EditorSession,
    private readonly log: vscode.LogOutputChannel,
  ) {}

  snapshot(vault: VaultAddress): VaultSnapshot {
    return this.reader?.snapshot(vault) ?? unread(vault);
  }

  /** Reads what it takes to judge `wanted`; see `VaultReader.find`. */
  async find(vaults: readonly VaultAddress[], wanted: readonly Wanted[], options?: ReadOptions): Promise<void> {
    const asked = options?.refresh === true ? vaults : vaults.filter((vault) => !this.failedLately(vault));
    if (asked.length > 0) {
      await (await this.load()).find(asked, wanted, options);
    }
  }

  /** Lists every vault whole; failures are in the snapshots. */
  async list(vaults: readonly VaultAddress[], options?: ReadOptions): Promise<void> {
    const reader = await this.load();
    await Promise.all(vaults.map((vault) => reader.list(vault, options)));
  }

  async versions(...question: Parameters<VaultReader['versions']>): ReturnType<VaultReader['versions']> {
    return (await this.load()).versions(...question);
  }

  async details(...question: Parameters<VaultReader['details']>): ReturnType<VaultReader['details']> {
    return (await this.load()).details(...question);
  }

  /** What was read is dropped and the reader built anew at the next question (a setting of it changed). */
  reset(): void {
    this.reader?.dispose();
    this.reader = undefined;
    this.loading = undefined;
    this.changed.fire();
  }

  dispose(): void {
    this.reader?.dispose();
    this.changed.dispose();
  }

  private failedLately(vault: VaultAddress): boolean {
    const failure = this.snapshot(vault).failure;
    return failure !== undefined && failure.kind !== 'cancelled' && Date.now() - failure.at < patience;
  }

  private async load(): Promise<VaultReader> {
    this.loading ??= this.open();
    try {
      return await this.loading;
    } catch (error) {
      this.loading = undefined;
      throw error;
    }
  }

  private async open(): Promise<VaultReader> {
    const { createVaultReader } = await import('../vault/door');
    const reader = createVaultReader({
      credential: { kind: 'editor', session: this.session },
      log: (level, line) => {
        this.log[level](line);
      },
      timeoutMs: requestTimeout(),
    });
    reader.onDidChange(() => {
      this.changed.fire();
    });
    this.reader = reader;
    return reader;
  }
}

/** Failures that signing in may mend. */
export function isSignInFailure(failure: VaultFailure | undefined): boolean {
  return failure !== undefined && ['signedOut', 'unauthorized', 'wrongTenant'].includes(failure.kind);
}

/** Failures that another account may not meet. */
export function isAccountFailure(failure: VaultFailure | undefined): boolean {
  return isSignInFailure(failure) || failure?.kind.startsWith('forbidden') === true;
}

function unread(vault: VaultAddress): VaultSnapshot {
  return {
    vault: vault.url,
    busy: false,
    newest: new Map(),
    versions: new Map(),
    deleted: { state: 'unread' },
    requests: 0,
    milliseconds: 0,
  };
}
