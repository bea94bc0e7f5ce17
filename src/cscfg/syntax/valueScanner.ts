import { message } from '../text/message';
import type { Span } from '../text/span';
import { isAttributeAt } from './attributeScanner';
import { isSpace, skipSpace } from './characters';
import { referenceProblem } from './referenceProblem';
import type { Scanner } from './scanner';
import { insertion, proposal } from './syntaxProblem';

/** Reads the `=` after an attribute's name, and its value; gives the offset after it. */
export function scanValue(scanner: Scanner, name: string, nameSpan: Span): number {
  const { text } = scanner;
  const afterEquals = skipSpace(text, nameSpan.end) + 1;
  const start = skipSpace(text, afterEquals);
  const quote = text[start];
  return quote === '"' || quote === "'"
    ? scanQuoted(scanner, name, start, quote)
    : (scanCurly(scanner, name, start) ?? scanUnquoted(scanner, name, afterEquals, start));
}

/** What a value must not hold: `<`, and `&` that starts no reference. */
export function scanContent(scanner: Scanner, start: number, end: number): void {
  const { text } = scanner;
  const notable = /[<&]/g;
  notable.lastIndex = start;
  for (let match = notable.exec(text); match !== null && match.index < end; match = notable.exec(text)) {
    if (match[0] === '&') {
      scanner.report(referenceProblem(text, match.index, scanner.entities));
      continue;
    }
    const span = { start: match.index, end: match.index + 1 };
    scanner.report({
      span,
      message: message('"<" is not allowed in a value. Write &lt; instead.'),
      edits: [proposal(message('Write &lt;'), { ...span, newText: '&lt;' })],
    });
  }
}

function scanQuoted(scanner: Scanner, name: string, start: number, quote: string): number {
  const { text } = scanner;
  const found = text.indexOf(quote, start + 1);
  const closing = found === -1 ? text.length : found;
  const likely = likelyEnd(text, start + 1);
  if (found === -1 || (likely < closing && quoteIsMissing(text, start, closing))) {
    scanner.report({
      span: { start, end: likely },
      message: message('The value of {0} is not closed: {1} is missing.', name, quote),
      edits: [proposal(message('Insert {0}', quote), insertion(likely, quote))],
    });
    scanContent(scanner, start + 1, likely);
    return likely;
  }
  scanContent(scanner, start + 1, closing);
  return closing + 1;
}

/** The quote found further on opens another value: a tag was begun in between, or what follows is no end of a value. */
function quoteIsMissing(text: string, start: number, closing: number): boolean {
  const value = text.slice(start + 1, closing);
  const after = text[closing + 1];
  const tagWithin = /<[/!?A-Za-z_:]/.exec(value);
  const oddEnd = after !== undefined && !isSpace(after) && !['/', '>', '?'].includes(after);
  return oddEnd ? /[<>=\r\n]/.test(value) : tagWithin !== null && /[\r\n>]/.test(value.slice(0, tagWithin.index));
}

/** Where a value without its closing quote most likely ends: before the tag's end, the next attribute or the line's end. */
function likelyEnd(text: string, start: number): number {
  const end = /\s*(?:\/?>|<|[\r\n]|\s[^\s=<>"']+\s*=\s*["']|$)/g;
  end.lastIndex = start;
  return end.exec(text)?.index ?? text.length;
}

/** Quotes as word processors and web pages set them. */
function scanCurly(scanner: Scanner, name: string, start: number): number | undefined {
  const curly = /[“”„‟]([^“”„‟"<>\r\n]*)[“”„‟]/y;
  curly.lastIndex = start;
  const value = curly.exec(scanner.text)?.[1];
  if (value === undefined) {
    return undefined;
  }
  const end = curly.lastIndex;
  scanner.report({
    span: { start, end },
    message: message('The value of {0} is in typographic quotes. Write {0}="{1}".', name, value),
    edits: [
      proposal(
        message('Write {0}="{1}"', name, value),
        { start, end: start + 1, newText: '"' },
        { start: end - 1, end, newText: '"' },
      ),
    ],
  });
  scanContent(scanner, start + 1, end - 1);
  return end;
}

function scanUnquoted(scanner: Scanner, name: string, afterEquals: number, start: number): number {
  const { text } = scanner;
  const value = unquotedValue(text, afterEquals, start);
  if (value === '') {
    const spaced = isSpace(text[afterEquals]) || ['>', '/', '<', undefined].includes(text[afterEquals]);
    scanner.report({
      span: { start: afterEquals - 1, end: afterEquals },
      message: message('The attribute {0} has no value. Write {0}="…".', name),
      edits: [proposal(message('Write {0}=""', name), insertion(afterEquals, spaced ? '""' : '"" '))],
    });
    return afterEquals;
  }
  const end = start + value.length;
  const closing = /["'](?=[\s/>]|$)/y;
  closing.lastIndex = end;
  const quote = closing.exec(text)?.[0];
  scanner.report({
    span: { start, end },
    message: message('The value of {0} is not in quotes. Write {0}="{1}".', name, value),
    edits: [
      quote === undefined
        ? proposal(message('Write {0}="{1}"', name, value), insertion(start, '"'), insertion(end, '"'))
        : proposal(message('Insert {0}', quote), insertion(start, quote)),
    ],
  });
  scanContent(scanner, start, end);
  return quote === undefined ? end : end + 1;
}

/** The word after the `=`; '' where that is already the next attribute. */
function unquotedValue(text: string, afterEquals: number, start: number): string {
  if (start > afterEquals && isAttributeAt(text, start)) {
    return '';
  }
  const word = /(?:[^\s<>"'/]|\/(?!>))+/y;
  word.lastIndex = start;
  return word.exec(text)?.[0] ?? '';
}
