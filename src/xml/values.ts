import * as l10n from '@vscode/l10n';
import type { Span } from '../text/span';
import { beforeSpace, isSpaceAt, isSpaceCode, nameEnd, skipSpace } from './characters';
import { insertion, proposal } from './problem';
import { referenceProblem } from './references';
import type { Scanner } from './scanner';

/** A value as far as it is written: `end` is behind it, `inner` between its quotes, where it has both or one. */
export interface WrittenValue {
  readonly end: number;
  readonly inner?: Span;
}

/** The attribute whose value is read: its name, and the offset after its `=`. */
interface Owner {
  readonly name: string;
  readonly afterEquals: number;
}

/**
 * The end of the quoted value at `start` if nothing can be wrong with it; -1 otherwise, or where the value is not what
 * is written. Nearly every value is read by this alone.
 */
export function plainValueEnd(text: string, start: number): number {
  const quote = text.charCodeAt(start);
  let at = start + 1;
  for (let code = text.charCodeAt(at); code !== quote; code = text.charCodeAt(++at)) {
    // `<`, `&`, white space that is read as a blank, or the end of the text.
    if (code === 60 || code === 38 || code < 32 || !(code >= 0)) {
      return -1;
    }
  }
  return endsValue(text, at + 1) ? at + 1 : -1;
}

/** Whether a value can end before `at`: white space, `/`, `>` or `?` follows, or the end of the text. */
function endsValue(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code === 32 || code === 62 || code === 47 || code === 63 || isSpaceCode(code) || at >= text.length;
}

/** Reads the value after an attribute's `=`, whatever is wrong with it. */
export function scanValue(scanner: Scanner, owner: Owner): WrittenValue {
  const { text } = scanner;
  const start = skipSpace(text, owner.afterEquals);
  const quote = text[start];
  return quote === '"' || quote === "'"
    ? (scanDoubled(scanner, owner, start, quote) ?? scanQuoted(scanner, owner, start, quote))
    : scanUnquoted(scanner, owner, start);
}

/** What a value must not hold: `<`, and `&` that starts no reference. */
export function scanContent(scanner: Scanner, start: number, end: number): void {
  const { text } = scanner;
  const notable = /[<&]/g;
  notable.lastIndex = start;
  while (!scanner.isFull && notable.test(text) && notable.lastIndex <= end) {
    const at = notable.lastIndex - 1;
    if (text[at] === '&') {
      scanner.report(referenceProblem(text, at, scanner.entities));
      continue;
    }
    const span = { start: at, end: at + 1 };
    scanner.report({
      span,
      message: l10n.t('"<" is not allowed in a value. Write &lt; instead.'),
      edits: [proposal(l10n.t('Write &lt;'), { ...span, newText: '&lt;' })],
    });
  }
}

/** `name=""value"`. */
function scanDoubled(scanner: Scanner, { name }: Owner, start: number, quote: string): WrittenValue | undefined {
  const { text } = scanner;
  const value = quote === '"' ? /""[^\s"'<>=/][^"<>\r\n]*"(?=[\s/>?])/y : /''[^\s"'<>=/][^'<>\r\n]*'(?=[\s/>?])/y;
  value.lastIndex = start;
  if (!value.test(text)) {
    return undefined;
  }
  const span = { start: start + 1, end: start + 2 };
  scanner.report({
    span,
    message: l10n.t('There is one {0} too many before the value of {1}. Remove it.', quote, name),
    edits: [proposal(l10n.t('Remove {0}', quote), { ...span, newText: '' })],
  });
  const end = value.lastIndex;
  scanContent(scanner, start + 2, end - 1);
  return { end, inner: { start: start + 2, end: end - 1 } };
}

function scanQuoted(scanner: Scanner, owner: Owner, start: number, quote: string): WrittenValue {
  const { text } = scanner;
  const found = scanner.find(quote, start + 1);
  const closing = found === -1 ? text.length : found;
  if (found === -1 || quoteIsMissing(text, start, closing)) {
    const likely = likelyEnd(text, start + 1);
    if (found === -1 || likely < closing) {
      return unclosed(scanner, owner, { start, end: likely }, quote);
    }
  }
  scanContent(scanner, start + 1, closing);
  return { end: closing + 1, inner: { start: start + 1, end: closing } };
}

