import * as vscode from 'vscode';
import type { VaultAddress } from '../../vault/address';
import type { FailureKind } from '../../vault/failure';
import type { KeyVaults } from './keyVaults';

/** The failures that end without any action of the user. */
const passing: ReadonlySet<FailureKind> = new Set<FailureKind>(['offline', 'timeout', 'service', 'throttled']);

/** Milliseconds before the first, second, … attempt; the last one repeats. */
const pauses: readonly number[] = [30_000, 60_000, 120_000, 300_000, 900_000];

/** Whether the user can see what the vaults say: nothing is requested while nobody looks. */
export interface Attention {
  readonly isThere: () => boolean;
  readonly onDidChange: vscode.Event<unknown>;
}

/** Reads vaults again after an outage, with growing pauses. */
export class Outages implements vscode.Disposable {
  private timer: NodeJS.Timeout | undefined;
  /** The number of attempts since the outage began. */
  private attempts = 0;
  /** Milliseconds since 1970; undefined without an outage. */
  private due: number | undefined;
  private isReading = false;
  private readonly subscriptions: vscode.Disposable;

  /** `recovered` is called after an attempt that could read a vault. */
  constructor(
    private readonly keyVaults: Pick<KeyVaults, 'snapshot' | 'list' | 'onDidChange'>,
    private readonly vaults: () => readonly VaultAddress[],
    private readonly attention: Attention,
    private readonly recovered: () => void,
    private readonly log: vscode.LogOutputChannel,
    private readonly waits: readonly number[] = pauses,
  ) {
    const follow = (): void => {
      this.follow();
    };
    this.subscriptions = vscode.Disposable.from(keyVaults.onDidChange(follow), attention.onDidChange(follow));
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.subscriptions.dispose();
  }

  /** The vaults or the attention of the user have changed. */
  private follow(): void {
    if (this.isReading) {
      return;
    }
    clearTimeout(this.timer);
    if (this.failed().length === 0) {
      this.attempts = 0;
      this.due = undefined;
      return;
    }
    this.due ??= Date.now() + (this.waits[Math.min(this.attempts, this.waits.length - 1)] ?? 0);
    // An attempt that became due while nobody looked is made as soon as somebody does.
    if (this.attention.isThere()) {
      this.timer = setTimeout(
        () => {
          void this.read();
        },
        Math.max(0, this.due - Date.now()),
      );
    }
  }

  private async read(): Promise<void> {
    const failed = this.failed();
    this.isReading = true;
    this.attempts++;
    this.due = undefined;
    try {
      await this.keyVaults.list(failed, { refresh: true });
    } catch (error) {
      this.log.error(String(error));
    } finally {
      this.isReading = false;
    }
    if (this.failed().length < failed.length) {
      this.recovered();
    }
    this.follow();
  }

  private failed(): readonly VaultAddress[] {
    return this.vaults().filter((vault) => {
      const { failure, busy } = this.keyVaults.snapshot(vault);
      return failure !== undefined && passing.has(failure.kind) && !busy;
    });
  }
}
