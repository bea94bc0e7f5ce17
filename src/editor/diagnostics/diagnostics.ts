import * as vscode from 'vscode';
import type { Finding } from '../../cscfg/rules/rule';
import { findingSubject } from '../../cscfg/rules/entries';
import { rules } from '../../cscfg/rules/rules';
import { isCancellation, severityOf } from '../convert';
import { isEditable, isServiceFile } from '../workspace/documents';
import type { Judge } from '../workspace/judgement';
import type { Deployments } from '../workspace/deployments';
import type { KeyVaults } from '../vaults/keyVaults';
import { closedFile, Ranges } from '../workspace/ranges';
import type { Services } from '../workspace/services';
import type { UntrustedSettings } from '../workspace/untrustedSettings';
import type { JudgedFile } from '../workspace/workspaceFiles';

/** Milliseconds without a keystroke before a text is checked; several vault changes in this time count as one. */
const pause = 150;

/** Publishes the findings of the open service files when their text, their vaults or the settings change. */
export class Diagnostics implements vscode.Disposable {
  private readonly collection = vscode.languages.createDiagnosticCollection('cscfg');
  private readonly pending = new Map<string, NodeJS.Timeout>();
  /** Their findings stay when they are closed, because the check of the workspace keeps them current. */
  private kept: ReadonlySet<string> = new Set();
  /** Cancels the requests for a document when it is closed. */
  private readonly closing = new Map<string, AbortController>();
  private readonly published = new vscode.EventEmitter<void>();
  readonly onDidPublish = this.published.event;
  private readonly subscriptions: vscode.Disposable;

  constructor(
    private readonly judge: Judge,
    keyVaults: KeyVaults,
    services: Services,
    untrusted: UntrustedSettings,
    deployments: Deployments,
    private readonly log: vscode.LogOutputChannel,
  ) {
    const openAll = (): void => {
      this.openAll();
    };
    this.subscriptions = vscode.Disposable.from(
      this.collection,
      this.published,
      vscode.workspace.onDidOpenTextDocument((document) => {
        this.open(document);
      }),
      vscode.workspace.onDidSaveTextDocument((document) => {
        this.open(document);
      }),
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length > 0) {
          this.afterTyping(document);
        }
      }),
      vscode.workspace.onDidCloseTextDocument((document) => {
        this.forget(document);
      }),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('cscfg')) {
          this.openAll();
        }
      }),
      // Verdicts can become outdated while the window is not focused.
      vscode.window.onDidChangeWindowState(({ focused }) => {
        if (focused) {
          this.openAll();
        }
      }),
      vscode.workspace.onDidChangeWorkspaceFolders(openAll),
      untrusted.onDidChange(openAll),
      deployments.onDidChange(openAll),
      keyVaults.onDidChange(() => {
        this.afterOtherChange();
      }),
      services.onDidChange(() => {
        this.afterOtherChange();
      }),
    );
  }

  /** From what is known now. */
  publishAll(): void {
    for (const document of vscode.workspace.textDocuments) {
      this.publish(document);
    }
  }

  /** Then reads what is not known of their vaults, and publishes again. */
  openAll(): void {
    for (const document of vscode.workspace.textDocuments) {
      this.open(document);
    }
  }

  publishClosed(files: readonly FileDiagnostics[]): void {
    const open = openFiles();
    const closed = files.filter(([uri]) => !open.has(uri.toString()));
    if (closed.length > 0) {
      this.collection.set(closed);
      this.published.fire();
    }
  }

  /** From now on, of the files that are not open, only these have findings. */
  keepClosed(files: ReadonlySet<string>): void {
    this.kept = files;
    const open = openFiles();
    const gone = [...this.collection].filter(([uri]) => ![open, files].some((one) => one.has(uri.toString())));
    gone.forEach(([uri]) => {
      this.collection.delete(uri);
    });
    if (gone.length > 0) {
      this.published.fire();
    }
  }

  all(): readonly vscode.Diagnostic[] {
    return [...this.collection].flatMap(([, diagnostics]) => diagnostics);
  }

  dispose(): void {
    this.pending.forEach((timer) => {
      clearTimeout(timer);
    });
    this.closing.forEach((controller) => {
      controller.abort();
    });
    this.subscriptions.dispose();
  }

  private open(document: vscode.TextDocument): void {
    if (!isJudged(document)) {
      return;
    }
    this.publish(document);
    const key = document.uri.toString();
    const controller = this.closing.get(key) ?? new AbortController();
    this.closing.set(key, controller);
    this.judge.verify(document, { signal: controller.signal }).catch((error: unknown) => {
      if (!isCancellation(error)) {
        this.log.error(`${document.uri.toString(true)}: ${String(error)}`);
      }
    });
  }

  private publish(document: vscode.TextDocument): void {
    if (isJudged(document) && !document.isClosed) {
      const { findings, context } = this.judge.of(document);
      const ranges = new Ranges(document, context.service, context.deployment);
      this.collection.set(
        document.uri,
        findings.map((finding) => diagnosticOf(ranges, finding)),
      );
      this.published.fire();
    }
  }

  private afterTyping(document: vscode.TextDocument): void {
    if (isJudged(document)) {
      clearTimeout(this.pending.get(document.uri.toString()));
      this.later(document, () => {
        this.open(document);
      });
    }
  }

  /** Another file or a vault has changed: a scheduled check includes it and is not delayed. */
  private afterOtherChange(): void {
    for (const document of vscode.workspace.textDocuments) {
      if (isJudged(document) && !this.pending.has(document.uri.toString())) {
        this.later(document, () => {
          this.publish(document);
        });
      }
    }
  }

  private later(document: vscode.TextDocument, action: () => void): void {
    const key = document.uri.toString();
    const run = (): void => {
      this.pending.delete(key);
      action();
    };
    this.pending.set(key, setTimeout(run, pause));
  }

  private forget(document: vscode.TextDocument): void {
    const key = document.uri.toString();
    clearTimeout(this.pending.get(key));
    this.pending.delete(key);
    this.closing.get(key)?.abort();
    this.closing.delete(key);
    if (this.collection.has(document.uri) && !this.kept.has(key)) {
      this.collection.delete(document.uri);
      this.published.fire();
    }
  }
}

