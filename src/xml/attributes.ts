import * as l10n from '@vscode/l10n';
import { codePointName } from '../text/codePointName';
import type { Span } from '../text/span';
import { beforeSpace, cleanName, endOf, isSpaceAt, matchAt, nameEnd, skipSpace } from './characters';
import { reportContent } from './content';
import { fix, insert, insertion, remove } from './problem';
import type { Scanner } from './scanner';
import { XmlAttribute } from './tree';
import { plainValueEnd, reportNoValue, scanValue } from './values';

export class AttributeList {
  readonly items: XmlAttribute[] = [];
  /** Faster than searching the items if there are many. */
  private names: Set<string> | undefined;

  has(name: string): boolean {
    if (this.items.length < 8) {
      return this.items.some((one) => one.name === name && one.equals !== undefined);
    }
    this.names ??= new Set(this.items.filter(({ equals }) => equals !== undefined).map((one) => one.name));
    return this.names.has(name);
  }

  add(attribute: XmlAttribute): void {
    this.items.push(attribute);
    if (attribute.equals !== undefined) {
      this.names?.add(attribute.name);
    }
  }

  addBareName({ source, text }: Scanner, { start, end }: Span): void {
    this.add(new XmlAttribute(source, cleanName(text.slice(start, end)), start, end, -1, -1, -1, end, true));
  }
}

export function isAttributeAt(text: string, at: number): boolean {
  const end = nameEnd(text, at);
  return end > at && text[skipSpace(text, end)] === '=';
}

/** Reads an attribute or what is in its place, after white space from `after` on. Returns the offset after it. */
export function scanAttribute(scanner: Scanner, after: number, start: number, list: AttributeList): number {
  const { text, source, problems } = scanner;
  const end = nameEnd(text, start);
  const equals = skipSpace(text, end);
  const name = cleanName(text.slice(start, end));
  if (end === start || text.charCodeAt(equals) !== 61) {
    return (
      scanWithoutEquals(scanner, { start, end }, name, list) ??
      (start > after ? scanBareName(scanner, { start, end }, after, list) : undefined) ??
      scanExtraQuote(scanner, after) ??
      scanSeparator(scanner, after, start) ??
      scanJunk(scanner, after, start, list)
    );
  }
  const quoteAt = skipSpace(text, equals + 1);
  const quote = text.charCodeAt(quoteAt);
  const plainEnd = quote === 34 || quote === 39 ? plainValueEnd(text, quoteAt) : -1;
  const isRepeated = list.has(name);
  if (plainEnd !== -1 && start > after && !isRepeated) {
    list.add(new XmlAttribute(source, name, start, end, equals, quoteAt + 1, plainEnd - 1, plainEnd, true));
    return plainEnd;
  }
  const before = problems.length;
  const { end: valueEnd, inner = { start: -1, end: -1 } } = scanValue(scanner, name, equals + 1);
  if (isRepeated) {
    // Its other problems end with it.
    problems.length = before;
    const removal = { start: after, end: valueEnd, newText: '' };
    const what = l10n.t('The attribute {0} occurs twice. Remove one of them.', name);
    scanner.report({ start, end }, what, [fix(l10n.t('Remove the second {0}', name), removal)]);
  } else if (start === after && !/[,;=\s]/.test(text.charAt(start - 1))) {
    // After a wrong separator or a missing value, whose fixes write a space.
    const space = fix(l10n.t('Insert a space'), insertion(start, ' '));
    scanner.report({ start, end }, l10n.t('White space is missing before the attribute {0}.', name), [space]);
  }
  list.add(new XmlAttribute(source, name, start, end, equals, inner.start, inner.end, valueEnd, false));
  return valueEnd;
}

