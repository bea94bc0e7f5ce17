import type * as vscode from 'vscode';
import { isCancellation } from '../convert';

/** Never runs twice at a time: a request during a run causes another run. Failures are logged. */
export class RepeatedTask implements vscode.Disposable {
  private running: Promise<void> | undefined;
  private isRequested = false;
  private stopping = new AbortController();

  constructor(
    private readonly run: (signal: AbortSignal) => Promise<unknown>,
    private readonly log: vscode.LogOutputChannel,
  ) {}

  get isRunning(): boolean {
    return this.running !== undefined;
  }

  /** Resolves when the requested runs have ended or were stopped; never rejects. */
  request(): Promise<void> {
    this.isRequested = true;
    this.running ??= this.runAll();
    return this.running;
  }

  /** Cancels the current run and the requested one. */
  stop(): void {
    this.isRequested = false;
    this.stopping.abort();
    this.stopping = new AbortController();
  }

  dispose(): void {
    this.stop();
  }

  private async runAll(): Promise<void> {
    while (this.isRequested) {
      this.isRequested = false;
      try {
        await this.run(this.stopping.signal);
      } catch (error) {
        if (!isCancellation(error)) {
          this.log.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
        }
      }
    }
    this.running = undefined;
  }
}
