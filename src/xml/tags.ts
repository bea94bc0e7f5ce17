import * as l10n from '@vscode/l10n';
import type { Span } from '../text/span';
import { AttributeList, isAttributeAt, scanAttribute } from './attributes';
import { cleanName, isInName, isSpaceAt, nameAt, nameEnd, nameRestEnd, skipSpace } from './characters';
import { insertion, proposal, removal } from './problem';
import type { Scanner } from './scanner';
import { Attribute, CloseTag, OpenTag } from './tree';

/** Whether the `<` at `start` begins a tag, if only one with a blank or another character too much. */
export function isTagAt(scanner: Scanner, start: number): boolean {
  const { text } = scanner;
  const code = text.charCodeAt(start + 1) | 32;
  const next = text[start + 1];
  if ((code >= 97 && code <= 122) || next === '/' || nameEnd(text, start + 1) > start + 1) {
    return true;
  }
  return next !== undefined && next !== '<' && next !== '&' && next !== '>' && isSpacedTag(scanner, start);
}

/** `< Role name="…">`, `< Role />`, or `< /Role>` in a text that has a `<Role>`: no sentence with a "less than" in it. */
function isSpacedTag(scanner: Scanner, start: number): boolean {
  const { text } = scanner;
  const { nameStart } = tagStart(text, start);
  const end = nameEnd(text, nameStart);
  const next = skipSpace(text, end);
  return (
    end > nameStart &&
    (text.startsWith('/>', next) ||
      isAttributeAt(text, next) ||
      (text[next] === '>' && scanner.tagNames.hasBegun(text.slice(nameStart, end))))
  );
}

/** Where the name of the tag at `start` is to be, beyond what is not allowed before it. */
function tagStart(text: string, start: number): { readonly nameStart: number; readonly closing: boolean } {
  const isClosing = text[start + 1] === '/';
  const usual = start + (isClosing ? 2 : 1);
  if (nameEnd(text, usual) > usual) {
    return { nameStart: usual, closing: isClosing };
  }
  const opener = /<(?:[^\s<>/!?&]{1,2}?(?=[\w/])|\s*)(\/?)\s*/y;
  opener.lastIndex = start;
  const slash = opener.exec(text)?.[1];
  return { nameStart: opener.lastIndex, closing: slash === '/' };
}

/** Reads the tag at `start`, where `isTagAt`. */
export function scanTag(scanner: Scanner, start: number): OpenTag | CloseTag {
  const { text } = scanner;
  let begin = start;
  for (;;) {
    const { nameStart, closing } = tagStart(text, begin);
    const end = nameEnd(text, nameStart);
    const opener = closing ? '</' : '<';
    const isNamed = end > nameStart;
    if (isNamed && text[end] === '<' && text.startsWith(opener + text.slice(nameStart, end), end)) {
      begunTwice(scanner, { start: begin, end });
      begin = end;
      continue;
    }
    const tight = begin + opener.length;
    if (nameStart > tight && isNamed) {
      nameApart(scanner, begin, { start: nameStart, end }, opener);
    }
    const [from, to] = isNamed ? [nameStart, end] : [tight, tight];
    return closing ? scanCloseTag(text, begin, from, to) : scanOpenTag(scanner, begin, from, to);
  }
}

/** `<Role<Role name="Web">`: only the second one goes on. */
function begunTwice(scanner: Scanner, span: Span): void {
  scanner.report({
    span,
    message: l10n.t('The tag {0} is begun twice. Remove one.', scanner.text.slice(span.start, span.end)),
    edits: [removal(span)],
  });
}

function nameApart(scanner: Scanner, start: number, span: Span, opener: string): void {
  const name = scanner.text.slice(span.start, span.end);
  scanner.report({
    span: { start, end: span.end },
    message: l10n.t('The name {0} must follow "{1}" at once.', name, opener),
    edits: [proposal(l10n.t('Write {0}', `${opener}${name}`), { start, end: span.start, newText: opener })],
  });
}

