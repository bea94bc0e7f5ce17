import * as l10n from '@vscode/l10n';
import type { Span } from '../text/span';
import { AttributeList, isAttributeAt, scanAttribute } from './attributes';
import { cleanName, endOf, matchAt, namePattern, nameEnd, nameRestEnd, skipSpace } from './characters';
import { insert, remove, write } from './problem';
import { Scanner } from './scanner';
import { CloseTag, OpenTag } from './tree';

/** Accepts white space or an extra character before the name. */
export function isTagAt(scanner: Scanner, start: number): boolean {
  const { text } = scanner;
  const next = text.charAt(start + 1);
  const letter = text.charCodeAt(start + 1) | 32;
  return (
    (letter >= 97 && letter <= 122) ||
    next === '/' ||
    nameEnd(text, start + 1) > start + 1 ||
    (!/[<&>]|^$/.test(next) && isSpacedTag(scanner, start))
  );
}

/** `< Role name="…">`, `< Role />`, or `< Role>` in a text with a `<Role>`: not a "less than" in a sentence. */
function isSpacedTag(scanner: Scanner, start: number): boolean {
  const { text } = scanner;
  const { nameStart } = openerAt(text, start);
  const end = nameEnd(text, nameStart);
  const next = skipSpace(text, end);
  return (
    end > nameStart &&
    (text.startsWith('/>', next) ||
      isAttributeAt(text, next) ||
      (text[next] === '>' && scanner.tagNames.hasPrefix(text.slice(nameStart, end))))
  );
}

/** What opens the tag, and where its name is after characters that are not allowed there. */
function openerAt(text: string, start: number): { readonly opener: '<' | '</'; readonly nameStart: number } {
  const opener = text[start + 1] === '/' ? '</' : '<';
  const nameStart = start + opener.length;
  if (nameEnd(text, nameStart) > nameStart) {
    return { opener, nameStart };
  }
  const [written = '', slash] = matchAt(/<(?:[^\s<>/!?&]{1,2}?(?=[\w/])|\s*)(\/?)\s*/y, text, start) ?? [];
  return { opener: slash === '/' ? '</' : '<', nameStart: start + written.length };
}

export function scanTag(scanner: Scanner, start: number): OpenTag | CloseTag {
  const { text } = scanner;
  for (let begin = start; ;) {
    const { opener, nameStart } = openerAt(text, begin);
    const end = nameEnd(text, nameStart);
    const isNamed = end > nameStart;
    if (isNamed && text[end] === '<' && text.startsWith(opener + text.slice(nameStart, end), end)) {
      // `<Role<Role name="Web">`: only the second one continues.
      const span = { start: begin, end };
      const what = l10n.t('The tag {0} starts twice. Remove one.', cleanName(text.slice(begin, end)));
      scanner.report(span, what, [remove(span)]);
      begin = end;
      continue;
    }
    const tight = begin + opener.length;
    if (isNamed && nameStart > tight) {
      const name = cleanName(text.slice(nameStart, end));
      scanner.report({ start: begin, end }, l10n.t('The name {0} must directly follow "{1}".', name, opener), [
        write({ start: begin, end: nameStart }, opener, opener + name),
      ]);
    }
    const name = isNamed ? { start: nameStart, end } : { start: tight, end: tight };
    return opener === '</'
      ? scanCloseTag(text, begin, name)
      : scanOpenTag(scanner, begin, name.start, scanTagName(scanner, name));
  }
}

/** `closing.ts` reports its mistakes, which depend on the element that it closes. */
function scanCloseTag(text: string, start: number, { start: nameStart, end: nameStop }: Span): CloseTag {
  const name = cleanName(text.slice(nameStart, nameStop));
  const space = skipSpace(text, nameStop);
  const end = text[space] === '>' ? space : endOf(/[^<>\r\n]*/y, text, space);
  if (text[end] !== '>') {
    return new CloseTag(start, nameStop, name, nameStart, nameStop, undefined, false);
  }
  const hasRest = end > space || (name === '' && end > nameStop);
  const rest = hasRest ? { start: nameStop, end } : undefined;
  return new CloseTag(start, end + 1, name, nameStart, nameStop, rest, true);
}

