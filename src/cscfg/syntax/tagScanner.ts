import { message } from '../text/message';
import type { Span } from '../text/span';
import { scanAttribute } from './attributeScanner';
import { forbiddenCharacters, nameAt, skipSpace } from './characters';
import type { Scanner } from './scanner';
import type { Token } from './tokens';

type Tag = Extract<Token, { readonly kind: 'open' | 'empty' | 'close' }>;

/** Reads the tag at `start`, which is `<` and a name, or `</`. */
export function scanTag(scanner: Scanner, start: number): Tag {
  const closing = scanner.text[start + 1] === '/';
  const nameStart = start + (closing ? 2 : 1);
  const name = nameAt(scanner.text, nameStart);
  const nameSpan = { start: nameStart, end: nameStart + name.length };
  return closing ? scanCloseTag(scanner, start, name, nameSpan) : scanOpenTag(scanner, start, name, nameSpan);
}

function scanCloseTag(scanner: Scanner, start: number, name: string, nameSpan: Span): Tag {
  const { text } = scanner;
  const at = skipSpace(text, nameSpan.end);
  if (text[at] === '>') {
    return { kind: 'close', name, nameSpan, span: { start, end: at + 1 } };
  }
  const rest = /[^<>]*/y;
  rest.lastIndex = at;
  const restEnd = at + (rest.exec(text)?.[0].length ?? 0);
  const closed = text[restEnd] === '>';
  const junk = text.slice(at, restEnd).trim() !== '';
  if (closed && junk) {
    const span = { start: nameSpan.end, end: restEnd };
    scanner.problems.push({
      span: { start: at, end: restEnd },
      message: message('Nothing may follow the name in the close tag </{0}>. Remove it.', name),
      edits: [{ title: message('Remove it'), edits: [{ ...span, newText: '' }] }],
    });
    return { kind: 'close', name, nameSpan, span: { start, end: restEnd + 1 } };
  }
  scanner.problems.push({
    span: { start, end: nameSpan.end },
    message: message('The close tag </{0} is not finished: ">" is missing.', name),
    edits: [{ title: message('Insert ">"'), edits: [{ start: nameSpan.end, end: nameSpan.end, newText: '>' }] }],
  });
  return { kind: 'close', name, nameSpan, span: { start, end: nameSpan.end } };
}

function scanOpenTag(scanner: Scanner, start: number, name: string, nameSpan: Span): Tag {
  const { text } = scanner;
  const seen = new Set<string>();
  let at = nameSpan.end;
  for (;;) {
    const next = skipSpace(text, at);
    const spaced = next > at;
    if (text[next] === '>') {
      return { kind: 'open', name, nameSpan, span: { start, end: next + 1 } };
    }
    if (text.startsWith('/>', next)) {
      return { kind: 'empty', name, nameSpan, span: { start, end: next + 2 } };
    }
    if (next >= text.length || text[next] === '<') {
      return unfinished(scanner, { start, end: at }, name, nameSpan);
    }
    at = nameAt(text, next) === '' ? skipJunk(scanner, next) : scanAttribute(scanner, next, seen, spaced);
  }
}

function unfinished(scanner: Scanner, span: Span, name: string, nameSpan: Span): Tag {
  const kind = closesLater(scanner.text, span.end, name) ? 'open' : 'empty';
  const missing = kind === 'open' ? '>' : ' />';
  scanner.problems.push({
    span: { start: span.start, end: nameSpan.end },
    message: message('The tag <{0} is not finished: "{1}" is missing.', name, missing.trim()),
    edits: [
      {
        title: message('Insert "{0}"', missing.trim()),
        edits: [{ start: span.end, end: span.end, newText: missing }],
      },
    ],
  });
  return { kind, name, nameSpan, span };
}

/** Whether a close tag of that name comes before the next element of that name. */
function closesLater(text: string, from: number, name: string): boolean {
  const escaped = name.replace(/[.\\^$*+?()[\]{}|-]/g, '\\$&');
  const tag = new RegExp(`<(/?)${escaped}(?=[\\s/>]|$)`, 'g');
  tag.lastIndex = from;
  return tag.exec(text)?.[1] === '/';
}

/** Passes over what cannot be part of a tag. Characters that XML forbids are reported elsewhere. */
function skipJunk(scanner: Scanner, start: number): number {
  const { text } = scanner;
  let end = start + 1;
  while (end < text.length && !/[\s<>/]/.test(text.charAt(end)) && nameAt(text, end) === '') {
    end++;
  }
  const junk = text.slice(start, end);
  if ([...forbiddenCharacters(junk)].length < junk.length) {
    const span = { start, end };
    scanner.problems.push({
      span,
      message: message('{0} has no place in a tag. Remove it.', JSON.stringify(junk)),
      edits: [{ title: message('Remove it'), edits: [{ ...span, newText: '' }] }],
    });
  }
  return end;
}
