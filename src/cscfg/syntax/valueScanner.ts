import { message } from '../text/message';
import type { Span } from '../text/span';
import { beforeSpace, isSpace, skipSpace } from './characters';
import { referenceProblem } from './referenceProblem';
import type { Scanner } from './scanner';
import { proposal } from './syntaxProblem';
import { scanUnquoted } from './unquotedValue';

/** Reads the `=` after an attribute's name, and its value; gives the offset after it. */
export function scanValue(scanner: Scanner, name: string, nameSpan: Span): number {
  const { text } = scanner;
  const afterEquals = skipSpace(text, nameSpan.end) + 1;
  const start = skipSpace(text, afterEquals);
  const quote = text[start];
  return quote === '"' || quote === "'"
    ? (scanDoubled(scanner, name, start, quote) ?? scanQuoted(scanner, name, start, quote))
    : scanUnquoted(scanner, name, afterEquals);
}

/** What a value must not hold: `<`, and `&` that starts no reference. */
export function scanContent(scanner: Scanner, start: number, end: number): void {
  const { text } = scanner;
  for (const { 0: found, index } of text.slice(start, end).matchAll(/[<&]/g)) {
    const at = start + index;
    if (found === '&') {
      scanner.report(referenceProblem(text, at, scanner.entities));
      continue;
    }
    const span = { start: at, end: at + 1 };
    scanner.report({
      span,
      message: message('"<" is not allowed in a value. Write &lt; instead.'),
      edits: [proposal(message('Write &lt;'), { ...span, newText: '&lt;' })],
    });
  }
}

/** `name=""value"`. */
function scanDoubled(scanner: Scanner, name: string, start: number, quote: string): number | undefined {
  const { text } = scanner;
  const value = quote === '"' ? /""[^\s"'<>=/][^"<>\r\n]*"(?=[\s/>?])/y : /''[^\s"'<>=/][^'<>\r\n]*'(?=[\s/>?])/y;
  value.lastIndex = start;
  if (!value.test(text)) {
    return undefined;
  }
  const span = { start: start + 1, end: start + 2 };
  scanner.report({
    span,
    message: message('There is one {0} too many before the value of {1}. Remove it.', quote, name),
    edits: [proposal(message('Remove {0}', quote), { ...span, newText: '' })],
  });
  scanContent(scanner, start + 2, value.lastIndex - 1);
  return value.lastIndex;
}

function scanQuoted(scanner: Scanner, name: string, start: number, quote: string): number {
  const { text } = scanner;
  const found = text.indexOf(quote, start + 1);
  const closing = found === -1 ? text.length : found;
  if (found === -1 || quoteIsMissing(text, start, closing)) {
    const likely = likelyEnd(text, start + 1);
    if (found === -1 || likely < closing) {
      return unclosed(scanner, name, { start, end: likely }, quote);
    }
  }
  scanContent(scanner, start + 1, closing);
  return closing + 1;
}

function unclosed(scanner: Scanner, name: string, { start, end }: Span, quote: string): number {
  // Another quote at its end was meant to close it.
  const other = /["'“”„‟‘’‚‛]/.test(scanner.text.charAt(end - 1)) && end > start + 2 ? end - 1 : end;
  scanner.report({
    span: { start, end },
    message: message('The value of {0} is not closed: {1} is missing.', name, quote),
    edits: [proposal(message('Insert {0}', quote), { start: other, end, newText: quote })],
    unfinished: true,
  });
  scanContent(scanner, start + 1, end);
  return end;
}

/** The quote found further on opens another value: a tag was begun in between, or what follows is no end of a value. */
function quoteIsMissing(text: string, start: number, closing: number): boolean {
  const after = text[closing + 1];
  const oddEnd = after !== undefined && !isSpace(after) && !['/', '>', '?'].includes(after);
  const lessThan = text.indexOf('<', start);
  if (!oddEnd && (lessThan === -1 || lessThan > closing)) {
    return false;
  }
  const value = text.slice(start + 1, closing);
  const tagWithin = /<[/!?A-Za-z_:]/.exec(value);
  return oddEnd ? /[<>=\r\n]/.test(value) : tagWithin !== null && /[\r\n>]/.test(value.slice(0, tagWithin.index));
}

/** Where a value without its closing quote most likely ends: before the tag's end, the next attribute or the line's end. */
function likelyEnd(text: string, start: number): number {
  const likely = /\/?>|[<\r\n]|\s[^\s=<>"']+\s*=\s*["']/g;
  likely.lastIndex = start;
  const end = likely.exec(text)?.index ?? text.length;
  return beforeSpace(text, end, start);
}
