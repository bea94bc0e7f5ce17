import { lineStart, indentAt } from '../../text/lines';
import type { Span, TextEdit } from '../../text/span';
import type { CscfgDocument } from '../document';
import type { Finding } from './rule';

/** A code in a comment that turns a rule off for a part of the text. */
export interface Suppression {
  /** As written; '' for all rules. */
  readonly code: string;
  /** The findings that start here are not reported. */
  readonly covered: Span;
  /** The comment. */
  readonly comment: Span;
  /** The edit that removes the code, or the whole comment if it is the only one. */
  readonly removal: TextEdit;
}

/** `cscfg-disable-next-line CODE CODE: reason` */
const directive = /^(\s*cscfg-(disable-next-line|disable|enable)(?![\w-]))([^:]*)/;

interface Directive {
  readonly kind: string;
  readonly comment: Span;
  readonly codes: readonly Span[];
}

/**
 * The suppressions in the comments of a document. `disable-next-line` covers the next line, and the tag that starts
 * there to its end. `disable` covers the text up to `enable`, or to the end.
 */
export function suppressionsIn(document: CscfgDocument): readonly Suppression[] {
  // Most files have none: nothing is computed for them.
  return document.text.includes('cscfg-disable') ? document.derive(readSuppressions, undefined) : [];
}

function readSuppressions(document: CscfgDocument): readonly Suppression[] {
  const { text } = document;
  const directives = document.xml.markup
    .filter(({ kind, finished }) => kind === 'comment' && finished)
    .flatMap((comment) => directiveIn(text, comment));
  return directives.flatMap(({ kind, comment, codes }, index) => {
    if (kind === 'enable') {
      return [];
    }
    const written = codes.length === 0 ? [undefined] : codes;
    return written.map((span): Suppression => {
      const code = span === undefined ? '' : text.slice(span.start, span.end);
      const covered =
        kind === 'disable'
          ? { start: comment.end, end: endOf(text, code, directives.slice(index + 1)) }
          : nextLine(document, comment.end);
      return { code, covered, comment, removal: removalOf(text, comment, codes.length > 1 ? span : undefined) };
    });
  });
}

function directiveIn(text: string, { start, end }: Span): readonly Directive[] {
  const [all, head = '', kind = '', list = ''] = directive.exec(text.slice(start + 4, end - 3)) ?? [];
  if (all === undefined) {
    return [];
  }
  const from = start + 4 + head.length;
  const codes = [...list.matchAll(/[^\s,]+/g)].map((match) => ({
    start: from + match.index,
    end: from + match.index + match[0].length,
  }));
  return [{ kind, comment: { start, end }, codes }];
}

/** Where the rule is on again. */
function endOf(text: string, code: string, following: readonly Directive[]): number {
  const enabling = following.find(
    ({ kind, codes }) =>
      kind === 'enable' && (codes.length === 0 || codes.some(({ start, end }) => text.slice(start, end) === code)),
  );
  return enabling?.comment.start ?? text.length + 1;
}

function nextLine({ text, xml }: CscfgDocument, offset: number): Span {
  const line = /\r\n|\r|\n/g;
  line.lastIndex = offset;
  const start = line.exec(text) === null ? text.length : line.lastIndex;
  const end = line.exec(text)?.index ?? text.length;
  const tag = xml.tokens.findLast((token) => token.kind !== 'text' && start <= token.start && token.start <= end);
  return { start, end: Math.max(end, tag?.end ?? 0) + 1 };
}

function removalOf(text: string, comment: Span, code: Span | undefined): TextEdit {
  if (code !== undefined) {
    const separator = /[\s,]*$/.exec(text.slice(comment.start, code.start))?.[0].length ?? 0;
    return { start: code.start - separator, end: code.end, newText: '' };
  }
  const start = lineStart(text, comment.start);
  const rest = /[ \t]*(?:\r\n|\r|\n)?/y;
  rest.lastIndex = comment.end;
  rest.test(text);
  const isAlone = text.slice(start, comment.start).trim() === '' && /[\r\n]$/.test(text.slice(0, rest.lastIndex));
  return isAlone ? { start, end: rest.lastIndex, newText: '' } : { ...comment, newText: '' };
}