function scanOpenTag(scanner: Scanner, start: number, nameStart: number, { name, end: nameStop }: TagName): OpenTag {
  const { text } = scanner;
  let list: AttributeList | undefined;
  for (let at = nameStop; ;) {
    const next = skipSpace(text, at);
    const isEmpty = text[next] === '/';
    const last = isEmpty ? afterSlash(text, next + 1) : next;
    if (text[last] === '>') {
      if (isEmpty && last > next + 1) {
        const what = l10n.t('"/" must be followed directly by ">". Write />.');
        scanner.report({ start: next, end: last + 1 }, what, [write({ start: next + 1, end: last }, '', '/>')]);
      }
      const kind = isEmpty ? 'empty' : 'open';
      return new OpenTag(kind, name, start, nameStart, nameStop, last + 1, true, list?.items);
    }
    if (text[last] === undefined || text[last] === '<') {
      const end = isEmpty ? next + 1 : at;
      const isOpen = !isEmpty && scanner.tagNames.closesBeforeNext(name, at);
      const missing = isEmpty || isOpen ? '>' : ' />';
      const what = l10n.t('The tag <{0} is not finished: "{1}" is missing.', name, missing.trim());
      scanner.report({ start, end: nameStop }, what, [insert(end, missing)], 'unfinished');
      const kind = isOpen ? 'open' : 'empty';
      return new OpenTag(kind, name, start, nameStart, nameStop, end, false, list?.items);
    }
    list ??= new AttributeList();
    at = scanAttribute(scanner, at, next, list);
  }
}

/** Where the `>` after a slash is or should be, after white space or one or two other characters. */
function afterSlash(text: string, at: number): number {
  if (text[at] === '>') {
    return at;
  }
  const stray = endOf(/[^\s<>/]{1,2}(?=>)/y, text, at);
  return stray > at ? stray : skipSpace(text, at);
}

interface TagName {
  readonly name: string;
  readonly end: number;
}

/** No tag name is longer. UTF-16 units. */
const longestName = 100;

/** Also a name divided by white space or another character, or joined with the first attribute. */
function scanTagName(scanner: Scanner, { start, end }: Span): TagName {
  const { text } = scanner;
  const whole = { name: cleanName(text.slice(start, end)), end };
  if (text[end] === '>' || text.startsWith('/>', end)) {
    return whole;
  }
  const after = skipSpace(text, end);
  if (text[after] === '=' && /^\s*["']/.test(text.slice(after + 1, after + 20))) {
    return nameBeforeAttribute(scanner, start, end) ?? whole;
  }
  const isUsual = after > end && text[nameEnd(text, after)] === '=';
  const next = isUsual ? undefined : nameContinues(scanner, start, end);
  if (next === undefined) {
    return whole;
  }
  const name = cleanName(joined(text, start, end, next));
  const between = { start: end, end: next };
  const what = l10n.t('A tag name must be one word. Write {0}.', name);
  scanner.report(between, what, [write(between, '', name)]);
  return { name, end: Math.min(nameRestEnd(text, next), next + longestName) };
}

/** `<Rolename="Web">`: the longest beginning that is the name of other tags. */
function nameBeforeAttribute({ text, tagNames }: Scanner, start: number, end: number): TagName | undefined {
  for (let at = Math.min(end - 1, start + longestName); at > start; at--) {
    const name = text.slice(start, at);
    if (nameEnd(text, at) > at && tagNames.has(name)) {
      return { name, end: at };
    }
  }
  return undefined;
}

/** Where the name continues: `<Ro;le>`, or `<Ro/le>` or `<Ro le>` in a text with a `</Role>`. */
function nameContinues(scanner: Scanner, start: number, end: number): number | undefined {
  const { text } = scanner;
  const isKnown = (next: number): boolean => scanner.tagNames.hasCloseTag(joined(text, start, end, next));
  const space = endOf(/\s+(?=[\w.:-]+[\s/>])/y, text, end);
  if (space > end) {
    return isKnown(space) ? space : undefined;
  }
  const stray = text.charAt(end);
  const next = end + 1;
  const isStray = /[^\s>]/.test(stray) && nameRestEnd(text, next) > next && (!/[</="']/.test(stray) || isKnown(next));
  return isStray ? next : undefined;
}

function joined(text: string, start: number, end: number, next: number): string {
  return text.slice(start, end) + text.slice(next, Math.min(nameRestEnd(text, next), next + longestName));
}

const space = '[ \\t\\r\\n]';
const attribute = `${namePattern}${space}*=${space}*(?:"[^"<]*"|'[^'<]*')`;
const lost = new RegExp(`(/?)(${namePattern})(?:${space}+${attribute})*${space}*>`, 'uy');

/** The tag that the text would be if it began with `<`; undefined if it would not be one. */
export function tagWithoutOpener(text: string, { start, end }: Span): OpenTag | CloseTag | undefined {
  const [written, slash = '', name = ''] = matchAt(lost, text, start) ?? [];
  if (written?.length !== end - start || name.length > longestName) {
    return undefined;
  }
  const nameStart = start + slash.length;
  const nameStop = nameStart + name.length;
  return slash === ''
    ? scanOpenTag(new Scanner(text, text), start, nameStart, { name, end: nameStop })
    : new CloseTag(start, end, name, nameStart, nameStop, undefined, true);
}
