import * as l10n from '@vscode/l10n';
import { resembling } from '../../text/misspelling';
import type { CscfgDocument } from '../document';
import { thumbprintsToVerify } from '../entries';
import { deploymentRules } from './deployment/rules';
import { certificateChainIncomplete, certificateWeakKey, certificateWeakSignature } from './certificates/contents';
import { settingThumbprintStale } from './certificates/settings';
import { verdictRules } from './certificates/verdicts';
import { textFix } from './fixes';
import { type CheckContext, type Problem, references, type Rule } from './rule';
import type { Suppression } from './suppressions';

/** The rule itself reports nothing: `check` calls `unusedProblems` when all other findings are known. */
export const unusedSuppression: Rule = {
  code: 'unused-suppression',
  severity: 'hint',
  summary: 'A comment turns off a rule that reports nothing there',
  remedy: 'Remove the comment',
  reference: references.configuration,
  appliesToTransforms: true,
  check: () => [],
  *fixes({ edits = [] }) {
    for (const { title, edits: proposed } of edits) {
      yield textFix(title, proposed, { preferred: true });
    }
  },
};

const codesOf = (rules: readonly Rule[]): ReadonlySet<string> => new Set(rules.map(({ code }) => code));

/** What these rules report depends on what was read from the vaults. */
const ofVaults = codesOf([...verdictRules, settingThumbprintStale]);
/** What these rules report depends on the contents of certificates, which are read later, or not at all. */
const ofContents = codesOf([certificateWeakKey, certificateWeakSignature, certificateChainIncomplete]);
const ofDeployments = codesOf(deploymentRules);

/**
 * The problems of the suppressions that no finding needs. Says nothing about a rule that is off, or that did not have
 * all its input: without a key vault, a certificate that has expired is not reported.
 */
export function unusedProblems(
  unused: readonly Suppression[],
  rules: readonly Rule[],
  serviceRules: readonly Rule[],
  document: CscfgDocument,
  context: CheckContext,
): readonly Problem[] {
  const ofService = codesOf(serviceRules);
  const isVerified = thumbprintsToVerify(document).every(
    ({ thumbprint }) => context.verdictOf(thumbprint).kind !== 'unverified',
  );
  const couldReport = (code: string): boolean =>
    context.levels[code] !== 'off' &&
    !ofContents.has(code) &&
    (isVerified || !ofVaults.has(code)) &&
    (context.service?.definition !== undefined || !ofService.has(code)) &&
    (context.deployment !== undefined || !ofDeployments.has(code));
  const codes = rules.map(({ code }) => code);
  return unused.flatMap(({ code, comment, removal }): readonly Problem[] => {
    const problem = {
      span: comment,
      edits: [{ title: l10n.t('Remove unused suppression'), edits: [removal] }],
    };
    if (code !== '' && !codes.includes(code)) {
      const meant = resembling(code, codes);
      const message =
        meant === undefined
          ? l10n.t('There is no rule "{0}". This comment has no effect.', code)
          : l10n.t('There is no rule "{0}". Did you mean "{1}"?', code, meant);
      return [{ ...problem, message }];
    }
    const isKnown = code === '' ? codes.every(couldReport) : couldReport(code);
    const message =
      code === ''
        ? l10n.t('No rule reports anything here. Remove this comment.')
        : l10n.t('Rule "{0}" reports nothing here. Remove it from this comment.', code);
    return isKnown ? [{ ...problem, message }] : [];
  });
}