/** No comment makes a file readable; an unused suppression is removed rather than suppressed. */
const notSuppressible = ['xml-syntax', 'unused-suppression'];

export function isSuppressedBy({ code, covered }: Suppression, finding: Pick<Finding, 'code' | 'span'>): boolean {
  return (
    !notSuppressible.includes(finding.code) &&
    (code === '' || code === finding.code) &&
    covered.start <= finding.span.start &&
    finding.span.start < covered.end
  );
}

/**
 * The edit that adds a comment for the finding: on the line above its tag, or in the comment that is there. Undefined if
 * no comment can be there, as in text that is not well-formed.
 */
export function disableLineEdit(
  document: CscfgDocument,
  finding: Pick<Finding, 'code' | 'span'>,
): TextEdit | undefined {
  const { text } = document;
  const { code, span } = finding;
  if (notSuppressible.includes(code)) {
    return undefined;
  }
  const beside = suppressionsIn(document).find(
    (one) => one.code !== '' && isSuppressedBy({ ...one, code }, finding) && !isRegion(text, one),
  );
  const added =
    beside === undefined
      ? insertion(document, span.start, `<!-- cscfg-disable-next-line ${code} -->`)
      : besideCode(text, beside, code);
  const after = document.edited([added]);
  const moved = { code, span: { start: span.start + added.newText.length, end: span.end + added.newText.length } };
  return suppressionsIn(after).some((one) => isSuppressedBy(one, moved)) ? added : undefined;
}

function isRegion(text: string, { comment }: Suppression): boolean {
  return !text.slice(comment.start, comment.end).includes('cscfg-disable-next-line');
}

/** After the first code of the comment. */
function besideCode(text: string, { comment, code: first }: Suppression, code: string): TextEdit {
  const at = text.indexOf(first, comment.start + '<!-- cscfg-disable-next-line'.length) + first.length;
  return { start: at, end: at, newText: ` ${code}` };
}

function insertion({ text, xml }: CscfgDocument, offset: number, comment: string): TextEdit {
  const parts = [...xml.tokens, ...xml.markup].filter(({ kind }) => kind !== 'text');
  const within = (at: number): number => parts.find(({ start, end }) => start < at && at < end)?.start ?? at;
  let anchor = within(offset);
  for (let start = lineStart(text, anchor); within(start) !== start; start = lineStart(text, anchor)) {
    anchor = within(start);
  }
  const start = lineStart(text, anchor);
  const lineEnd = /\r\n|\r|\n/.exec(text)?.[0] ?? '\n';
  // Nothing can precede the declaration.
  const declaration = text.slice(start).startsWith('<?xml') ? xml.markup.find((one) => one.start === start) : undefined;
  if (declaration !== undefined) {
    return { start: declaration.end, end: declaration.end, newText: `${lineEnd}${comment}${lineEnd}` };
  }
  return { start, end: start, newText: `${indentAt(text, anchor)}${comment}${lineEnd}` };
}

/** A line of JSON, Bicep or Terraform that is a comment with the directive. */
const lineDirective = /^[ \t]*(?:\/\/|#)[ \t]*cscfg-disable-next-line(?![\w-])([^:\r\n]*)[^\r\n]*(?:\r\n|\r|\n)/gm;

/** Whether a comment `// cscfg-disable-next-line CODE` on the line above covers the finding of a deployment file. */
export function isSuppressedInDeployment(text: string, { code, span }: Pick<Finding, 'code' | 'span'>): boolean {
  if (!text.includes('cscfg-disable-next-line')) {
    return false;
  }
  const line = lineStart(text, span.start);
  return [...text.matchAll(lineDirective)].some((match) => {
    const codes: readonly string[] = match[1]?.match(/[^\s,]+/g) ?? [];
    return match.index + match[0].length === line && (codes.length === 0 || codes.includes(code));
  });
}

/** The edit that adds such a comment. */
export function disableDeploymentLineEdit(text: string, { code, span }: Pick<Finding, 'code' | 'span'>): TextEdit {
  const start = lineStart(text, span.start);
  const lineEnd = /\r\n|\r|\n/.exec(text)?.[0] ?? '\n';
  const newText = `${indentAt(text, span.start)}// cscfg-disable-next-line ${code}${lineEnd}`;
  return { start, end: start, newText };
}
