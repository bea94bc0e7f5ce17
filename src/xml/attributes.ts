import * as l10n from '@vscode/l10n';
import { codePointName } from '../text/codePointName';
import type { Span } from '../text/span';
import { beforeSpace, cleanName, isSpaceAt, nameEnd, skipSpace } from './characters';
import { insertion, proposal } from './problem';
import type { Scanner } from './scanner';
import { Attribute } from './tree';
import { plainValueEnd, scanContent, scanValue } from './values';

/** The attributes of a tag so far. */
export class AttributeList {
  readonly items: Attribute[] = [];
  private names: Set<string> | undefined;

  /** Whether there is one of that name that has its `=`. */
  has(name: string): boolean {
    if (this.items.length < 8) {
      for (const one of this.items) {
        if (one.name === name && one.equals !== undefined) {
          return true;
        }
      }
      return false;
    }
    this.names ??= new Set(this.items.filter(({ equals }) => equals !== undefined).map((one) => one.name));
    return this.names.has(name);
  }

  add(attribute: Attribute): void {
    this.items.push(attribute);
    if (attribute.equals !== undefined) {
      this.names?.add(attribute.name);
    }
  }
}

/** Whether a name and an equals sign are at `at`. */
export function isAttributeAt(text: string, at: number): boolean {
  const end = nameEnd(text, at);
  return end > at && text[skipSpace(text, end)] === '=';
}

/**
 * Reads the next attribute of a tag, or what is in its place; gives the offset after it. `after`: the end of what comes
 * before it, white space not included; `start`: the end of the white space.
 */
export function scanAttribute(scanner: Scanner, after: number, start: number, list: AttributeList): number {
  const { text } = scanner;
  const end = nameEnd(text, start);
  const equals = skipSpace(text, end);
  if (end === start || text.charCodeAt(equals) !== 61) {
    return scanDisorder(scanner, after, list);
  }
  const name = cleanName(text.slice(start, end));
  const before = scanner.problems.length;
  const quoteAt = skipSpace(text, equals + 1);
  const quote = text.charCodeAt(quoteAt);
  const plainEnd = quote === 34 || quote === 39 ? plainValueEnd(text, quoteAt) : -1;
  if (plainEnd !== -1 && start > after && !list.has(name)) {
    list.add(new Attribute(scanner.source, name, start, end, equals, quoteAt + 1, plainEnd - 1, plainEnd, true));
    return plainEnd;
  }
  const { end: valueEnd, inner = { start: -1, end: -1 } } = scanValue(scanner, { name, afterEquals: equals + 1 });
  if (start === after) {
    spaceMissing(scanner, name, { start, end });
  }
  if (list.has(name)) {
    // One mistake, one problem: what else is wrong with it goes when it goes.
    scanner.problems.length = before;
    repeated(scanner, name, { start, end }, { start: after, end: valueEnd });
  }
  list.add(new Attribute(scanner.source, name, start, end, equals, inner.start, inner.end, valueEnd, false));
  return valueEnd;
}

function spaceMissing(scanner: Scanner, name: string, span: Span): void {
  // What is wrong with a separator or a missing value is reported already, and its fix writes a space.
  if (!/[,;=\s]/.test(scanner.text.charAt(span.start - 1))) {
    scanner.report({
      span,
      message: l10n.t('White space is missing before the attribute {0}.', name),
      edits: [proposal(l10n.t('Insert a space'), insertion(span.start, ' '))],
    });
  }
}

function repeated(scanner: Scanner, name: string, span: Span, whole: Span): void {
  scanner.report({
    span,
    message: l10n.t('The attribute {0} is given twice. Remove one of them.', name),
    edits: [proposal(l10n.t('Remove the second {0}', name), { ...whole, newText: '' })],
  });
}

/**
 * Reads what is in a tag where an attribute should be; gives the offset after it. `after`: the end of what comes before
 * it, white space not included.
 */
function scanDisorder(scanner: Scanner, after: number, list: AttributeList): number {
  return (
    equalsMissing(scanner, after, list) ??
    valueMissing(scanner, after, list) ??
    quoteTooMuch(scanner, after) ??
    separator(scanner, after) ??
    junk(scanner, after, list)
  );
}

