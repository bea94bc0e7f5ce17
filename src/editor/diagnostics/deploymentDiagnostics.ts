import * as vscode from 'vscode';
import { type DeploymentFinding, findingsInDeployments } from '../../cscfg/rules/deployment/rules';
import { rules } from '../../cscfg/rules/rules';
import { disableDeploymentLineEdit } from '../../cscfg/rules/suppressions';
import { rangeOf, severityOf } from '../convert';
import { ruleActions } from '../fixes/ruleActions';
import { commands } from '../commands/ids';
import type { Deployments } from '../workspace/deployments';
import { identityOf } from '../workspace/documents';
import type { Judge, Judgement } from '../workspace/judgement';
import { closedFile, Ranges } from '../workspace/ranges';
import type { Services } from '../workspace/services';
import type { JudgedFile } from '../workspace/workspaceFiles';
import type { Diagnostics } from './diagnostics';
import { uniqueBy } from '../../text/objects';

const files: vscode.DocumentSelector = { pattern: '**/*.{json,bicep,bicepparam,tf}' };

interface Found extends DeploymentFinding {
  readonly configuration: vscode.Uri;
  readonly ranges: Ranges;
}

/** For files that are open, deploy an open configuration, or are in the checked workspace. */
export class DeploymentDiagnostics implements vscode.Disposable, vscode.CodeActionProvider {
  private readonly collection = vscode.languages.createDiagnosticCollection('cscfg-deployment');
  /** By URI; the check of the workspace keeps them current. */
  private kept: ReadonlyMap<string, Judgement> = new Map();
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
      const inLine = new vscode.WorkspaceEdit();
      const edit = disableDeploymentLineEdit(document.getText(), finding);
      inLine.insert(document.uri, document.positionAt(edit.start), edit.newText);
      const disabling = ruleActions(finding.code, diagnostic, inLine);
      return [...actions, explanation, ...disabling].map((action) => {
        action.diagnostics = [diagnostic];
        return action;
      });
    });
  }

  /** Also publishes their findings while no file is open. Returns all that are published now. */
  keep(configurations: readonly JudgedFile[]): readonly vscode.Diagnostic[] {
    this.kept = new Map(configurations.map(({ uri, judgement }) => [uri.toString(), judgement]));
    this.publish();
    return [...this.collection].flatMap(([, diagnostics]) => diagnostics);
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
    const isDeploymentOpen = [...open.keys()].some((file) => this.deployments.textOf(file) !== undefined);
    const found = this.deployments.configurations.flatMap((configuration): readonly Found[] => {
      const document = open.get(configuration.toString());
      const kept = this.kept.get(configuration.toString());
      // `kept` can be older than the text in the editor of a deployment file.
      const closed = isDeploymentOpen ? (this.ofFile(configuration) ?? kept) : kept;
      const judgement = document === undefined ? closed : this.judge.of(document);
      if (judgement === undefined) {
        return [];
      }
      const { cscfg, context } = judgement;
      const ranges = new Ranges(document ?? closedFile(configuration, cscfg.text), context.service, context.deployment);
      return findingsInDeployments(cscfg, context)
        .filter(({ file }) => document !== undefined || kept !== undefined || open.has(file))
        .map((finding) => ({ ...finding, configuration, ranges }));
    });
    return uniqueBy(found, keyOf);
  }

  private ofFile(configuration: vscode.Uri): Judgement | undefined {
    const known = this.services.known(configuration);
    return known && this.judge.ofFile(identityOf(configuration), known.document, known.service);
  }

  private diagnosticOf({ file, span, message, severity, code, related, ranges }: Found): vscode.Diagnostic {
    const { range } = ranges.locationOf(span, file);
    const diagnostic = new vscode.Diagnostic(range, message, severityOf(severity));
    diagnostic.source = 'cscfg';
    const reference = rules.find((rule) => rule.code === code)?.reference;
    diagnostic.code = reference === undefined ? code : { value: code, target: vscode.Uri.parse(reference, true) };
    diagnostic.relatedInformation = related.map(
      (one) => new vscode.DiagnosticRelatedInformation(ranges.locationOf(one.span), one.message),
    );
    return diagnostic;
  }
}

/** A mistake of the deployment alone is the same for every configuration that it deploys. */
function keyOf({ file, span, code, message, related, configuration }: Found): string {
  return JSON.stringify([file, span, code, message, related.length > 0 ? configuration.toString() : '']);
}
