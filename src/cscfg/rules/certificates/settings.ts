import * as l10n from '@vscode/l10n';
import { isMatched, type Thumbprint, type Verdict } from '../../../certificate/verdict';
import { verdictLine } from '../../../certificate/verdictMessages';
import { replaceUse, type SettingUse, settingUses } from '../../uses';
import { isFinished } from '../entries';
import { chooseFix, textFix } from '../fixes';
import { references, type Rule } from '../rule';
import { updateTitle, usableUpdate } from './verdicts';

/** If only the certificate was updated, code looks for the thumbprint of one that the role no longer has. */
export const settingThumbprintStale: Rule = {
  code: 'setting-thumbprint-stale',
  severity: 'warning',
  summary: 'A setting contains the thumbprint of an older version of a certificate',
  remedy: 'Update to the newest version',
  reference: references.keyVault,
  appliesToTransforms: true,
  *check(document, context) {
    for (const use of settingUses(document)) {
      const verdict = context.verdictOf(use.thumbprint);
      if (isStale(verdict, use) && isFinished(document, use.setting)) {
        const remedy =
          usableUpdate(verdict, context) === undefined
            ? l10n.t('Fix the newest version in Key Vault, or choose another certificate.')
            : l10n.t('Update to the newest version.');
        yield {
          span: use.span,
          message: [verdictLine(verdict, context.now), remedy].join('. '),
          setting: use.setting,
          role: use.owner,
        };
      }
    }
  },
  *fixes({ span, setting }, document, context) {
    const use = settingUses(document).find((one) => one.setting === setting && one.span.start === span.start);
    if (use !== undefined) {
      const latest = usableUpdate(context.verdictOf(use.thumbprint), context);
      if (latest !== undefined) {
        const edits = [replaceUse(document, use, latest.thumbprint)];
        yield { ...textFix(updateTitle(latest), edits, { preferred: true }), version: latest };
      }
      yield chooseFix(use);
    }
  },
};

/** If the role also has it as a certificate, it is reported there, unless it is outdated: then both must change. */
function isStale(verdict: Verdict, { thumbprint, owner }: SettingUse): boolean {
  return verdict.kind === 'outdated' || (isMatched(verdict) && verdict.latest !== undefined && !has(owner, thumbprint));
}

function has({ certificates }: SettingUse['owner'], thumbprint: Thumbprint): boolean {
  return certificates.some(({ thumbprintText: text }) => 'thumbprint' in text && text.thumbprint === thumbprint);
}
