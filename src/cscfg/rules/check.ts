import { normalizedThumbprint } from '../../certificate/thumbprint';
import type { TextEdit } from '../../text/span';
import { setAttribute } from '../../xml/edit';
import type { CscfgDocument } from '../document';
import { isTransformDocument } from '../model/transforms';
import type { CheckContext, Finding, Fix, Problem, Rule } from './rule';
import { rules, serviceRules } from './rules';
import { soundFix } from './soundFix';
import { isSuppressedBy, type Suppression, suppressionsIn } from './suppressions';
import { unusedProblems, unusedSuppression } from './unusedSuppression';

/**
 * The findings of all enabled rules that no comment suppresses, in document order. Pure: the same input gives the same
 * findings.
 */
export function check(document: CscfgDocument, context: CheckContext): readonly Finding[] {
  const isPatch = isTransformDocument(document);
  const found = rules
    .filter(({ code, appliesToTransforms }) => context.levels[code] !== 'off' && (!isPatch || appliesToTransforms))
    .flatMap((rule) => findingsOf(rule, rule.check(document, context), context));
  const suppressions = suppressionsIn(document);
  const findings = suppressions.length === 0 ? found : unsuppressed(found, suppressions, document, context);
  return findings.sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
}

function findingsOf(rule: Rule, problems: Iterable<Problem>, { levels }: CheckContext): Finding[] {
  const level = levels[rule.code] ?? rule.severity;
  if (level === 'off') {
    return [];
  }
  const findings: Finding[] = [];
  for (const problem of problems) {
    if (problem.unless === undefined || levels[problem.unless] === 'off') {
      // A level equal to the default of the rule was not set by the user.
      const severity = level === rule.severity ? (problem.severity ?? level) : level;
      findings.push({ ...problem, code: rule.code, severity });
    }
  }
  return findings;
}

function unsuppressed(
  found: readonly Finding[],
  suppressions: readonly Suppression[],
  document: CscfgDocument,
  context: CheckContext,
): Finding[] {
  const used = new Set<Suppression>();
  const left = found.filter((finding) => {
    const by = suppressions.filter((one) => isSuppressedBy(one, finding));
    by.forEach((one) => used.add(one));
    return by.length === 0;
  });
  const unused = suppressions.filter((one) => !used.has(one));
  const problems = unusedProblems(unused, rules, serviceRules, document, context);
  return [...left, ...findingsOf(unusedSuppression, problems, context)];
}

/**
 * For a finding of `check` with the same document and context; the preferred fix first. A fix that would leave its
 * finding, or cause an error, is omitted. `findings`: all findings, if the caller has them.
 */
export function fixesFor(
  finding: Finding,
  document: CscfgDocument,
  context: CheckContext,
  findings: () => readonly Finding[] = () => check(document, context),
): readonly Fix[] {
  const isSound = soundFix(finding, document, context, { check, before: findings });
  return proposedFixes(finding, document, context).filter((fix) => fix.kind !== 'edit' || isSound(fix));
}

/** Without verification, which would parse the document again for each fix. */
export function proposedFixes(finding: Finding, document: CscfgDocument, context: CheckContext): readonly Fix[] {
  const rule = rules.find(({ code }) => code === finding.code);
  return rule?.fixes === undefined ? [] : [...rule.fixes(finding, document, context)];
}

/** Automatic fixes; rewrites a thumbprint with hidden characters in its final style, so that one run is enough. */
export function fixAll(
  document: CscfgDocument,
  context: CheckContext,
  findings = check(document, context),
): readonly TextEdit[] {
  return findings.flatMap((finding) => {
    const fix = proposedFixes(finding, document, context).find((one) => one.kind === 'edit' && one.automatic);
    if (fix?.kind !== 'edit') {
      return [];
    }
    return wholeThumbprint(finding, document, context) ?? fix.edits;
  });
}

function wholeThumbprint(
  { code, entry }: Finding,
  { text }: CscfgDocument,
  { levels }: CheckContext,
): readonly TextEdit[] | undefined {
  const thumbprint = normalizedThumbprint(entry?.thumbprint?.value ?? '');
  const both = code === 'thumbprint-hidden-characters' && levels['thumbprint-style'] !== 'off';
  return both && entry !== undefined && thumbprint !== undefined
    ? [setAttribute(text, entry.element, 'thumbprint', thumbprint)]
    : undefined;
}
