import * as vscode from 'vscode';
import { entryAt, roleAt } from '../../cscfg/model/at';
import { fixAll } from '../../cscfg/rules/check';
import type { Finding, Fix } from '../../cscfg/rules/rule';
import { disableLineEdit } from '../../cscfg/rules/suppressions';
import { useAt } from '../../cscfg/uses';
import type { PlaceArgument, VersionArgument } from '../commands/arguments';
import { commands } from '../commands/ids';
import { isCscfg, isEditable, serviceFiles } from '../workspace/documents';
import { diagnosticOf } from '../diagnostics/diagnostics';
import { isInBrowser } from '../vaults/browserVaults';
import type { UpdateAllUses } from '../rollOver/updateAllUses';
import type { Judge, Judgement } from '../workspace/judgement';
import { Ranges } from '../workspace/ranges';
import { rangeOf, workspaceEdit } from '../convert';
import { ruleActions } from './ruleActions';

const fixAllKind = vscode.CodeActionKind.SourceFixAll.append('cscfg');

export class CertificateActions implements vscode.CodeActionProvider {
  constructor(
    private readonly judge: Judge,
    private readonly updateAllUses: UpdateAllUses,
  ) {}

  register(): vscode.Disposable {
    return vscode.languages.registerCodeActionsProvider(serviceFiles, this, {
      providedCodeActionKinds: [vscode.CodeActionKind.QuickFix, vscode.CodeActionKind.Refactor, fixAllKind],
    });
  }

  async provideCodeActions(
    document: vscode.TextDocument,
    range: vscode.Range,
    { only, triggerKind }: vscode.CodeActionContext,
  ): Promise<vscode.CodeAction[]> {
    const wanted = (kind: vscode.CodeActionKind): boolean => only === undefined || only.contains(kind);
    if (!isEditable(document)) {
      return [];
    }
    // Edits that fix nothing appear only when invoked, because a light bulb on every line would be noise.
    const invoked = triggerKind === vscode.CodeActionTriggerKind.Invoke;
    // A fix in several files needs their texts.
    let judgement = await this.judge.whenServiceRead(document);
    if (wanted(vscode.CodeActionKind.QuickFix)) {
      await this.judge.examineFixes(judgement, findingsAt(document, range, judgement));
      judgement = this.judge.of(document);
    }
    const fixes = wanted(vscode.CodeActionKind.QuickFix) ? await this.quickFixes(document, range, judgement) : [];
    // A fix can run the same command.
    const isNew = ({ command }: vscode.CodeAction): boolean =>
      command?.command !== commands.replaceCertificate ||
      fixes.every((fix) => fix.command?.command !== command.command);
    return [
      ...fixes,
      ...(invoked
        ? fromKeyVault(document, range, judgement).filter(
            (action) => action.kind !== undefined && wanted(action.kind) && isNew(action),
          )
        : []),
      // Only on request, because "Fix all" in every light bulb would be noise.
      ...(only?.contains(fixAllKind) === true ? fixAllOf(document, judgement) : []),
    ];
  }

  /** Fixes first, then explanations, then the ways to turn the rules off. */
  private async quickFixes(
    document: vscode.TextDocument,
    range: vscode.Range,
    judgement: Judgement,
  ): Promise<readonly vscode.CodeAction[]> {
    const here = findingsAt(document, range, judgement);
    const ranges = new Ranges(document, judgement.context.service, judgement.context.deployment);
    const counts = await this.updateAllUses.count(document, judgement, here);
    const actions = here.flatMap((finding) => {
      const fixes = this.judge.fixes(judgement, finding).map((fix) => quickFix(document, ranges, finding, fix));
      const all = this.updateAllUses.actionFor(document, judgement, finding, counts);
      if (all === undefined) {
        return fixes;
      }
      all.diagnostics = [diagnosticOf(ranges, finding)];
      fixes.forEach((fix) => {
        fix.isPreferred = false;
      });
      return [all, ...fixes];
    });
    const { cscfg } = judgement;
    return [
      ...withOnePreferred(actions),
      ...here.map((finding) => explanation(ranges, finding)),
      ...here.flatMap((finding) => {
        const edit = disableLineEdit(cscfg, finding);
        const inLine = edit === undefined ? undefined : ranges.workspaceEdit([edit]);
        return ruleActions(finding.code, diagnosticOf(ranges, finding), inLine);
      }),
    ];
  }
}

