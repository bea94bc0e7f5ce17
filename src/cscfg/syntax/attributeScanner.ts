import { message } from '../text/message';
import { nameAt, skipSpace } from './characters';
import type { Scanner } from './scanner';
import { insertion, proposal } from './syntaxProblem';
import { scanContent, scanValue } from './valueScanner';

/** What can follow an attribute that stands where it should: blank, the tag's end, or what is worse. */
const goodEnd = /[ \t\r\n<>]|\/>|$/y;

/** Where a tag is in order again: before its end, another tag, or an attribute. */
const orderly = /\s*(?:\/?>|<|$)|\s+(?=[^\s=<>"'/]+\s*=\s*["'])/g;

/** Whether a name and an equals sign stand at `at`. */
export function isAttributeAt(text: string, at: number): boolean {
  const name = nameAt(text, at);
  return name !== '' && text[skipSpace(text, at + name.length)] === '=';
}

/**
 * Reads the next attribute of a tag, or what stands in its place; gives the offset after it. `after`: the end of what
 * comes before it, white space not included. `seen`: the tag's attribute names so far.
 */
export function scanAttribute(scanner: Scanner, after: number, seen: Set<string>): number {
  const { text } = scanner;
  const start = skipSpace(text, after);
  const name = nameAt(text, start);
  const nameSpan = { start, end: start + name.length };
  if (isAttributeAt(text, start)) {
    const before = scanner.problems.length;
    const end = scanValue(scanner, name, nameSpan);
    if (start === after) {
      scanner.report({
        span: nameSpan,
        message: message('White space is missing before the attribute {0}.', name),
        edits: [proposal(message('Insert a space'), insertion(start, ' '))],
      });
    }
    if (seen.has(name)) {
      // One mistake, one problem: what else is wrong with it goes when it goes.
      scanner.problems.length = before;
      repeated(scanner, name, nameSpan, { start: after, end });
    }
    seen.add(name);
    return end;
  }
  return equalsMissing(scanner, name, nameSpan) ?? valueMissing(scanner, name, after) ?? disorder(scanner, after);
}

function repeated(
  scanner: Scanner,
  name: string,
  nameSpan: { readonly start: number; readonly end: number },
  whole: { readonly start: number; readonly end: number },
): void {
  scanner.report({
    span: nameSpan,
    message: message('The attribute {0} is given twice. Remove one of them.', name),
    edits: [proposal(message('Remove the second {0}', name), { ...whole, newText: '' })],
  });
}

/** `name"value"`. */
function equalsMissing(
  scanner: Scanner,
  name: string,
  nameSpan: { readonly start: number; readonly end: number },
): number | undefined {
  const { text } = scanner;
  const value = /[ \t]*("[^"<>\r\n]*"|'[^'<>\r\n]*')/y;
  value.lastIndex = nameSpan.end;
  const [found, quoted = ''] = (name === '' ? null : value.exec(text)) ?? [];
  if (found === undefined || !isGoodEnd(text, value.lastIndex)) {
    return undefined;
  }
  scanner.report({
    span: nameSpan,
    message: message('"=" is missing between {0} and its value.', name),
    edits: [proposal(message('Insert "="'), insertion(nameSpan.end, '='))],
  });
  scanContent(scanner, value.lastIndex - quoted.length + 1, value.lastIndex - 1);
  return value.lastIndex;
}

/** A name alone, as HTML allows. */
function valueMissing(scanner: Scanner, name: string, after: number): number | undefined {
  const { text } = scanner;
  const start = skipSpace(text, after);
  const end = start + name.length;
  if (name === '' || start === after || !isGoodEnd(text, end) || orderlyFrom(text, start) > end) {
    return undefined;
  }
  scanner.report({
    span: { start, end },
    message: message('The attribute {0} has no value. Write {0}="…".', name),
    edits: [
      proposal(message('Write {0}=""', name), insertion(end, '=""')),
      proposal(message('Remove {0}', name), { start: after, end, newText: '' }),
    ],
  });
  return end;
}

/** What is no attribute at all, up to where the tag is in order again. */
function disorder(scanner: Scanner, after: number): number {
  const { text } = scanner;
  const start = skipSpace(text, after);
  const end = Math.max(orderlyFrom(text, start), start + 1);
  const written = text.slice(start, end);
  const shown = written.length > 40 ? `${written.slice(0, 40)}…` : written;
  scanner.report({
    span: { start, end },
    message: message('{0} is no attribute. Write name="value", or remove it.', shown),
    edits: [proposal(message('Remove {0}', shown), { start: after, end, newText: '' })],
  });
  return end;
}

function orderlyFrom(text: string, at: number): number {
  orderly.lastIndex = at;
  return orderly.exec(text)?.index ?? text.length;
}

function isGoodEnd(text: string, at: number): boolean {
  goodEnd.lastIndex = at;
  return goodEnd.test(text);
}
