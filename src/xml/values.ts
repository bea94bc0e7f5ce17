import * as l10n from '@vscode/l10n';
import type { ProposedEdit, Span } from '../text/span';
import { beforeSpace, cleanName, isSpaceAt, isSpaceCode, matchAt, nameEnd, skipSpace } from './characters';
import { reportContent } from './content';
import { fix, insert, insertion, remove } from './problem';
import type { Scanner } from './scanner';

/** `end`: after the value. The span is between its quotes, undefined if one of them is missing. */
export interface WrittenValue {
  readonly end: number;
  readonly inner?: Span;
}

/** The end of a quoted value that needs no decoding, as nearly all; -1 for others. */
export function plainValueEnd(text: string, start: number): number {
  const quote = text.charCodeAt(start);
  let at = start + 1;
  for (let code = text.charCodeAt(at); code !== quote; code = text.charCodeAt(++at)) {
    if (code === 60 || code === 38 || code < 32 || !(code >= 0)) {
      return -1;
    }
  }
  return canEndValue(text, at + 1) ? at + 1 : -1;
}

/** Whether white space, `/`, `>`, `?` or the end of the text is at `at`. */
function canEndValue(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return isSpaceCode(code) || code === 62 || code === 47 || code === 63 || at >= text.length;
}

export function scanValue(scanner: Scanner, name: string, afterEquals: number): WrittenValue {
  const { text } = scanner;
  const start = skipSpace(text, afterEquals);
  const quote = text.charAt(start);
  if (quote === '"' || quote === "'") {
    return scanDoubled(scanner, name, start) ?? scanQuoted(scanner, name, start, quote);
  }
  const value = isNextAttribute(text, afterEquals, start)
    ? undefined
    : (scanAfterMark(scanner, start) ??
      scanCurly(scanner, name, start) ??
      scanUnopened(scanner, name, start) ??
      scanWord(scanner, name, start));
  if (value === undefined) {
    const isApart = isSpaceAt(text, afterEquals) || ['>', '/', '<', ''].includes(text.charAt(afterEquals));
    const write = fix(l10n.t('Write {0}=""', name), insertion(afterEquals, isApart ? '""' : '"" '));
    reportNoValue(scanner, { start: afterEquals - 1, end: afterEquals }, name, [write]);
  }
  return value ?? { end: afterEquals };
}

export function reportNoValue(scanner: Scanner, span: Span, name: string, edits: readonly ProposedEdit[]): void {
  scanner.report(span, l10n.t('The attribute {0} has no value. Write {0}="…".', name), edits, 'unfinished');
}

