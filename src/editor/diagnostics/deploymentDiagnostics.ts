import * as vscode from 'vscode';
import { type DeploymentFinding, findingsInDeployments } from '../../cscfg/rules/deployment/rules';
import { rules } from '../../cscfg/rules/rules';
import { LineIndex } from '../../text/lines';
import { rangeIn, rangeOf, severityOf } from '../convert';
import { commands } from '../commands/ids';
import type { Deployments } from '../workspace/deployments';
import { identityOf } from '../workspace/documents';
import type { Judge } from '../workspace/judgement';
import { closedFile, Ranges } from '../workspace/ranges';
import type { Services } from '../workspace/services';
import type { Diagnostics } from './diagnostics';

const files: vscode.DocumentSelector = { pattern: '**/*.{json,bicep,bicepparam,tf}' };

/** A finding in a deployment file, and the configuration that it compares. */
interface Found extends DeploymentFinding {
  readonly configuration: vscode.Uri;
  readonly ranges: Ranges;
}

/**
 * Publishes what the rules find in deployment files, if they or the configuration that they deploy are open, and
 * provides the fixes there.
 */
export class DeploymentDiagnostics implements vscode.Disposable, vscode.CodeActionProvider {
  private readonly collection = vscode.languages.createDiagnosticCollection('cscfg-deployment');
  private readonly subscriptions: vscode.Disposable;

  constructor(
    private readonly judge: Judge,
    private readonly deployments: Deployments,
    private readonly services: Services,
    diagnostics: Diagnostics,
  ) {
    const publish = (): void => {
      this.publish();
    };
    this.subscriptions = vscode.Disposable.from(
      this.collection,
      diagnostics.onDidPublish(publish),
      deployments.onDidChange(publish),
      vscode.workspace.onDidOpenTextDocument((document) => {
        if (vscode.languages.match(files, document) > 0) {
          publish();
        }
      }),
      vscode.workspace.onDidCloseTextDocument((document) => {
        if (vscode.languages.match(files, document) > 0) {
          publish();
        }
      }),
      vscode.languages.registerCodeActionsProvider(files, this, {
        providedCodeActionKinds: [vscode.CodeActionKind.QuickFix],
      }),
    );
  }

  provideCodeActions(document: vscode.TextDocument, range: vscode.Range): vscode.CodeAction[] {
    const file = document.uri.toString();
    const here = this.findings().filter(
      (finding) => finding.file === file && rangeOf(document, finding.span).intersection(range) !== undefined,
    );
    return here.flatMap((finding) => {
      const diagnostic = this.diagnosticOf(finding);
      const fixes = finding.fixes.filter(({ elsewhere = [] }) => this.deployments.areCurrent(elsewhere));
      const actions = fixes.map((fix) => {
        const action = new vscode.CodeAction(fix.title, vscode.CodeActionKind.QuickFix);
        action.edit = finding.ranges.workspaceEdit(fix.edits, fix.elsewhere);
        action.isPreferred = fix.preferred;
        return action;
      });
      const title = vscode.l10n.t('Explain this problem ({0})', finding.code);
      const explanation = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
      explanation.command = { title, command: commands.explainProblem, arguments: [finding.code] };
      return [...actions, explanation].map((action) => {
        action.diagnostics = [diagnostic];
        return action;
      });
    });
  }

  dispose(): void {
    this.subscriptions.dispose();
  }

  private publish(): void {
    const byFile = new Map<string, vscode.Diagnostic[]>();
    for (const finding of this.findings()) {
      byFile.set(finding.file, [...(byFile.get(finding.file) ?? []), this.diagnosticOf(finding)]);
    }
    const gone = [...this.collection].map(([uri]) => uri).filter((uri) => !byFile.has(uri.toString()));
    this.collection.set([
      ...gone.map((uri): [vscode.Uri, undefined] => [uri, undefined]),
      ...[...byFile].map(([file, found]): [vscode.Uri, vscode.Diagnostic[]] => [vscode.Uri.parse(file, true), found]),
    ]);
  }

  private findings(): readonly Found[] {
    const open = new Map(vscode.workspace.textDocuments.map((document) => [document.uri.toString(), document]));
    return this.deployments.configurations.flatMap((configuration) => {
      const document = open.get(configuration.toString());
      const known = this.services.known(configuration);
      const judgement =
        document === undefined
          ? known && this.judge.ofFile(identityOf(configuration), known.document, known.service)
          : this.judge.of(document);
      if (judgement === undefined) {
        return [];
      }
      const { cscfg, context } = judgement;
      const ranges = new Ranges(document ?? closedFile(configuration, cscfg.text), context.service, context.deployment);
      return findingsInDeployments(cscfg, context)
        .filter(({ file }) => document !== undefined || open.has(file))
        .map((finding) => ({ ...finding, configuration, ranges }));
    });
  }

  private diagnosticOf({ file, span, message, severity, code, related, ranges }: Found): vscode.Diagnostic {
    const lines = new LineIndex(this.deployments.textOf(file) ?? '');
    const diagnostic = new vscode.Diagnostic(rangeIn(lines, span), message, severityOf(severity));
    diagnostic.source = 'cscfg';
    const reference = rules.find((rule) => rule.code === code)?.reference;
    diagnostic.code = reference === undefined ? code : { value: code, target: vscode.Uri.parse(reference, true) };
    diagnostic.relatedInformation = related.map(
      (one) => new vscode.DiagnosticRelatedInformation(ranges.locationOf(one.span), one.message),
    );
    return diagnostic;
  }
}