/** What is wrong with a close tag is reported with the structure, which knows what the tag should close. */
function scanCloseTag(text: string, start: number, nameStart: number, nameEnd: number): CloseTag {
  const name = cleanName(text.slice(nameStart, nameEnd));
  let end = skipSpace(text, nameEnd);
  if (text.charCodeAt(end) === 62) {
    const rest = name === '' && end > nameEnd ? { start: nameEnd, end } : undefined;
    return new CloseTag(start, end + 1, name, nameStart, nameEnd, rest, true);
  }
  const junk = /[^<>\r\n]*/y;
  junk.lastIndex = end;
  end += junk.exec(text)?.[0].length ?? 0;
  return text[end] === '>'
    ? new CloseTag(start, end + 1, name, nameStart, nameEnd, { start: nameEnd, end }, true)
    : new CloseTag(start, nameEnd, name, nameStart, nameEnd, undefined, false);
}

function scanOpenTag(scanner: Scanner, start: number, nameStart: number, writtenEnd: number): OpenTag {
  const { text } = scanner;
  const { name, end: nameEnd } = scanTagName(scanner, nameStart, writtenEnd);
  let list: AttributeList | undefined;
  for (let at = nameEnd; ;) {
    const next = skipSpace(text, at);
    const character = text[next];
    if (character === '>') {
      return new OpenTag('open', name, start, nameStart, nameEnd, next + 1, true, list?.items);
    }
    if (character === '/') {
      const end = afterSlash(text, next + 1);
      if (text[end] === '>') {
        slashApart(scanner, next, end);
        return new OpenTag('empty', name, start, nameStart, nameEnd, end + 1, true, list?.items);
      }
      if (text[end] === '<' || text[end] === undefined) {
        reportUnfinished(scanner, { start, end: nameEnd }, name, next + 1, '>');
        return new OpenTag('empty', name, start, nameStart, nameEnd, next + 1, false, list?.items);
      }
    }
    if (character === undefined || character === '<') {
      const kind = scanner.tagNames.closesBeforeNext(name, at) ? 'open' : 'empty';
      reportUnfinished(scanner, { start, end: nameEnd }, name, at, kind === 'open' ? '>' : ' />');
      return new OpenTag(kind, name, start, nameStart, nameEnd, at, false, list?.items);
    }
    list ??= new AttributeList();
    at = scanAttribute(scanner, at, next, list);
  }
}

function slashApart(scanner: Scanner, slash: number, end: number): void {
  if (end > slash + 1) {
    scanner.report({
      span: { start: slash, end: end + 1 },
      message: l10n.t('Nothing may stand between "/" and ">". Write />.'),
      edits: [proposal(l10n.t('Write />'), { start: slash + 1, end, newText: '' })],
    });
  }
}

/** Where the `>` after a slash is or should be, beyond a blank or a character or two before it. */
function afterSlash(text: string, at: number): number {
  if (text[at] === '>') {
    return at;
  }
  const stray = /[^\s<>/]{1,2}(?=>)/y;
  stray.lastIndex = at;
  return stray.test(text) ? stray.lastIndex : skipSpace(text, at);
}

function reportUnfinished(scanner: Scanner, span: Span, name: string, at: number, missing: string): void {
  scanner.report({
    span,
    message: l10n.t('The tag <{0} is not finished: "{1}" is missing.', name, missing.trim()),
    edits: [proposal(l10n.t('Insert "{0}"', missing.trim()), insertion(at, missing))],
    unfinished: true,
  });
}

interface TagName {
  readonly name: string;
  readonly end: number;
}

/** More letters than any name of a tag has. */
const longest = 100;

/**
 * The name of the open tag whose name is written there as far as it is one: a blank or another character may have got
 * into it, or it runs into the first attribute's.
 */
