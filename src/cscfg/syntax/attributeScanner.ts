import { message } from '../text/message';
import type { Span } from '../text/span';
import { nameAt, skipSpace } from './characters';
import { scanDisorder } from './disorder';
import type { Scanner } from './scanner';
import { insertion, proposal } from './syntaxProblem';
import { scanValue } from './valueScanner';

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
  if (!isAttributeAt(text, start)) {
    return scanDisorder(scanner, after);
  }
  const name = nameAt(text, start);
  const nameSpan = { start, end: start + name.length };
  const before = scanner.problems.length;
  const end = scanValue(scanner, name, nameSpan);
  // What is wrong with a separator or a missing value is reported already, and its fix writes a space.
  if (start === after && !/[,;=\s]/.test(text.charAt(start - 1))) {
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

function repeated(scanner: Scanner, name: string, nameSpan: Span, whole: Span): void {
  scanner.report({
    span: nameSpan,
    message: message('The attribute {0} is given twice. Remove one of them.', name),
    edits: [proposal(message('Remove the second {0}', name), { ...whole, newText: '' })],
  });
}
