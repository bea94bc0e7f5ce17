import { check, fixesFor } from '../../../src/cscfg/rules/check';
import type { CheckContext, Finding, TextFix } from '../../../src/cscfg/rules/rule';
import { wholeLines } from '../../../src/text/lines';
import { documentOf, applyEdits } from './texts';

/** What is wrong with the fixes of a text’s findings: each must remove its finding and keep to the place of it. */
export function complaints(text: string, context: CheckContext): readonly string[] {
  const document = documentOf(text);
  const findings = check(document, context);
  return findings.flatMap((finding) => {
    const fixes = fixesFor(finding, document, context).filter((fix) => fix.kind === 'edit');
    const several = fixes.filter(({ preferred }) => preferred).length > 1 ? ['more than one preferred'] : [];
    const wrong = fixes.flatMap((fix) => [
      ...stays(text, findings, finding, fix, context),
      ...strays(text, finding, fix),
    ]);
    return [...several, ...wrong].map((complaint) => `${finding.code}: ${complaint}`);
  });
}

/** A fix takes away one finding of its rule at least; in broken XML the heuristics of that rule are on their own. */
function stays(
  text: string,
  findings: readonly Finding[],
  { code }: Finding,
  fix: TextFix,
  context: CheckContext,
): readonly string[] {
  const count = (some: readonly Finding[]): number => some.filter((one) => one.code === code).length;
  const after = check(documentOf(applyEdits(text, fix.edits)), context);
  return code === 'xml-syntax' || count(after) < count(findings) ? [] : [`“${fix.title}” does not remove it`];
}

/** A fix of an entry changes nothing but the entry, or takes it away with its line. */
function strays(text: string, { entry }: Finding, fix: TextFix): readonly string[] {
  if (entry === undefined) {
    return [];
  }
  const { span } = entry.element;
  const lines = wholeLines(text, span);
  const start = Math.min(lines.start, text.slice(0, span.start).trimEnd().length);
  const inside = fix.edits.every((edit) => start <= edit.start && edit.end <= lines.end);
  return inside ? [] : [`“${fix.title}” reaches beyond the entry`];
}
