import { parseCscfg } from '../../../src/cscfg/document';
import { check, fixesFor } from '../../../src/cscfg/rules/check';
import { networkRules, schemaRules } from '../../../src/cscfg/rules/rules';
import type { CheckContext, Finding, TextFix } from '../../../src/cscfg/rules/rule';
import { applyEdits } from '../../../src/text/span';

export const context: CheckContext = {
  verdictOf: () => ({ kind: 'unverified', reason: { kind: 'notAsked' } }),
  inventory: [],
  now: Date.UTC(2026, 10, 23),
  levels: {},
};

const schema = new Set(schemaRules.map(({ code }) => code));
const network = new Set(networkRules.map(({ code }) => code));

/** What the rules of the schema find. */
export function schemaFindings(text: string): readonly Finding[] {
  return check(parseCscfg(text), context).filter(({ code }) => schema.has(code));
}

/** What the rules of extended support find. */
export function networkFindings(text: string, more: Partial<CheckContext> = {}): readonly Finding[] {
  return check(parseCscfg(text), { ...context, ...more }).filter(({ code }) => network.has(code));
}

/** `code: what is underlined` */
export function shown(text: string, findings: readonly Finding[]): readonly string[] {
  return findings.map(({ code, span }) => `${code}: ${text.slice(span.start, span.end)}`);
}

export function words(findings: readonly Finding[]): readonly string[] {
  return findings.map(({ message }) => message);
}

/** The fixes of the first finding of that code by their titles, each as the whole text after it. */
export function fixes(text: string, code: string): Readonly<Record<string, string>> {
  return Object.fromEntries(textFixes(text, code).map((fix) => [fix.title, applyEdits(text, fix.edits)]));
}

/** The whole text after the preferred fix of the first finding of that code. */
export function fixedText(text: string, code: string): string | undefined {
  const fix = textFixes(text, code).find(({ preferred }) => preferred);
  return fix && applyEdits(text, fix.edits);
}

function textFixes(text: string, code: string): readonly TextFix[] {
  const document = parseCscfg(text);
  const finding = check(document, context).find((one) => one.code === code);
  return finding === undefined ? [] : fixesFor(finding, document, context).filter((fix) => fix.kind === 'edit');
}