/** `name"value"`. */
function equalsMissing(scanner: Scanner, after: number, list: AttributeList): number | undefined {
  const { text } = scanner;
  const start = skipSpace(text, after);
  const end = nameEnd(text, start);
  const value = /[ \t]*("[^"<>\r\n]*"|'[^'<>\r\n]*')/y;
  value.lastIndex = end;
  const [, quoted] = (end === start ? null : value.exec(text)) ?? [];
  const valueEnd = value.lastIndex;
  if (quoted === undefined || !isGoodEnd(text, valueEnd)) {
    return undefined;
  }
  const name = cleanName(text.slice(start, end));
  scanner.report({
    span: { start, end },
    message: l10n.t('"=" is missing between {0} and its value.', name),
    edits: [proposal(l10n.t('Insert "="'), insertion(end, '='))],
  });
  const valueStart = valueEnd - quoted.length + 1;
  scanContent(scanner, valueStart, valueEnd - 1);
  list.add(new Attribute(scanner.source, name, start, end, -1, valueStart, valueEnd - 1, valueEnd, false));
  return valueEnd;
}

/** A name alone, as HTML allows. */
function valueMissing(scanner: Scanner, after: number, list: AttributeList): number | undefined {
  const { text } = scanner;
  const start = skipSpace(text, after);
  const end = nameEnd(text, start);
  if (
    text.slice(start, end) === ':' ||
    end === start ||
    start === after ||
    !isGoodEnd(text, end) ||
    orderlyFrom(scanner, start) > end
  ) {
    return undefined;
  }
  const name = cleanName(text.slice(start, end));
  scanner.report({
    span: { start, end },
    message: l10n.t('The attribute {0} has no value. Write {0}="…".', name),
    edits: [
      proposal(l10n.t('Write {0}=""', name), insertion(end, '=""')),
      proposal(l10n.t('Remove {0}', name), { start: after, end, newText: '' }),
    ],
    unfinished: true,
  });
  list.add(nameAlone(scanner, start, end));
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
    message: l10n.t('There is one {0} too many after the value. Remove it.', quote),
    edits: [proposal(l10n.t('Remove {0}', quote), { start: after, end, newText: '' })],
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
      ? l10n.t('The space {0} is no white space in XML. Write a space instead.', codePointName(written))
      : l10n.t('Attributes are separated by white space alone. Remove {0}', written),
    edits: [
      proposal(/\s/.test(written) ? l10n.t('Write a space') : l10n.t('Remove {0}', written), {
        start: after,
        end,
        newText: tight ? ' ' : '',
      }),
    ],
  });
  return end;
}

/** What is no attribute at all, up to where the tag is in order again. */
function junk(scanner: Scanner, after: number, list: AttributeList): number {
  const { text } = scanner;
  const start = skipSpace(text, after);
  const end = Math.max(orderlyFrom(scanner, start), start + 1);
  const shown = end - start > 40 ? `${text.slice(start, start + 40)}…` : text.slice(start, end);
  scanner.report({
    span: { start, end },
    message: l10n.t('{0} is no attribute. Write name="value", or remove it.', shown),
    edits: [proposal(l10n.t('Remove {0}', shown), { start: after, end, newText: '' })],
  });
  // Its words may be names of attributes that are being typed.
  for (let at = start; at < end; at++) {
    const wordEnd = nameEnd(text, at);
    if (wordEnd > at && isSpaceAt(text, at - 1) && isGoodEnd(text, wordEnd)) {
      list.add(nameAlone(scanner, at, wordEnd));
    }
    at = Math.max(at, wordEnd);
  }
  return end;
}

function nameAlone({ source, text }: Scanner, start: number, end: number): Attribute {
  return new Attribute(source, cleanName(text.slice(start, end)), start, end, -1, -1, -1, end, true);
}

/** The offset from `at` on where the tag is in order again, white space before it left out. */
function orderlyFrom(scanner: Scanner, at: number): number {
  const { text } = scanner;
  const end = scanner.remembered('orderly', at, () => {
    // Before the tag's end, another tag, or an attribute.
    const orderly = /\/?>|<|\s(?=[^\s=<>"'/]+\s*=\s*["'])/g;
    orderly.lastIndex = at;
    return orderly.exec(text)?.index ?? text.length;
  });
  return Math.max(
    at,
    scanner.remembered('orderly, without white space', at, () => beforeSpace(text, end, at)),
  );
}

/** Whether what follows an attribute at `at` is as it should be: blank, the tag's end, or what is worse. */
function isGoodEnd(text: string, at: number): boolean {
  const character = text[at];
  return (
    character === undefined ||
    isSpaceAt(text, at) ||
    character === '<' ||
    character === '>' ||
    (character === '/' && text[at + 1] === '>')
  );
}
