import * as vscode from 'vscode';
import type { Thumbprint } from '../../certificate/verdict';
import { settingThumbprintStale } from '../../cscfg/rules/certificates/settings';
import { usableUpdate, verdictRules } from '../../cscfg/rules/certificates/verdicts';
import type { Finding } from '../../cscfg/rules/rule';
import { thumbprintUses, useAt } from '../../cscfg/uses';
import { groupBy } from '../../text/objects';
import { commands } from '../commands/ids';
import { within } from '../shared';
import type { Judgement } from '../workspace/judgement';
import type { WorkspaceUses } from '../workspace/workspaceUses';
import type { RollOverArgument } from './commands';
import { exists } from './files';

/** Milliseconds that a light bulb waits for the uses in other files. */
const maxWait = 500;

/** The quick fix that updates a certificate in all files at once. */
export class UpdateAllUses {
  constructor(private readonly uses: WorkspaceUses) {}

  /** The number of uses of each certificate that the findings are about and that a newer version can replace. */
  async count(
    document: vscode.TextDocument,
    judgement: Judgement,
    findings: readonly Finding[],
  ): Promise<ReadonlyMap<Thumbprint, number>> {
    const uses = findings.flatMap((finding) => updatable(judgement, finding) ?? []);
    if (uses.length > 0) {
      // A light bulb cannot wait longer for the uses in other files.
      await within(maxWait, this.uses.read(), undefined);
    }
    const thumbprints = [...new Set(uses.map(({ thumbprint }) => thumbprint))];
    return new Map(
      await Promise.all(thumbprints.map(async (one) => [one, await this.countOf(one, document, judgement)] as const)),
    );
  }

  private async countOf(thumbprint: Thumbprint, { uri }: vscode.TextDocument, { cscfg }: Judgement): Promise<number> {
    const here = thumbprintUses(cscfg).filter((one) => one.thumbprint === thumbprint).length;
    const elsewhere = this.uses.of(thumbprint).filter((one) => one.uri.toString() !== uri.toString());
    // A file that was deleted since is known until the next search.
    const files = [...groupBy(elsewhere, (one) => one.uri.toString()).values()];
    const counts = await Promise.all(
      files.map(async (uses) => (uses[0] !== undefined && (await exists(uses[0].uri)) ? uses.length : 0)),
    );
    return counts.reduce((sum, count) => sum + count, here);
  }

  /** Undefined if there is no usable newer version, or only one use. `counts`: of `count`. */
  actionFor(
    { uri }: vscode.TextDocument,
    judgement: Judgement,
    finding: Finding,
    counts: ReadonlyMap<Thumbprint, number>,
  ): vscode.CodeAction | undefined {
    const use = updatable(judgement, finding);
    const count = use && (counts.get(use.thumbprint) ?? 0);
    if (use === undefined || count === undefined || count < 2) {
      return undefined;
    }
    const { span } = use;
    const title = vscode.l10n.t('Update all uses of this certificate ({0})…', count);
    const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
    const argument: RollOverArgument = { uri: uri.toString(), offset: span.start, newest: true };
    action.command = { title, command: commands.rollOverCertificate, arguments: [argument] };
    action.isPreferred = true;
    return action;
  }
}

const codes: ReadonlySet<string> = new Set([...verdictRules, settingThumbprintStale].map(({ code }) => code));

/** The use that the finding is about, if a usable newer version can replace it. */
function updatable({ cscfg, context }: Judgement, { code, span }: Finding) {
  const use = codes.has(code) ? useAt(cscfg, span.start) : undefined;
  return use !== undefined && usableUpdate(context.verdictOf(use.thumbprint), context) !== undefined ? use : undefined;
}