/** `name=""value"` */
function scanDoubled(scanner: Scanner, name: string, start: number): WrittenValue | undefined {
  const doubled = /(["'])\1[^\s"'<>=/](?:(?!\1)[^<>\r\n])*\1(?=[\s/>?])/y;
  const [whole, quote = ''] = matchAt(doubled, scanner.text, start) ?? [];
  if (whole === undefined) {
    return undefined;
  }
  const second = { start: start + 1, end: start + 2 };
  const text = l10n.t('Extra {0} before the value of {1}. Remove it.', quote, name);
  scanner.report(second, text, [remove(second, quote)]);
  return withContent(scanner, start + whole.length, { start: start + 2, end: start + whole.length - 1 });
}

function withContent(scanner: Scanner, end: number, inner: Span): WrittenValue {
  reportContent(scanner, inner, 'value');
  return { end, inner };
}

function scanQuoted(scanner: Scanner, name: string, start: number, quote: string): WrittenValue {
  const { text } = scanner;
  const closing = scanner.find(quote, start + 1);
  const end = closing === -1 || isQuoteMissing(text, start, closing) ? likelyEnd(text, start + 1) : closing;
  if (closing !== -1 && closing <= end) {
    return withContent(scanner, closing + 1, { start: start + 1, end: closing });
  }
  // A different quote at its end was meant to close it.
  const isMisquoted = /["'“”„‟‘’‚‛]/.test(text.charAt(end - 1)) && end > start + 2;
  const innerEnd = isMisquoted ? end - 1 : end;
  const what = l10n.t('The value of {0} has no closing quote: {1} is missing.', name, quote);
  const close = fix(l10n.t('Insert {0}', quote), { start: innerEnd, end, newText: quote });
  scanner.report({ start, end }, what, [close], 'unfinished');
  reportContent(scanner, { start: start + 1, end }, 'value');
  return { end, inner: { start: start + 1, end: innerEnd } };
}

/** Whether the quote at `closing` opens another value: a tag begins before it, or no value can end there. */
function isQuoteMissing(text: string, start: number, closing: number): boolean {
  const value = text.slice(start + 1, closing);
  if (!canEndValue(text, closing + 1)) {
    return /[<>=\r\n]/.test(value);
  }
  const before = value.slice(0, Math.max(value.search(/<[/!?A-Za-z_:]/), 0));
  // Markup meant as the value, such as <b>…</b>, does not end with an equals sign.
  return /[\r\n]/.test(before) || (before.includes('>') && /=\s*$/.test(value));
}

/** Before the end of the tag, the next attribute or the line end. */
function likelyEnd(text: string, start: number): number {
  const likely = /\/?>|[<\r\n]|\s[^\s=<>"']+\s*=\s*["']/g;
  likely.lastIndex = start;
  return beforeSpace(text, likely.exec(text)?.index, start);
}

/** `name= name="value"`, with or without the space. */
function isNextAttribute(text: string, afterEquals: number, start: number): boolean {
  const end = nameEnd(text, start);
  const equals = skipSpace(text, end);
  return (
    end > start &&
    text[equals] === '=' &&
    (start > afterEquals || /["']/.test(text.charAt(skipSpace(text, equals + 1))))
  );
}

/** `name=="value"`, or one or two other characters before the quote. */
function scanAfterMark(scanner: Scanner, start: number): WrittenValue | undefined {
  const marked = /([^\s\w<>"'&]{1,2}|[^\S \t\r\n]+)(?:"[^"<>\r\n]*"|'[^'<>\r\n]*')(?=[\s/>?])/y;
  const [whole, mark = ''] = matchAt(marked, scanner.text, start) ?? [];
  if (whole === undefined) {
    return undefined;
  }
  const span = { start, end: start + mark.length };
  const text = l10n.t('"=" must be followed by the quoted value. Remove {0}', mark);
  scanner.report(span, text, [remove(span, mark)]);
  return withContent(scanner, start + whole.length, { start: span.end + 1, end: start + whole.length - 1 });
}

/** Quotes of word processors and web pages, or one of them and a straight one. */
function scanCurly(scanner: Scanner, name: string, start: number): WrittenValue | undefined {
  const curly = /[“”„‟‘’‚‛″′]([^“”„‟‘’‚‛″′"'<>\r\n]*)[“”„‟‘’‚‛″′"']/y;
  const [, value] = matchAt(curly, scanner.text, start) ?? [];
  if (value === undefined) {
    return undefined;
  }
  const end = curly.lastIndex;
  const text = l10n.t('The value of {0} is in typographic quotes. Write {0}="{1}".', name, value);
  const quotes = [start, end - 1].map((at) => ({ start: at, end: at + 1, newText: '"' }));
  scanner.report({ start, end }, text, [fix(l10n.t('Write {0}="{1}"', name, value), ...quotes)]);
  reportContent(scanner, { start: start + 1, end: end - 1 }, 'value');
  return { end };
}

/** `name=value"` */
function scanUnopened(scanner: Scanner, name: string, start: number): WrittenValue | undefined {
  const unopened = /([^"'<>=\r\n]+)(["'])(?=[\s/>]|$)/y;
  const [, value = '', quote] = matchAt(unopened, scanner.text, start) ?? [];
  if (quote === undefined) {
    return undefined;
  }
  const span = { start, end: start + value.length };
  const text = l10n.t('The value of {0} has no opening quote: {1} is missing.', name, quote);
  scanner.report(span, text, [insert(start, quote)]);
  reportContent(scanner, span, 'value');
  return { end: span.end + 1 };
}

/** `name=value` */
function scanWord(scanner: Scanner, name: string, start: number): WrittenValue | undefined {
  const [value] = matchAt(/(?:[^\s<>"'/]|\/(?!>))+/y, scanner.text, start) ?? [];
  if (value === undefined) {
    return undefined;
  }
  const span = { start, end: start + value.length };
  const shown = cleanName(value);
  const text = l10n.t('The value of {0} is not in quotes. Write {0}="{1}".', name, shown);
  const quotes = [insertion(start, '"'), insertion(span.end, '"')];
  scanner.report(span, text, [fix(l10n.t('Write {0}="{1}"', name, shown), ...quotes)]);
  reportContent(scanner, span, 'value');
  return { end: span.end };
}