function findingsAt(document: vscode.TextDocument, range: vscode.Range, { findings }: Judgement): readonly Finding[] {
  return findings.filter(({ span }) => rangeOf(document, span).intersection(range) !== undefined);
}

function fromKeyVault(
  document: vscode.TextDocument,
  range: vscode.Range,
  { cscfg }: Judgement,
): readonly vscode.CodeAction[] {
  if (!isCscfg(document) || isInBrowser) {
    return [];
  }
  const offset = document.offsetAt(range.start);
  const place: PlaceArgument = { uri: document.uri.toString(), offset };
  const actions: vscode.CodeAction[] = [];
  if (entryAt(cscfg, offset) !== undefined || useAt(cscfg, offset) !== undefined) {
    const title = vscode.l10n.t('Replace with certificate from Key Vault…');
    actions.push(commandAction(title, vscode.CodeActionKind.RefactorRewrite, commands.replaceCertificate, place));
  }
  if (useAt(cscfg, offset) !== undefined) {
    const title = vscode.l10n.t('Roll over certificate…');
    actions.push(commandAction(title, vscode.CodeActionKind.RefactorRewrite, commands.rollOverCertificate, place));
  }
  if (roleAt(cscfg, offset) !== undefined) {
    const title = vscode.l10n.t('Insert certificate from Key Vault…');
    actions.push(commandAction(title, vscode.CodeActionKind.Refactor, commands.insertCertificate, place));
  }
  return actions;
}

function fixAllOf(document: vscode.TextDocument, judgement: Judgement): readonly vscode.CodeAction[] {
  const edits = fixAll(judgement.cscfg, judgement.context, judgement.findings);
  if (edits.length === 0) {
    return [];
  }
  const action = new vscode.CodeAction(vscode.l10n.t('Fix all auto-fixable problems'), fixAllKind);
  action.edit = workspaceEdit(document, edits);
  return [action];
}

/** Only the preferred fix of the most severe finding stays preferred, because the Auto Fix command applies it. */
function withOnePreferred(actions: readonly vscode.CodeAction[]): readonly vscode.CodeAction[] {
  const severity = ({ diagnostics }: vscode.CodeAction): number =>
    diagnostics?.[0]?.severity ?? vscode.DiagnosticSeverity.Hint;
  const [, ...others] = actions.filter(({ isPreferred }) => isPreferred).sort((a, b) => severity(a) - severity(b));
  others.forEach((action) => {
    action.isPreferred = false;
  });
  return actions;
}

function quickFix(document: vscode.TextDocument, ranges: Ranges, finding: Finding, fix: Fix): vscode.CodeAction {
  const action = actionOf(document, ranges, fix);
  action.diagnostics = [diagnosticOf(ranges, finding)];
  return action;
}

function actionOf(document: vscode.TextDocument, ranges: Ranges, fix: Fix): vscode.CodeAction {
  const [title, uri, kind] = [fix.title, document.uri.toString(), vscode.CodeActionKind.QuickFix];
  switch (fix.kind) {
    case 'edit': {
      const action = new vscode.CodeAction(title, kind);
      action.edit = ranges.workspaceEdit(fix.edits, fix.elsewhere);
      action.isPreferred = fix.preferred;
      return action;
    }
    case 'choose':
      return commandAction(title, kind, commands.replaceCertificate, { uri, offset: fix.offset });
    case 'insert':
      return commandAction(title, kind, commands.insertCertificate, {
        uri,
        offset: fix.role.element.span.start,
        name: fix.name,
      });
    case 'setup':
      return commandAction(title, kind, commands[fix.action], { uri, offset: 0 });
    case 'vault': {
      const command = fix.action === 'enable' ? commands.enableCertificate : commands.recoverCertificate;
      return commandAction(title, kind, command, { version: fix.version });
    }
  }
}

function explanation(ranges: Ranges, finding: Finding): vscode.CodeAction {
  const title = vscode.l10n.t('Explain this problem ({0})', finding.code);
  const action = commandAction(title, vscode.CodeActionKind.QuickFix, commands.explainProblem, finding.code);
  action.diagnostics = [diagnosticOf(ranges, finding)];
  return action;
}

function commandAction(
  title: string,
  kind: vscode.CodeActionKind,
  command: string,
  argument: PlaceArgument | VersionArgument | string,
): vscode.CodeAction {
  const action = new vscode.CodeAction(title, kind);
  action.command = { title, command, arguments: [argument] };
  return action;
}