function unclosed(scanner: Scanner, { name }: Owner, { start, end }: Span, quote: string): WrittenValue {
  // Another quote at its end was meant to close it.
  const other = /["'“”„‟‘’‚‛]/.test(scanner.text.charAt(end - 1)) && end > start + 2 ? end - 1 : end;
  scanner.report({
    span: { start, end },
    message: l10n.t('The value of {0} is not closed: {1} is missing.', name, quote),
    edits: [proposal(l10n.t('Insert {0}', quote), { start: other, end, newText: quote })],
    unfinished: true,
  });
  scanContent(scanner, start + 1, end);
  return { end, inner: { start: start + 1, end: other } };
}

/** The quote found further on opens another value: a tag was begun in between, or what follows is no end of a value. */
function quoteIsMissing(text: string, start: number, closing: number): boolean {
  const value = text.slice(start + 1, closing);
  if (!endsValue(text, closing + 1)) {
    return /[<>=\r\n]/.test(value);
  }
  const tagWithin = value.includes('<') ? /<[/!?A-Za-z_:]/.exec(value) : null;
  const before = tagWithin === null ? '' : value.slice(0, tagWithin.index);
  // Markup that somebody meant as the value, such as <b>…</b>, is not ended by an equals sign.
  return /[\r\n]/.test(before) || (before.includes('>') && /=\s*$/.test(value));
}

/** Where a value without its closing quote most likely ends: before the tag's end, the next attribute or the line's end. */
function likelyEnd(text: string, start: number): number {
  const likely = /\/?>|[<\r\n]|\s[^\s=<>"']+\s*=\s*["']/g;
  likely.lastIndex = start;
  const end = likely.exec(text)?.index ?? text.length;
  return beforeSpace(text, end, start);
}

/** Quotes as word processors and web pages set them, or one of them and a straight one. */
const curly = /[“”„‟‘’‚‛″′]([^“”„‟‘’‚‛″′"'<>\r\n]*)[“”„‟‘’‚‛″′"']/y;

/** Reads what is at `start` in place of a quoted value. */
function scanUnquoted(scanner: Scanner, owner: Owner, start: number): WrittenValue {
  return isNextAttribute(scanner.text, owner.afterEquals, start)
    ? nothing(scanner, owner)
    : (strayMark(scanner, start) ??
        curlyQuotes(scanner, owner, start) ??
        openingQuoteMissing(scanner, owner, start) ??
        word(scanner, owner, start) ??
        nothing(scanner, owner));
}

/** `name=="value"`, or another character too much. */
function strayMark(scanner: Scanner, start: number): WrittenValue | undefined {
  const { text } = scanner;
  const value = /([^\s\w<>"'&]{1,2}|[^\S \t\r\n]+)(?:"[^"<>\r\n]*"|'[^'<>\r\n]*')(?=[\s/>?])/y;
  value.lastIndex = start;
  const mark = value.exec(text)?.[1];
  if (mark === undefined) {
    return undefined;
  }
  const span = { start, end: start + mark.length };
  scanner.report({
    span,
    message: l10n.t('Nothing may stand between "=" and the value. Remove {0}', mark),
    edits: [proposal(l10n.t('Remove {0}', mark), { ...span, newText: '' })],
  });
  const inner = { start: span.end + 1, end: value.lastIndex - 1 };
  scanContent(scanner, inner.start, inner.end);
  return { end: value.lastIndex, inner };
}

function curlyQuotes(scanner: Scanner, { name }: Owner, start: number): WrittenValue | undefined {
  curly.lastIndex = start;
  const value = curly.exec(scanner.text)?.[1];
  if (value === undefined) {
    return undefined;
  }
  const end = curly.lastIndex;
  scanner.report({
    span: { start, end },
    message: l10n.t('The value of {0} is in typographic quotes. Write {0}="{1}".', name, value),
    edits: [
      proposal(
        l10n.t('Write {0}="{1}"', name, value),
        { start, end: start + 1, newText: '"' },
        { start: end - 1, end, newText: '"' },
      ),
    ],
  });
  scanContent(scanner, start + 1, end - 1);
  return { end };
}

/** `name=value"` */
function openingQuoteMissing(scanner: Scanner, { name }: Owner, start: number): WrittenValue | undefined {
  const { text } = scanner;
  const value = /([^"'<>=\r\n]+)(["'])(?=[\s/>]|$)/y;
  value.lastIndex = start;
  const [, written = '', quote = ''] = value.exec(text) ?? [];
  if (quote === '') {
    return undefined;
  }
  const end = start + written.length;
  scanner.report({
    span: { start, end },
    message: l10n.t('The value of {0} is not opened: {1} is missing.', name, quote),
    edits: [proposal(l10n.t('Insert {0}', quote), insertion(start, quote))],
  });
  scanContent(scanner, start, end);
  return { end: end + 1 };
}

/** `name=value` */
function word(scanner: Scanner, { name }: Owner, start: number): WrittenValue | undefined {
  const { text } = scanner;
  const letters = /(?:[^\s<>"'/]|\/(?!>))+/y;
  letters.lastIndex = start;
  const value = letters.exec(text)?.[0];
  if (value === undefined) {
    return undefined;
  }
  const end = start + value.length;
  scanner.report({
    span: { start, end },
    message: l10n.t('The value of {0} is not in quotes. Write {0}="{1}".', name, value),
    edits: [proposal(l10n.t('Write {0}="{1}"', name, value), insertion(start, '"'), insertion(end, '"'))],
  });
  scanContent(scanner, start, end);
  return { end };
}

/** `name= name="value"`, or without the blank. */
function isNextAttribute(text: string, afterEquals: number, start: number): boolean {
  const end = nameEnd(text, start);
  const equals = skipSpace(text, end);
  const next = text[skipSpace(text, equals + 1)];
  return end > start && text[equals] === '=' && (start > afterEquals || next === '"' || next === "'");
}

function nothing(scanner: Scanner, { name, afterEquals }: Owner): WrittenValue {
  const next = scanner.text[afterEquals];
  const isApart = isSpaceAt(scanner.text, afterEquals) || ['>', '/', '<', undefined].includes(next);
  scanner.report({
    span: { start: afterEquals - 1, end: afterEquals },
    message: l10n.t('The attribute {0} has no value. Write {0}="…".', name),
    edits: [proposal(l10n.t('Write {0}=""', name), insertion(afterEquals, isApart ? '""' : '"" '))],
    unfinished: true,
  });
  return { end: afterEquals };
}