function scanTagName(scanner: Scanner, start: number, end: number): TagName {
  const { text } = scanner;
  const whole = { name: cleanName(text.slice(start, end)), end };
  const next = text[end];
  if (next === '>' || (next === '/' && text[end + 1] === '>')) {
    return whole;
  }
  const after = skipSpace(text, end);
  if (text[after] === '=' && /^\s*["']/.test(text.slice(after + 1, after + 20))) {
    return beforeAttribute(scanner, start, end) ?? whole;
  }
  const isUsual = after > end && text.charCodeAt(nameEnd(text, after)) === 61;
  return isUsual
    ? whole
    : (divided(scanner, start, end, strayAt(scanner, start, end)) ??
        divided(scanner, start, end, blankAt(scanner, start, end)) ??
        whole);
}

/** `<Rolename="Web">`: as much of it as other tags have for a name. */
function beforeAttribute({ text, tagNames }: Scanner, start: number, end: number): TagName | undefined {
  for (let length = Math.min(end - start - 1, longest); length > 0; length--) {
    const name = text.slice(start, start + length);
    if (nameEnd(text, start + length) > start + length && tagNames.has(name)) {
      return { name, end: start + length };
    }
  }
  return undefined;
}

/** `<Ro;le>`, or `<Ro/le>` in a text that has a `</Role>`. */
function strayAt(scanner: Scanner, start: number, end: number): number {
  const { text } = scanner;
  const stray = text.charAt(end);
  if (stray === '' || stray === '>' || isSpaceAt(text, end) || /\s/.test(stray) || !isInName(text, end + 1)) {
    return end;
  }
  const isLikely = !/[<>/="']/.test(stray) || scanner.tagNames.hasCloseTag(joined(text, start, end, end + 1));
  return isLikely ? end + 1 : end;
}

/** `<Ro le>` in a text that has a `</Role>`. */
function blankAt(scanner: Scanner, start: number, end: number): number {
  const { text } = scanner;
  const blank = /\s+(?=[\w.:-]+[\s/>])/y;
  blank.lastIndex = end;
  const next = blank.test(text) ? blank.lastIndex : end;
  return next > end && scanner.tagNames.hasCloseTag(joined(text, start, end, next)) ? next : end;
}

/** The name that is written in two parts. */
function joined(text: string, start: number, end: number, next: number): string {
  return text.slice(start, end) + text.slice(next, Math.min(nameRestEnd(text, next), next + longest));
}

/** A name that goes on at `next`, with something in between that must go. */
function divided(scanner: Scanner, start: number, end: number, next: number): TagName | undefined {
  if (next === end) {
    return undefined;
  }
  const { text } = scanner;
  const between = { start: end, end: next };
  const name = cleanName(joined(text, start, end, next));
  scanner.report({
    span: between,
    message: l10n.t('A name is one word of letters and digits. Write {0}.', name),
    edits: [proposal(l10n.t('Write {0}', name), { ...between, newText: '' })],
  });
  return { name, end: Math.min(nameRestEnd(text, next), next + longest) };
}

const lost = /(\/?)([^\s<>"'=/]{1,100})(?=[\s>])/y;

/** What a text would be if it began with `<`, where that is an open or a close tag and nothing else. */
export function tagWithoutOpener(text: string, { start, end }: Span): OpenTag | CloseTag | undefined {
  if (text[end - 1] !== '>') {
    return undefined;
  }
  lost.lastIndex = start;
  const [, slash, name = ''] = lost.exec(text) ?? [];
  if (name === '' || nameAt(name, 0) !== name) {
    return undefined;
  }
  const nameStart = start + (slash?.length ?? 0);
  const list = attributesUpTo(text, lost.lastIndex, end - 1);
  if (list === undefined) {
    return undefined;
  }
  const nameEnd = nameStart + name.length;
  return slash === ''
    ? new OpenTag('open', name, start, nameStart, nameEnd, end, true, list.items)
    : new CloseTag(start, end, name, nameStart, nameEnd, undefined, true);
}

/** The attributes from `from` up to `end`, where they and white space are all there is. */
function attributesUpTo(text: string, from: number, end: number): AttributeList | undefined {
  const list = new AttributeList();
  for (let at = from; ;) {
    const start = skipSpace(text, at);
    if (start >= end) {
      return list;
    }
    const nameStop = nameEnd(text, start);
    const equals = skipSpace(text, nameStop);
    const quoteAt = skipSpace(text, equals + 1);
    const quote = text.charAt(quoteAt);
    if (start === at || nameStop === start || text[equals] !== '=' || !/["']/.test(quote)) {
      return undefined;
    }
    let closing = quoteAt + 1;
    while (closing < end && text[closing] !== quote && text[closing] !== '<') {
      closing++;
    }
    if (closing >= end || text[closing] === '<') {
      return undefined;
    }
    const name = text.slice(start, nameStop);
    list.add(new Attribute(text, name, start, nameStop, equals, quoteAt + 1, closing, closing + 1, false));
    at = closing + 1;
  }
}
