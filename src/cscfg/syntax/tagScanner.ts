import { message } from '../text/message';
import type { Span } from '../text/span';
import { isAttributeAt, scanAttribute } from './attributeScanner';
import { nameAt, skipSpace } from './characters';
import type { Scanner } from './scanner';
import { insertion, proposal, removal } from './syntaxProblem';
import type { Token } from './tokens';

type Tag = Extract<Token, { readonly kind: 'open' | 'empty' | 'close' }>;

/** Whether the `<` at `start` begins a tag, if only one with a blank too much. */
export function isTagAt(text: string, start: number): boolean {
  return text[start + 1] === '/' || nameAt(text, start + 1) !== '' || isSpacedTag(text, start);
}

/** `< Role name="…">` or `< /Role>` in a text that has a `</Role>`: no sentence with a "less than" in it. */
function isSpacedTag(text: string, start: number): boolean {
  const slash = skipSpace(text, start + 1);
  const at = text[slash] === '/' ? skipSpace(text, slash + 1) : slash;
  const name = at === start + 1 ? '' : nameAt(text, at);
  if (name === '') {
    return false;
  }
  const next = skipSpace(text, at + name.length);
  const goesOn = text[next] === '>' || text.startsWith('/>', next) || isAttributeAt(text, next);
  return goesOn && (isAttributeAt(text, next) || text.includes(`</${name}`) || text.includes(`<${name}`));
}

/** Reads the tag at `start`, where `isTagAt`. */
export function scanTag(scanner: Scanner, start: number): Tag {
  const { text } = scanner;
  const slash = skipSpace(text, start + 1);
  const closing = text[slash] === '/';
  const first = closing ? skipSpace(text, slash + 1) : slash;
  const name = nameAt(text, first);
  const tight = start + (closing ? 2 : 1);
  if (first > tight && name !== '') {
    const opener = closing ? '</' : '<';
    scanner.report({
      span: { start, end: first + name.length },
      message: message('No white space is allowed between "{0}" and the name {1}.', opener, name),
      edits: [proposal(message('Remove the white space'), { start, end: first, newText: opener })],
    });
  }
  const nameSpan = name === '' ? { start: tight, end: tight } : { start: first, end: first + name.length };
  return closing ? scanCloseTag(scanner, start, name, nameSpan) : scanOpenTag(scanner, start, name, nameSpan);
}

function scanCloseTag(scanner: Scanner, start: number, name: string, nameSpan: Span): Tag {
  const { text } = scanner;
  const at = skipSpace(text, nameSpan.end);
  const rest = /[^<>\r\n]*(?=>)/y;
  rest.lastIndex = at;
  const junk = rest.exec(text)?.[0];
  if (text[at] !== '>' && junk === undefined) {
    return { kind: 'close', name, nameSpan, span: { start, end: nameSpan.end }, finished: false };
  }
  const end = at + (junk?.length ?? 0);
  if (end > at && name !== '') {
    scanner.report({
      span: { start: at, end },
      message: message('Nothing may follow the name in the close tag </{0}>. Remove it.', name),
      edits: [removal({ start: nameSpan.end, end })],
    });
  }
  return { kind: 'close', name, nameSpan, span: { start, end: end + 1 }, finished: true };
}

function scanOpenTag(scanner: Scanner, start: number, name: string, nameSpan: Span): Tag {
  const { text } = scanner;
  const seen = new Set<string>();
  let at = nameSpan.end;
  for (;;) {
    const next = skipSpace(text, at);
    if (text[next] === '>') {
      return { kind: 'open', name, nameSpan, span: { start, end: next + 1 } };
    }
    if (text.startsWith('/>', next)) {
      return { kind: 'empty', name, nameSpan, span: { start, end: next + 2 } };
    }
    if (next >= text.length || text[next] === '<') {
      return unfinished(scanner, { start, end: at }, name, nameSpan);
    }
    at = scanAttribute(scanner, at, seen);
  }
}

function unfinished(scanner: Scanner, span: Span, name: string, nameSpan: Span): Tag {
  const kind = closesLater(scanner.text, span.end, name) ? 'open' : 'empty';
  const missing = kind === 'open' ? '>' : ' />';
  scanner.report({
    span: { start: span.start, end: nameSpan.end },
    message: message('The tag <{0} is not finished: "{1}" is missing.', name, missing.trim()),
    edits: [proposal(message('Insert "{0}"', missing.trim()), insertion(span.end, missing))],
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
