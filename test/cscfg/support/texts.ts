import { parseCscfg, type CscfgDocument } from '../../../src/cscfg/document';
import { check, fixesFor } from '../../../src/cscfg/rules/check';
import type { CheckContext, Finding, SeverityLevel, TextFix } from '../../../src/cscfg/rules/rule';
import { rules } from '../../../src/cscfg/rules/rules';
import type { SyntaxProblem } from '../../../src/xml/problem';
import { applyEdits, type Span } from '../../../src/text/span';

/**
 * The texts and questions of the tests of the language, so that a case is a line. In a text of a test, `|`
 * marks a place, and two of them a span: `<a b=|1|/>`.
 */

export const documentOf: (text: string) => CscfgDocument = parseCscfg;
export { applyEdits };

/** A thumbprint that is right. */
export const knownThumbprint = '7CB8B7539D87BA7215357B9B9049DFF2D3FA59BA';
/** Another one. */
export const otherThumbprint = 'A1B2C3D4E5F60718293A4B5C6D7E8F9001122334';

/** The text without its marks, and the offsets where they were. */
export function at(marked: string): { readonly text: string; readonly at: readonly number[] } {
  const [first = '', ...rest] = marked.split('|');
  let text = first;
  const offsets = rest.map((part) => {
    const offset = text.length;
    text += part;
    return offset;
  });
  return { text, at: offsets };
}

/** The text with the span marked. */
export function markSpan(text: string, { start, end }: Span): string {
  return `${text.slice(0, start)}|${text.slice(start, end)}|${text.slice(end)}`;
}

/** A service configuration around the entries of its one role. */
export function webRoleWith(entries: string): string {
  return `<ServiceConfiguration serviceName="Shop"><Role name="Web"><Certificates>${entries}</Certificates></Role></ServiceConfiguration>`;
}

/** An entry with this thumbprint, nothing else being wrong with it. */
export function certificateElement(thumbprint: string, name = 'web'): string {
  return `<Certificate name="${name}" thumbprint="${thumbprint}" thumbprintAlgorithm="sha1" />`;
}

/** The syntax problems of a text: `|span| message`, a line each. */
export function problemLines(text: string): readonly string[] {
  return documentOf(text).syntaxProblems.map(({ span, message }) => `|${text.slice(span.start, span.end)}| ${message}`);
}

/** The whole texts after each of the ways to fix a syntax problem. */
export function fixedText(text: string, { edits }: SyntaxProblem): readonly string[] {
  return edits.map((proposed) => applyEdits(text, proposed.edits));
}

/**
 * Levels that leave only the rules on XML and on certificates by themselves: the texts of their tests are no whole
 * services, which is not what they are about.
 */
export const ownLevels: Readonly<Record<string, SeverityLevel>> = Object.fromEntries(
  rules
    .filter(({ code }) => !/^(?:xml-|thumbprint-|certificate-(?!undeclared|missing))/.test(code))
    .map(({ code }) => [code, 'off']),
);

/** No vault was read, and it is 24 November 2026. */
export const now = Date.UTC(2026, 10, 24);
export const plainContext: CheckContext = {
  verdictOf: () => ({ kind: 'unverified', reason: { kind: 'notAsked' } }),
  inventory: [],
  now,
  levels: ownLevels,
};

/** The findings of a text: `code |span| message`, a line each. */
export function findingLines(text: string, context: CheckContext = plainContext): readonly string[] {
  return check(documentOf(text), context).map(
    ({ code, span, message }) => `${code} |${text.slice(span.start, span.end)}| ${message}`,
  );
}

/** The one finding of that code. */
export function onlyFinding(text: string, code: string, context: CheckContext = plainContext): Finding {
  const [finding, another] = check(documentOf(text), context).filter((one) => one.code === code);
  if (finding === undefined || another !== undefined) {
    throw new Error(`${finding === undefined ? 'no' : 'more than one'} ${code} in ${text}`);
  }
  return finding;
}

/** The fixes that write of the one finding of that code. */
export function textFixes(text: string, code: string, context: CheckContext = plainContext): readonly TextFix[] {
  const document = documentOf(text);
  const finding = check(document, context).find((one) => one.code === code);
  const fixes = finding === undefined ? [] : fixesFor(finding, document, context);
  return fixes.filter((fix) => fix.kind === 'edit');
}

/** What those fixes say and do: `title → whole text`, a preferred one with a star. */
export function fixLines(text: string, code: string, context: CheckContext = plainContext): readonly string[] {
  return textFixes(text, code, context).map(
    (fix) => `${fix.preferred ? '* ' : ''}${fix.title} → ${applyEdits(text, fix.edits)}`,
  );
}
