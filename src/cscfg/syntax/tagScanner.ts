import { message } from '../text/message';
import type { Span } from '../text/span';
import { isAttributeAt, scanAttribute } from './attributeScanner';
import { cleanName, nameAt, skipSpace } from './characters';
import type { Scanner } from './scanner';
import { insertion, proposal, removal } from './syntaxProblem';
import { escaped, scanTagName } from './tagName';
import type { CloseToken, EmptyToken, OpenToken } from './tokens';

/** Whether the `<` at `start` begins a tag, if only one with a blank or another character too much. */
export function isTagAt(text: string, start: number): boolean {
  return text[start + 1] === '/' || nameAt(text, start + 1) !== '' || isSpacedTag(text, start);
}

/** `< Role name="…">`, `< Role />`, or `< /Role>` in a text that has a `<Role>`: no sentence with a "less than" in it. */
function isSpacedTag(text: string, start: number): boolean {
  const { nameStart } = tagStart(text, start);
  const name = nameAt(text, nameStart);
  const next = skipSpace(text, nameStart + name.length);
  return (
    name !== '' &&
    (text.startsWith('/>', next) ||
      isAttributeAt(text, next) ||
      (text[next] === '>' && (text.includes(`</${name}`) || text.includes(`<${name}`))))
  );
}

/** Where the name of the tag at `start` is to be, beyond what may not stand before it. */
function tagStart(text: string, start: number): { readonly nameStart: number; readonly closing: boolean } {
  const opener = nameAt(text, start + 1) === '' ? /<(?:[^\s<>/!?&]{1,2}?(?=[\w/])|\s*)(\/?)\s*/y : /</y;
  opener.lastIndex = start;
  const slash = opener.exec(text)?.[1];
  return { nameStart: opener.lastIndex, closing: slash === '/' };
}

/** Reads the tag at `start`, where `isTagAt`. */
export function scanTag(scanner: Scanner, start: number): OpenToken | EmptyToken | CloseToken {
  const { text } = scanner;
  const { nameStart, closing } = tagStart(text, start);
  const name = nameAt(text, nameStart);
  const opener = closing ? '</' : '<';
  const tight = start + opener.length;
  if (name !== '' && text.startsWith(`${opener}${name}`, nameStart + name.length) && !scanner.isFull) {
    return begunTwice(scanner, { start, end: nameStart + name.length });
  }
  if (nameStart > tight && name !== '') {
    scanner.report({
      span: { start, end: nameStart + name.length },
      message: message('The name {0} must follow "{1}" at once.', name, opener),
      edits: [proposal(message('Write {0}', `${opener}${name}`), { start, end: nameStart, newText: opener })],
    });
  }
  const nameSpan = name === '' ? { start: tight, end: tight } : { start: nameStart, end: nameStart + name.length };
  return closing ? scanCloseTag(text, start, name, nameSpan) : scanOpenTag(scanner, start, nameSpan);
}

/** `<Role<Role name="Web">`: only the second one goes on. */
function begunTwice(scanner: Scanner, span: Span): OpenToken | EmptyToken | CloseToken {
  scanner.report({
    span,
    message: message('The tag {0} is begun twice. Remove one.', scanner.text.slice(span.start, span.end)),
    edits: [removal(span)],
  });
  return scanTag(scanner, span.end);
}

/** What is wrong with a close tag is for the check of the structure to say: it knows what the tag should close. */
function scanCloseTag(text: string, start: number, written: string, nameSpan: Span): CloseToken {
  const token = { kind: 'close', name: cleanName(written), nameSpan } as const;
  const at = skipSpace(text, nameSpan.end);
  const junk = /[^<>\r\n]*(?=>)/y;
  junk.lastIndex = at;
  const end = at + (junk.exec(text)?.[0].length ?? 0);
  if (text[end] !== '>') {
    return { ...token, span: { start, end: nameSpan.end }, finished: false };
  }
  const rest = end > at || (written === '' && at > nameSpan.end) ? { rest: { start: nameSpan.end, end } } : {};
  return { ...token, ...rest, span: { start, end: end + 1 }, finished: true };
}

function scanOpenTag(scanner: Scanner, start: number, written: Span): OpenToken | EmptyToken {
  const { text } = scanner;
  const { name, nameSpan } = scanTagName(scanner, written);
  const seen = new Set<string>();
  let at = nameSpan.end;
  while (!scanner.isFull) {
    const next = skipSpace(text, at);
    if (text[next] === '>') {
      return { kind: 'open', name, nameSpan, span: { start, end: next + 1 } };
    }
    if (text[next] === '/' && ['<', '>', undefined].includes(text[afterSlash(text, next + 1)])) {
      return emptyTag(scanner, { start, end: next + 1 }, name, nameSpan);
    }
    if (next >= text.length || text[next] === '<') {
      return unfinished(scanner, { start, end: at }, name, nameSpan);
    }
    at = scanAttribute(scanner, at, seen);
  }
  return { kind: 'empty', name, nameSpan, span: { start, end: at } };
}

/** A tag that ends with a slash: `>` should follow at once. `span` ends after the slash. */
function emptyTag(scanner: Scanner, span: Span, name: string, nameSpan: Span): EmptyToken {
  const { text } = scanner;
  const end = afterSlash(text, span.end);
  if (text[end] !== '>') {
    reportUnfinished(scanner, { start: span.start, end: nameSpan.end }, name, span.end, '>');
    return { kind: 'empty', name, nameSpan, span };
  }
  if (end > span.end) {
    scanner.report({
      span: { start: span.end - 1, end: end + 1 },
      message: message('Nothing may stand between "/" and ">". Write />.'),
      edits: [proposal(message('Write />'), { start: span.end, end, newText: '' })],
    });
  }
  return { kind: 'empty', name, nameSpan, span: { start: span.start, end: end + 1 } };
}

/** Where the `>` after a slash is or should be, beyond a blank or a character or two before it. */
function afterSlash(text: string, at: number): number {
  const stray = /[^\s<>/]{1,2}(?=>)/y;
  stray.lastIndex = at;
  return stray.test(text) ? stray.lastIndex : skipSpace(text, at);
}

function unfinished(scanner: Scanner, span: Span, name: string, nameSpan: Span): OpenToken | EmptyToken {
  const kind = closesLater(scanner.text, span.end, name) ? 'open' : 'empty';
  reportUnfinished(scanner, { start: span.start, end: nameSpan.end }, name, span.end, kind === 'open' ? '>' : ' />');
  return { kind, name, nameSpan, span };
}

function reportUnfinished(scanner: Scanner, span: Span, name: string, at: number, missing: string): void {
  scanner.report({
    span,
    message: message('The tag <{0} is not finished: "{1}" is missing.', name, missing.trim()),
    edits: [proposal(message('Insert "{0}"', missing.trim()), insertion(at, missing))],
    unfinished: true,
  });
}

/** Whether a close tag of that name comes before the next element of that name. */
function closesLater(text: string, from: number, name: string): boolean {
  const tag = new RegExp(`<(/?)${escaped(name)}(?=[\\s/>]|$)`, 'g');
  tag.lastIndex = from;
  return tag.exec(text)?.[1] === '/';
}