export type FileDiagnostics = [vscode.Uri, vscode.Diagnostic[]];

export function diagnosticsOf({ uri, judgement: { cscfg, context, findings } }: JudgedFile): FileDiagnostics {
  const ranges = new Ranges(closedFile(uri, cscfg.text), context.service, context.deployment);
  return [uri, findings.map((finding) => diagnosticOf(ranges, finding))];
}

/** The files whose findings are those of their editors. */
function openFiles(): ReadonlySet<string> {
  return new Set(vscode.workspace.textDocuments.filter(isJudged).map(({ uri }) => uri.toString()));
}

function isJudged(document: vscode.TextDocument): boolean {
  return isEditable(document) && isServiceFile(document);
}

export function diagnosticOf(ranges: Ranges, finding: Finding): vscode.Diagnostic {
  const subject = findingSubject(finding);
  const words = [...(subject === undefined ? [] : [subject]), finding.message].join(' ');
  const diagnostic = new vscode.Diagnostic(ranges.of(finding.span), words, severityOf(finding.severity));
  diagnostic.source = 'cscfg';
  const reference = rules.find(({ code }) => code === finding.code)?.reference;
  diagnostic.code =
    reference === undefined ? finding.code : { value: finding.code, target: vscode.Uri.parse(reference, true) };
  diagnostic.relatedInformation = (finding.related ?? []).map(
    ({ file, span, message }) => new vscode.DiagnosticRelatedInformation(ranges.locationOf(span, file), message),
  );
  if (finding.tag === 'deprecated') {
    diagnostic.tags = [vscode.DiagnosticTag.Deprecated];
  }
  return diagnostic;
}
