import * as vscode from 'vscode';
import { command } from '../commands/command';
import { commands } from '../commands/ids';
import { abortSignal, isCancellation } from '../convert';
import { showError, withProgress } from '../notify';
import { RepeatedTask } from '../workspace/repeatedTask';
import type { Change, WorkspaceFiles } from '../workspace/workspaceFiles';
import { pageHtml, type PageTexts } from './html';
import type { FromPage, ToPage } from './protocol';
import { type PlacedRow, placedRows } from './rows';

const viewType = 'cscfg.certificateOverview';

/** The tab with the certificates of all configurations of the workspace. Updated while it is visible. */
export class CertificateOverview implements vscode.Disposable {
  private panel: vscode.WebviewPanel | undefined;
  private places: ReadonlyMap<string, vscode.Location> = new Map();
  private readonly showing: RepeatedTask;
  /** Separate from `showing`, because a vault can be slow. */
  private readonly verifying: RepeatedTask;
  private readonly subscriptions: vscode.Disposable;

  constructor(
    private readonly extension: vscode.Uri,
    private readonly files: WorkspaceFiles,
    private readonly log: vscode.LogOutputChannel,
  ) {
    this.showing = new RepeatedTask((signal) => this.showRows(signal), log);
    this.verifying = new RepeatedTask((signal) => files.verifyAll({ signal }), log);
    this.subscriptions = vscode.Disposable.from(
      this.showing,
      this.verifying,
      command(log, commands.showOverview, () => {
        this.show();
      }),
      // After a reload of the window.
      vscode.window.registerWebviewPanelSerializer(viewType, {
        deserializeWebviewPanel: (panel) => {
          this.adopt(panel);
          return Promise.resolve();
        },
      }),
      files.onDidChange((change) => {
        if (this.panel?.visible === true) {
          this.update(change);
        }
      }),
    );
  }

  dispose(): void {
    this.subscriptions.dispose();
    this.panel?.dispose();
  }

  private show(): void {
    if (this.panel === undefined) {
      this.adopt(
        vscode.window.createWebviewPanel(viewType, vscode.l10n.t('Certificate Overview'), vscode.ViewColumn.Active),
      );
    } else {
      this.panel.reveal();
    }
  }

  private adopt(panel: vscode.WebviewPanel): void {
    this.panel = panel;
    const { webview } = panel;
    const folders = ['dist', 'media'].map((name) => vscode.Uri.joinPath(this.extension, name));
    panel.iconPath = {
      light: vscode.Uri.joinPath(this.extension, 'media', 'cscfg-light.svg'),
      dark: vscode.Uri.joinPath(this.extension, 'media', 'cscfg-dark.svg'),
    };
    webview.options = { enableScripts: true, localResourceRoots: folders };
    const addressOf = (...path: readonly string[]): string =>
      webview.asWebviewUri(vscode.Uri.joinPath(this.extension, ...path)).toString();
    const listening = webview.onDidReceiveMessage((message: FromPage) => {
      this.receive(message).catch((error: unknown) => {
        if (isCancellation(error)) {
          return;
        }
        this.log.error(`Certificate Overview: ${String(error)}`);
        void showError(error instanceof Error ? error.message : String(error));
      });
    });
    panel.onDidDispose(() => {
      listening.dispose();
      this.showing.stop();
      this.verifying.stop();
      this.panel = undefined;
      this.places = new Map();
    });
    webview.html = pageHtml(pageTexts(), {
      cspSource: webview.cspSource,
      style: addressOf('media', 'overview.css'),
      script: addressOf('dist', 'overview.js'),
      nonce: crypto.randomUUID(),
    });
  }

  private async receive(message: FromPage): Promise<void> {
    switch (message.kind) {
      case 'ready':
        this.update('files');
        await this.files.searchAgain();
        this.update('files');
        break;
      case 'refresh':
        await this.files.searchAgain();
        await withProgress(vscode.l10n.t('Reading the key vaults…'), (token) =>
          this.files.verifyAll({ signal: abortSignal(token), refresh: true }),
        );
        this.update('files');
        break;
      case 'export':
        await vscode.commands.executeCommand(commands.exportInventory);
        break;
      case 'open': {
        const place = this.places.get(message.id);
        if (place !== undefined) {
          await vscode.commands.executeCommand('vscode.open', place.uri, { selection: place.range });
        }
        break;
      }
    }
  }

  /** Shows what is known while the vaults are read, and the verdicts as they arrive. */
  private update(change: Change): void {
    if (change === 'files') {
      void this.verifying.request().then(() => this.showing.request());
    }
    void this.showing.request();
  }

  private async showRows(signal: AbortSignal): Promise<void> {
    const known: PlacedRow[] = [];
    let isNew = this.places.size === 0;
    await this.files.judgeAll(
      placedRows,
      (part) => {
        known.push(...part.flat());
        // The first rows of a new page at once, then all together.
        if (isNew && known.length > 0) {
          isNew = false;
          this.post(known, true);
        }
      },
      signal,
    );
    this.post(known, this.verifying.isRunning);
  }

  private post(known: readonly PlacedRow[], busy: boolean): void {
    this.places = new Map(known.map(({ row, place }) => [row.id, place]));
    const message: ToPage = { rows: known.map(({ row }) => row), busy };
    void this.panel?.webview.postMessage(message);
  }
}

function pageTexts(): PageTexts {
  return {
    language: vscode.env.language,
    title: vscode.l10n.t('Certificate Overview'),
    filter: vscode.l10n.t('Filter certificates'),
    tree: vscode.l10n.t('Group by Verdict'),
    refresh: vscode.l10n.t('Refresh'),
    export: vscode.l10n.t('Export…'),
    busy: vscode.l10n.t('Reading the key vaults…'),
    empty: vscode.l10n.t('The configurations of the workspace contain no certificate.'),
    count: vscode.l10n.t('{0} of {1} certificates', '{0}', '{1}'),
    columns: {
      verdict: vscode.l10n.t('Verdict'),
      name: vscode.l10n.t('Name'),
      role: vscode.l10n.t('Role'),
      configuration: vscode.l10n.t('Configuration'),
      service: vscode.l10n.t('Service'),
      expires: vscode.l10n.t('Expires'),
      certificate: vscode.l10n.t('Certificate'),
      vault: vscode.l10n.t('Key Vault'),
      version: vscode.l10n.t('Version'),
      store: vscode.l10n.t('Store'),
      thumbprint: vscode.l10n.t('Thumbprint'),
      inOsProfile: vscode.l10n.t('In osProfile'),
    },
  };
}