/** `name"value"` */
function scanWithoutEquals(scanner: Scanner, span: Span, name: string, list: AttributeList): number | undefined {
  const { text, source } = scanner;
  const { start, end } = span;
  const [whole, quoted] = matchAt(/[ \t]*("[^"<>\r\n]*"|'[^'<>\r\n]*')/y, text, end) ?? [];
  if (end === start || whole === undefined || quoted === undefined || !canFollowAttribute(text, end + whole.length)) {
    return undefined;
  }
  scanner.report(span, l10n.t('"=" is missing between {0} and its value.', name), [insert(end, '=')]);
  const valueEnd = end + whole.length;
  const inner = { start: valueEnd - quoted.length + 1, end: valueEnd - 1 };
  reportContent(scanner, inner, 'value');
  list.add(new XmlAttribute(source, name, start, end, -1, inner.start, inner.end, valueEnd, false));
  return valueEnd;
}

/** A name alone, as HTML allows. */
function scanBareName(scanner: Scanner, span: Span, after: number, list: AttributeList): number | undefined {
  const { start, end } = span;
  const name = cleanName(scanner.text.slice(start, end));
  if (end === start || name === ':' || !canFollowAttribute(scanner.text, end) || junkEnd(scanner, start) > end) {
    return undefined;
  }
  const write = fix(l10n.t('Write {0}=""', name), insertion(end, '=""'));
  reportNoValue(scanner, span, name, [write, remove({ start: after, end }, name)]);
  list.addBareName(scanner, span);
  return end;
}

/** `name="value""` */
function scanExtraQuote(scanner: Scanner, at: number): number | undefined {
  const quote = scanner.text.charAt(at);
  if (!/["']/.test(quote) || scanner.text[at - 1] !== quote || !canFollowAttribute(scanner.text, at + 1)) {
    return undefined;
  }
  const span = { start: at, end: at + 1 };
  const text = l10n.t('Extra {0} after the value. Remove it.', quote);
  scanner.report(span, text, [remove(span, quote)]);
  return at + 1;
}

/** `name="value", name="value"`, or a space that XML does not know, such as the no-break space. */
function scanSeparator(scanner: Scanner, after: number, start: number): number | undefined {
  const { text } = scanner;
  const end = endOf(/[,;]|[^\S \t\r\n]+/y, text, start);
  const isTight = isAttributeAt(text, end);
  if (end === start || !(isTight || canFollowAttribute(text, end))) {
    return undefined;
  }
  const written = text.slice(start, end);
  const edit = { start: after, end, newText: isTight ? ' ' : '' };
  if (/\s/.test(written)) {
    const what = l10n.t('The character {0} is not white space in XML. Write a space instead.', codePointName(written));
    scanner.report({ start, end }, what, [fix(l10n.t('Write a space'), edit)]);
  } else {
    const what = l10n.t('Only white space is allowed between attributes. Remove {0}', written);
    scanner.report({ start, end }, what, [fix(l10n.t('Remove {0}', written), edit)]);
  }
  return end;
}

function scanJunk(scanner: Scanner, after: number, start: number, list: AttributeList): number {
  const { text } = scanner;
  const end = Math.max(junkEnd(scanner, start), start + 1);
  const shown = cleanName(text.slice(start, Math.min(end, start + 40))) + (end > start + 40 ? '…' : '');
  const what = l10n.t('{0} is not an attribute. Write name="value", or remove it.', shown);
  scanner.report({ start, end }, what, [remove({ start: after, end }, shown)]);
  // Its words may be names of attributes that are being typed.
  for (let at = start; at < end; at++) {
    const wordEnd = nameEnd(text, at);
    if (wordEnd > at && isSpaceAt(text, at - 1) && canFollowAttribute(text, wordEnd)) {
      list.addBareName(scanner, { start: at, end: wordEnd });
    }
    at = Math.max(at, wordEnd);
  }
  return end;
}

function junkEnd(scanner: Scanner, at: number): number {
  const { text } = scanner;
  const end = scanner.findOnce('junk end', at, () => {
    const orderly = /\/?>|<|\s(?=[^\s=<>"'/]+\s*=\s*["'])/g;
    orderly.lastIndex = at;
    return orderly.exec(text)?.index ?? text.length;
  });
  const start = scanner.findOnce('junk end, without white space', at, () => beforeSpace(text, end, at));
  return Math.max(at, start);
}

function canFollowAttribute(text: string, at: number): boolean {
  return isSpaceAt(text, at) || /[<>]|^$/.test(text.charAt(at)) || text.startsWith('/>', at);
}
