import { nameAt, skipSpace } from '../syntax/characters';
import type { Span } from '../text/span';

/**
 * A tag as it stands in text that somebody is typing. The syntax tree is for whole elements: it takes what follows half
 * a tag for a part of it. Here every `<` begins anew.
 */
export interface Tag {
  readonly kind: 'open' | 'empty' | 'close';
  /** From its `<` to behind its `>`, or as far as it is typed. */
  readonly span: Span;
  /** As written; '' where there is none yet. */
  readonly name: string;
  readonly nameSpan: Span;
  readonly attributes: readonly TagAttribute[];
  /** Whether it has its `>`. */
  readonly finished: boolean;
}

export interface TagAttribute {
  readonly name: string;
  readonly nameSpan: Span;
  /** The offset of its `=`, where it has one. */
  readonly equals?: number;
  /** Between the quotes. */
  readonly value?: Span & { readonly quote: '"' | "'"; readonly closed: boolean };
  readonly end: number;
}

/** Comments, CDATA sections, processing instructions and document types: nothing is completed in them. */
export interface Markup {
  readonly kind: 'markup';
  readonly span: Span;
}

/** Every tag and other markup of the text, in its order. What is between them is text. */
export function readTags(text: string): readonly (Tag | Markup)[] {
  const tags: (Tag | Markup)[] = [];
  for (let at = text.indexOf('<'); at !== -1; at = text.indexOf('<', tags.at(-1)?.span.end ?? at + 1)) {
    tags.push(markupAt(text, at) ?? tagAt(text, at));
  }
  return tags;
}

const markups: readonly (readonly [opener: RegExp, closer: string])[] = [
  [/<!--/y, '-->'],
  [/<!\[CDATA\[/y, ']]>'],
  [/<\?/y, '?>'],
  // With declarations of its own, which look like this one.
  [/<![^[>]*\[/y, ']>'],
  [/<!/y, '>'],
];

function markupAt(text: string, start: number): Markup | undefined {
  for (const [opener, closer] of text[start + 1] === '!' || text[start + 1] === '?' ? markups : []) {
    opener.lastIndex = start;
    if (opener.test(text)) {
      const closing = text.indexOf(closer, opener.lastIndex);
      return { kind: 'markup', span: { start, end: closing === -1 ? text.length : closing + closer.length } };
    }
  }
  return undefined;
}

function tagAt(text: string, start: number): Tag {
  const closing = text[start + 1] === '/';
  const nameStart = start + (closing ? 2 : 1);
  const name = nameAt(text, nameStart);
  const attributes: TagAttribute[] = [];
  let at = nameStart + name.length;
  const ended = (kind: Tag['kind'], end: number, finished: boolean): Tag => {
    const nameSpan = { start: nameStart, end: nameStart + name.length };
    return { kind: closing ? 'close' : kind, span: { start, end }, name, nameSpan, attributes, finished };
  };
  for (;;) {
    const next = skipSpace(text, at);
    if (text[next] === '>') {
      return ended('open', next + 1, true);
    }
    if (text.startsWith('/>', next)) {
      return ended('empty', next + 2, true);
    }
    if (next >= text.length || text[next] === '<' || name === '') {
      // What was typed of it, and the white space in which the next attribute may be typed.
      return ended('empty', name === '' ? at : next, false);
    }
    const attribute = attributeAt(text, next);
    attributes.push(attribute);
    at = attribute.end;
  }
}

function attributeAt(text: string, start: number): TagAttribute {
  const name = /[^\s=<>"'/]*/y;
  name.lastIndex = start;
  const written = name.exec(text)?.[0] ?? '';
  const nameSpan = { start, end: start + written.length };
  const equals = skipSpace(text, nameSpan.end);
  if (written === '' || text[equals] !== '=') {
    // Something that is no attribute is passed over, character by character.
    return { name: written, nameSpan, end: Math.max(nameSpan.end, start + 1) };
  }
  const quoteAt = skipSpace(text, equals + 1);
  const quote = text[quoteAt];
  if (quote !== '"' && quote !== "'") {
    return { name: written, nameSpan, equals, end: equals + 1 };
  }
  const value = valueAt(text, quoteAt + 1, quote);
  return { name: written, nameSpan, equals, value, end: value.end + (value.closed ? 1 : 0) };
}

/** Up to its quote; up to where it likely ends where that quote opens another value. */
function valueAt(text: string, start: number, quote: '"' | "'"): NonNullable<TagAttribute['value']> {
  const closing = text.indexOf(quote, start);
  const value = closing === -1 ? '' : text.slice(start, closing);
  if (closing !== -1 && !value.includes('<') && /^(?:[\s/>?]|$)/.test(text.slice(closing + 1, closing + 2))) {
    return { start, end: closing, quote, closed: true };
  }
  const likely = /\s*(?:\/?>|[<\r\n]|\s[^\s=<>"']+\s*=\s*["']|$)/g;
  likely.lastIndex = start;
  return { start, end: likely.exec(text)?.index ?? text.length, quote, closed: false };
}
