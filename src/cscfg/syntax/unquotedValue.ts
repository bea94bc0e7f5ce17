import { message } from '../text/message';
import { isAttributeAt } from './attributeScanner';
import { isSpace, nameAt, skipSpace } from './characters';
import type { Scanner } from './scanner';
import { insertion, proposal } from './syntaxProblem';
import { scanContent } from './valueScanner';

/** Quotes as word processors and web pages set them, or one of them and a straight one. */
const curly = /[“”„‟‘’‚‛″′]([^“”„‟‘’‚‛″′"'<>\r\n]*)[“”„‟‘’‚‛″′"']/y;

/** Reads what follows the `=` of an attribute where no straight quote does; gives the offset after it. */
export function scanUnquoted(scanner: Scanner, name: string, afterEquals: number): number {
  const { text } = scanner;
  const start = skipSpace(text, afterEquals);
  if (isNextAttribute(text, afterEquals, start)) {
    return nothing(scanner, name, afterEquals);
  }
  return (
    strayMark(scanner, start) ??
    curlyQuotes(scanner, name, start) ??
    openingQuoteMissing(scanner, name, start) ??
    word(scanner, name, start) ??
    nothing(scanner, name, afterEquals)
  );
}

/** `name=="value"`, or another mark too much. */
function strayMark(scanner: Scanner, start: number): number | undefined {
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
    message: message('Nothing may stand between "=" and the value. Remove {0}', mark),
    edits: [proposal(message('Remove {0}', mark), { ...span, newText: '' })],
  });
  scanContent(scanner, span.end + 1, value.lastIndex - 1);
  return value.lastIndex;
}

function curlyQuotes(scanner: Scanner, name: string, start: number): number | undefined {
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

/** `name=value"` */
function openingQuoteMissing(scanner: Scanner, name: string, start: number): number | undefined {
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
    message: message('The value of {0} is not opened: {1} is missing.', name, quote),
    edits: [proposal(message('Insert {0}', quote), insertion(start, quote))],
  });
  scanContent(scanner, start, end);
  return value.lastIndex;
}

/** `name=value` */
function word(scanner: Scanner, name: string, start: number): number | undefined {
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
    message: message('The value of {0} is not in quotes. Write {0}="{1}".', name, value),
    edits: [proposal(message('Write {0}="{1}"', name, value), insertion(start, '"'), insertion(end, '"'))],
  });
  scanContent(scanner, start, end);
  return end;
}

/** `name= name="value"`, or without the blank. */
function isNextAttribute(text: string, afterEquals: number, start: number): boolean {
  const equals = skipSpace(text, start + nameAt(text, start).length);
  const quoted = ['"', "'"].includes(text.charAt(skipSpace(text, equals + 1)));
  return isAttributeAt(text, start) && (start > afterEquals || quoted);
}

function nothing(scanner: Scanner, name: string, afterEquals: number): number {
  const next = scanner.text[afterEquals];
  const isApart = isSpace(next) || ['>', '/', '<', undefined].includes(next);
  scanner.report({
    span: { start: afterEquals - 1, end: afterEquals },
    message: message('The attribute {0} has no value. Write {0}="…".', name),
    edits: [proposal(message('Write {0}=""', name), insertion(afterEquals, isApart ? '""' : '"" '))],
    unfinished: true,
  });
  return afterEquals;
}
