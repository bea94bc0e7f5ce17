import { codePointName } from '../text/codePointName';
import { message } from '../text/message';
import { isAttributeAt } from './attributeScanner';
import { beforeSpace, nameAt, skipSpace } from './characters';
import type { Scanner } from './scanner';
import { insertion, proposal } from './syntaxProblem';
import { scanContent } from './valueScanner';

/** What can follow an attribute that stands where it should: blank, the tag's end, or what is worse. */
const goodEnd = /[ \t\r\n<>]|\/>|$/y;

/** Where a tag is in order again: before its end, another tag, or an attribute. */
const orderly = /\/?>|<|\s(?=[^\s=<>"'/]+\s*=\s*["'])/g;

/**
 * Reads what stands in a tag where an attribute should; gives the offset after it. `after`: the end of what comes
 * before it, white space not included.
 */
export function scanDisorder(scanner: Scanner, after: number): number {
  return (
    equalsMissing(scanner, after) ??
    valueMissing(scanner, after) ??
    quoteTooMuch(scanner, after) ??
    separator(scanner, after) ??
    junk(scanner, after)
  );
}

/** `name"value"`. */
function equalsMissing(scanner: Scanner, after: number): number | undefined {
  const { text } = scanner;
  const start = skipSpace(text, after);
  const name = nameAt(text, start);
  const nameEnd = start + name.length;
  const value = /[ \t]*("[^"<>\r\n]*"|'[^'<>\r\n]*')/y;
  value.lastIndex = nameEnd;
  const [found, quoted = ''] = (name === '' ? null : value.exec(text)) ?? [];
  const end = value.lastIndex;
  if (found === undefined || !isGoodEnd(text, end)) {
    return undefined;
  }
  scanner.report({
    span: { start, end: nameEnd },
    message: message('"=" is missing between {0} and its value.', name),
    edits: [proposal(message('Insert "="'), insertion(nameEnd, '='))],
  });
  scanContent(scanner, end - quoted.length + 1, end - 1);
  return end;
}

/** A name alone, as HTML allows. */
function valueMissing(scanner: Scanner, after: number): number | undefined {
  const { text } = scanner;
  const start = skipSpace(text, after);
  const name = nameAt(text, start);
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
    unfinished: true,
  });
  return end;
}

/** `name="value""`. */
function quoteTooMuch(scanner: Scanner, after: number): number | undefined {
  const { text } = scanner;
  const [quote, end] = [text[after], after + 1];
  if ((quote !== '"' && quote !== "'") || text[after - 1] !== quote || !isGoodEnd(text, end)) {
    return undefined;
  }
  scanner.report({
    span: { start: after, end },
    message: message('There is one {0} too many after the value. Remove it.', quote),
    edits: [proposal(message('Remove {0}', quote), { start: after, end, newText: '' })],
  });
  return end;
}

/** `name="value", name="value"`, or a space between them that is none for XML, such as the no-break space. */
function separator(scanner: Scanner, after: number): number | undefined {
  const { text } = scanner;
  const start = skipSpace(text, after);
  const marks = /[,;]|[^\S \t\r\n]+/y;
  marks.lastIndex = start;
  const end = marks.test(text) ? marks.lastIndex : start;
  const tight = isAttributeAt(text, end);
  if (end === start || !(tight || isGoodEnd(text, end))) {
    return undefined;
  }
  const written = text.slice(start, end);
  scanner.report({
    span: { start, end },
    message: /\s/.test(written)
      ? message('The space {0} is no white space in XML. Write a space instead.', codePointName(written))
      : message('Attributes are separated by white space alone. Remove {0}', written),
    edits: [
      proposal(/\s/.test(written) ? message('Write a space') : message('Remove {0}', written), {
        start: after,
        end,
        newText: tight ? ' ' : '',
      }),
    ],
  });
  return end;
}

/** What is no attribute at all, up to where the tag is in order again. */
function junk(scanner: Scanner, after: number): number {
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

/** The offset from `at` on where the tag is in order again, white space before it left out. */
function orderlyFrom(text: string, at: number): number {
  orderly.lastIndex = at;
  const end = orderly.exec(text)?.index ?? text.length;
  return beforeSpace(text, end, at);
}

function isGoodEnd(text: string, at: number): boolean {
  goodEnd.lastIndex = at;
  return goodEnd.test(text);
}
