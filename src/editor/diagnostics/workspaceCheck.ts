import * as vscode from 'vscode';
import { command } from '../commands/command';
import { commands } from '../commands/ids';
import { abortSignal, isCancellation } from '../convert';
import { showInformation, withProgress, withQuietProgress } from '../notify';
import type { Judgement } from '../workspace/judgement';
import { RepeatedTask } from '../workspace/repeatedTask';
import { isOn } from '../workspace/settings';
import type { JudgedFile, WorkspaceFiles } from '../workspace/workspaceFiles';
import type { DeploymentDiagnostics } from './deploymentDiagnostics';
import { type Diagnostics, diagnosticsOf } from './diagnostics';

interface Summary {
  files: number;
  errors: number;
  warnings: number;
}

/** On the command, or from the start with the setting; keeps the findings current from then on. */
export class WorkspaceCheck implements vscode.Disposable {
  private isKeptCurrent = false;
  private readonly publishing: RepeatedTask;
  /** Separate from `publishing`, because a vault can be slow. */
  private readonly verifying: RepeatedTask;
  private readonly subscriptions: vscode.Disposable;

  constructor(
    private readonly files: WorkspaceFiles,
    private readonly diagnostics: Diagnostics,
    private readonly deployments: DeploymentDiagnostics,
    log: vscode.LogOutputChannel,
  ) {
    this.publishing = new RepeatedTask((signal) => this.publish(signal), log);
    this.verifying = new RepeatedTask((signal) => files.verifyAll({ signal }), log);
    this.subscriptions = vscode.Disposable.from(
      this.publishing,
      this.verifying,
      command(log, commands.checkWorkspace, () => this.checkNow()),
      files.onDidChange((change) => {
        if (this.isKeptCurrent) {
          void this.publishing.request();
          if (change === 'files') {
            void this.verifying.request();
          }
        }
      }),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('cscfg.checkWorkspace')) {
          this.followSetting();
        }
      }),
    );
  }

  /** Call it after activation; does nothing unless the setting is on. */
  start(): void {
    if (isOn('checkWorkspace')) {
      this.followSetting();
    }
  }

  dispose(): void {
    this.subscriptions.dispose();
  }

  private followSetting(): void {
    if (isOn('checkWorkspace')) {
      this.isKeptCurrent = true;
      void withQuietProgress(vscode.l10n.t('Checking the workspace…'), async () => {
        await this.files.searchAgain();
        // The setting can be turned off during the search.
        if (isOn('checkWorkspace')) {
          await Promise.all([this.publishing.request(), this.verifying.request()]);
        }
      });
    } else {
      this.stop();
    }
  }

  /** The check of the command: it shows progress, can be canceled, and reports the result. */
  private async checkNow(): Promise<void> {
    const summary = await withProgress(vscode.l10n.t('Checking the workspace…'), async (token, report) => {
      try {
        return await this.check(abortSignal(token), report);
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

  /** Publishes what is known while the vaults are read, and then the verdicts. */
  private async check(signal: AbortSignal, report: (text: string) => void): Promise<Summary> {
    this.isKeptCurrent = true;
    await this.files.searchAgain();
    const publishing = this.publish(signal, report).then(() => {
      report(vscode.l10n.t('Reading the key vaults…'));
    });
    await Promise.all([publishing, this.files.verifyAll({ signal })]);
    return this.publish(signal);
  }

  private async publish(signal: AbortSignal, report?: (text: string) => void): Promise<Summary> {
    const summary: Summary = { files: 0, errors: 0, warnings: 0 };
    const kept = new Set<string>();
    const deployed: JudgedFile[] = [];
    const templates = new Set<string>();
    await this.files.judgeAll(
      (file) => {
        kept.add(file.uri.toString());
        count(file.judgement, summary);
        const { services = [] } = file.judgement.context.deployment ?? {};
        if (services.length > 0) {
          deployed.push(file);
        }
        services.forEach((service) => templates.add(service.file));
        return diagnosticsOf(file);
      },
      (files, total) => {
        this.diagnostics.publishClosed(files);
        report?.(vscode.l10n.t('{0} of {1} files', summary.files, total));
      },
      signal,
    );
    this.diagnostics.keepClosed(kept);
    const found = this.deployments.keep(deployed);
    summary.files += templates.size;
    summary.errors += found.filter(({ severity }) => severity === vscode.DiagnosticSeverity.Error).length;
    summary.warnings += found.filter(({ severity }) => severity === vscode.DiagnosticSeverity.Warning).length;
    return summary;
  }

  private stop(): void {
    this.isKeptCurrent = false;
    this.publishing.stop();
    this.verifying.stop();
    this.diagnostics.keepClosed(new Set());
    this.deployments.keep([]);
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
