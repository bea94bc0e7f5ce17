import { message } from '../text/message';
import type { Span } from '../text/span';
import { isSpace, nameAt, skipSpace } from './characters';
import { referenceProblem } from './referenceProblem';
import type { Scanner } from './scanner';

/** Reads the attribute whose name starts at `start`; gives the offset after it. `seen`: the tag's names so far. */
export function scanAttribute(scanner: Scanner, start: number, seen: Set<string>, spaced: boolean): number {
  const { text } = scanner;
  const name = nameAt(text, start);
  const nameSpan = { start, end: start + name.length };
  const before = scanner.problems.length;
  const end = scanValue(scanner, name, nameSpan);
  if (!spaced) {
    scanner.problems.push({
      span: nameSpan,
      message: message('White space is missing before the attribute {0}.', name),
      edits: [{ title: message('Insert a space'), edits: [{ start, end: start, newText: ' ' }] }],
    });
  }
  if (seen.has(name)) {
    // One mistake, one problem: what else is wrong with it goes when it goes.
    scanner.problems.length = before;
    const from = text.slice(0, start).trimEnd().length;
    scanner.problems.push({
      span: nameSpan,
      message: message('The attribute {0} is given twice. Remove one of them.', name),
      edits: [{ title: message('Remove the second {0}', name), edits: [{ start: from, end, newText: '' }] }],
    });
  }
  seen.add(name);
  return end;
}

function scanValue(scanner: Scanner, name: string, nameSpan: Span): number {
  const { text } = scanner;
  const equals = skipSpace(text, nameSpan.end);
  if (text[equals] !== '=') {
    scanner.problems.push({
      span: nameSpan,
      message: message('The attribute {0} has no value. Write {0}="…".', name),
      edits: [
        { title: message('Write {0}=""', name), edits: [{ start: nameSpan.end, end: nameSpan.end, newText: '=""' }] },
      ],
    });
    return nameSpan.end;
  }
  const start = skipSpace(text, equals + 1);
  const quote = text[start];
  return quote === '"' || quote === "'"
    ? scanQuoted(scanner, name, start, quote)
    : scanUnquoted(scanner, name, equals + 1, start);
}

function scanQuoted(scanner: Scanner, name: string, start: number, quote: string): number {
  const { text } = scanner;
  const closing = text.indexOf(quote, start + 1);
  if (closing === -1 || quoteIsMissing(text, start, closing)) {
    const end = likelyEnd(text, start + 1);
    scanner.problems.push({
      span: { start, end },
      message: message('The value of {0} is not closed: {1} is missing.', name, quote),
      edits: [{ title: message('Insert {0}', quote), edits: [{ start: end, end, newText: quote }] }],
    });
    scanContent(scanner, start + 1, end);
    return end;
  }
  scanContent(scanner, start + 1, closing);
  return closing + 1;
}

/** The quote found further on opens another value: a tag was begun in between, and what follows is no end of a value. */
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

function scanUnquoted(scanner: Scanner, name: string, afterEquals: number, start: number): number {
  const { text } = scanner;
  const word = /(?:[^\s<>"'/]|\/(?!>))+/y;
  word.lastIndex = start;
  const value = word.exec(text)?.[0] ?? '';
  const span = value === '' ? { start: afterEquals, end: afterEquals } : { start, end: start + value.length };
  scanner.problems.push({
    span: value === '' ? { start: afterEquals - 1, end: afterEquals } : span,
    message:
      value === ''
        ? message('The attribute {0} has no value. Write {0}="…".', name)
        : message('The value of {0} is not in quotes. Write {0}="{1}".', name, value),
    edits: [
      {
        title: message('Write {0}="{1}"', name, value),
        edits: [{ ...span, newText: `"${value}"` }],
      },
    ],
  });
  return span.end;
}

function scanContent(scanner: Scanner, start: number, end: number): void {
  const { text } = scanner;
  for (let at = start; at < end; at++) {
    if (text[at] === '<') {
      const span = { start: at, end: at + 1 };
      scanner.problems.push({
        span,
        message: message('"<" is not allowed in a value. Write &lt; instead.'),
        edits: [{ title: message('Write &lt;'), edits: [{ ...span, newText: '&lt;' }] }],
      });
    } else if (text[at] === '&') {
      scanner.report(referenceProblem(text, at, scanner.entities));
    }
  }
}
