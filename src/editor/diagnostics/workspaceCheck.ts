import * as vscode from 'vscode';
import { command } from '../commands/command';
import { commands } from '../commands/ids';
import { abortSignal, isCancellation } from '../convert';
import { showInformation, withProgress, withQuietProgress } from '../notify';
import { isOn } from '../workspace/settings';
import type { Judgement } from '../workspace/judgement';
import type { Change, WorkspaceFiles } from '../workspace/workspaceFiles';
import { type Diagnostics, diagnosticsOf } from './diagnostics';

/** What the check found, by severity, and the number of files. */
interface Summary {
  files: number;
  errors: number;
  warnings: number;
}

/**
 * Checks all service files of the workspace when the user runs the command, or from the start with the setting, and
 * keeps their findings current from then on.
 */
export class WorkspaceCheck implements vscode.Disposable {
  private isKeptCurrent = false;
  private updating: Promise<void> | undefined;
  private next: Change | undefined;
  private stopping = new AbortController();
  private readonly subscriptions: vscode.Disposable;

  constructor(
    private readonly files: WorkspaceFiles,
    private readonly diagnostics: Diagnostics,
    private readonly log: vscode.LogOutputChannel,
  ) {
    this.subscriptions = vscode.Disposable.from(
      command(log, commands.checkWorkspace, () => this.checkNow()),
      files.onDidChange((change) => {
        if (this.isKeptCurrent) {
          void this.update(change);
        }
      }),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('cscfg.checkWorkspace')) {
          this.followSetting();
        }
      }),
    );
  }

  /** Checks the workspace if the setting is on. Call it after activation. */
  start(): void {
    if (isOn('checkWorkspace')) {
      this.followSetting();
    }
  }

  dispose(): void {
    this.stopping.abort();
    this.subscriptions.dispose();
  }

  private followSetting(): void {
    if (isOn('checkWorkspace')) {
      void withQuietProgress(vscode.l10n.t('Checking the workspace…'), () => this.update('files'));
    } else {
      this.stop();
    }
  }

  /** The check of the command: it shows progress, can be canceled, and says what it found. */
  private async checkNow(): Promise<void> {
    const summary = await withProgress(vscode.l10n.t('Checking the workspace…'), async (token, report) => {
      try {
        await this.files.searchAgain();
        return await this.check('files', AbortSignal.any([abortSignal(token), this.stopping.signal]), report);
      } catch (error) {
        if (isCancellation(error) && !isOn('checkWorkspace')) {
          this.stop();
        }
        throw error;
      }
    });
    const showProblems = vscode.l10n.t('Show Problems');
    if ((await showInformation(summaryLine(summary), ...(summary.files > 0 ? [showProblems] : []))) === showProblems) {
      await vscode.commands.executeCommand('workbench.actions.view.problems');
    }
  }

  /** One check at a time; changes during a check lead to another one. */
  private update(change: Change): Promise<void> {
    if (this.updating !== undefined) {
      this.next = this.next === 'files' ? this.next : change;
      return this.updating;
    }
    this.updating = this.check(change, this.stopping.signal)
      .then(
        () => undefined,
        (error: unknown) => {
          if (!isCancellation(error)) {
            this.log.error(`Workspace check: ${String(error)}`);
          }
        },
      )
      .finally(() => {
        const { next } = this;
        [this.updating, this.next] = [undefined, undefined];
        if (next !== undefined && this.isKeptCurrent) {
          void this.update(next);
        }
      });
    return this.updating;
  }

  /** Publishes what is known while the vaults are read, and then the verdicts. */
  private async check(change: Change, signal: AbortSignal, report?: (text: string) => void): Promise<Summary> {
    this.isKeptCurrent = true;
    const publishing = this.publish(signal, report);
    if (change === 'vaults') {
      return publishing;
    }
    const reading = this.files.verifyAll({ signal });
    await Promise.all([publishing.then(() => report?.(vscode.l10n.t('Reading the key vaults…'))), reading]);
    return this.publish(signal);
  }

  private async publish(signal: AbortSignal, report?: (text: string) => void): Promise<Summary> {
    const summary: Summary = { files: 0, errors: 0, warnings: 0 };
    const kept = new Set<string>();
    await this.files.judgeAll(
      (file) => {
        kept.add(file.uri.toString());
        count(file.judgement, summary);
        return diagnosticsOf(file);
      },
      (files, total) => {
        this.diagnostics.publishClosed(files);
        report?.(vscode.l10n.t('{0} of {1} files', summary.files, total));
      },
      signal,
    );
    this.diagnostics.keepClosed(kept);
    return summary;
  }

  private stop(): void {
    this.stopping.abort();
    this.stopping = new AbortController();
    this.isKeptCurrent = false;
    this.diagnostics.keepClosed(new Set());
  }
}

function count({ findings }: Judgement, summary: Summary): void {
  summary.files++;
  summary.errors += findings.filter(({ severity }) => severity === 'error').length;
  summary.warnings += findings.filter(({ severity }) => severity === 'warning').length;
}

function summaryLine({ files, errors, warnings }: Summary): string {
  return files === 0
    ? vscode.l10n.t('The workspace contains no .cscfg or .csdef file.')
    : vscode.l10n.t('Checked files: {0}. Errors: {1}. Warnings: {2}.', files, errors, warnings);
}
