import type { Span } from '../text/span';
import type { XmlText } from './reader';
import { OpenTag, type CloseTag, type Token, type XmlAttribute, type XmlElement } from './tree';

/** Where something is typed, and what is around it. */
export type Place =
  /** Between tags, or on the name of one: `tag`, where its `<` is typed. */
  | (Surroundings & { readonly kind: 'element'; readonly tag?: OpenTag; readonly span: Span })
  /** In a tag, where an attribute is or can be typed. */
  | (InTag & { readonly kind: 'attribute'; readonly attribute?: XmlAttribute; readonly span: Span })
  /** `span`: of the value between its quotes; behind the `=` where it has none yet. */
  | (InTag & { readonly kind: 'value'; readonly attribute: XmlAttribute; readonly span: Span })
  /** Behind `</`. */
  | (Surroundings & { readonly kind: 'close'; readonly tag: CloseTag; readonly span: Span });

export interface Surroundings {
  /** The elements around it, the outermost first. */
  readonly around: readonly XmlElement[];
  /** Its siblings before and behind it. */
  readonly before: readonly XmlElement[];
  readonly behind: readonly XmlElement[];
}

type InTag = Surroundings & { readonly tag: OpenTag };

/** Where `offset` (UTF-16 units) is in the text. Undefined where nothing can be completed: in comments and the like. */
export function placeAt(xml: XmlText, offset: number): Place | undefined {
  const { text, tokens, markup } = xml;
  const before = markup[lastBefore(markup, offset)];
  if (before !== undefined && (offset < before.end || (offset === before.end && !before.finished))) {
    return undefined;
  }
  const index = lastBefore(tokens, offset);
  const token = tokens[index];
  if (token?.kind === 'close' && isIn(text, token, offset)) {
    const isInName = token.nameStart <= offset && offset <= token.nameEnd;
    const span = { start: token.nameStart, end: token.nameEnd };
    return isInName ? { kind: 'close', ...surroundings(xml, index - 1, token.start), tag: token, span } : undefined;
  }
  if ((token?.kind === 'open' || token?.kind === 'empty') && isIn(text, token, offset)) {
    return inTag(text, token, offset, surroundings(xml, index - 1, token.start, token));
  }
  return inText(text, offset, surroundings(xml, index, offset));
}

/** The index of the last one that begins before `offset`; -1 where there is none. */
function lastBefore(parts: readonly { readonly start: number }[], offset: number): number {
  let low = -1;
  for (let high = parts.length; high - low > 1;) {
    const middle = (low + high) >> 1;
    if ((parts[middle]?.start ?? Infinity) < offset) {
      low = middle;
    } else {
      high = middle;
    }
  }
  return low;
}

/** Whether the offset is in the tag, or in the white space behind one without its `>`: there an attribute can be typed. */
function isIn(text: string, { end, finished }: OpenTag | CloseTag, offset: number): boolean {
  return offset < end || (!finished && (offset === end || text.slice(end, offset).trim() === ''));
}

/** `last`: the index of the last token before the place. `here`: the element whose tag the place is in. */
function surroundings({ tokens, roots }: XmlText, last: number, start: number, here?: OpenTag): Surroundings {
  const parent = here === undefined ? openAfter(tokens, last) : here.parent;
  const siblings = parent?.children ?? roots;
  const around: XmlElement[] = [];
  for (let one: XmlElement | undefined = parent; one !== undefined; one = one.parent) {
    around.push(one);
  }
  return {
    around: around.reverse(),
    before: siblings.filter((one) => one.start < start),
    behind: siblings.filter((one) => one.start >= start && one !== here),
  };
}

/** The innermost element that is open behind that token. */
function openAfter(tokens: readonly Token[], last: number): OpenTag | undefined {
  for (let index = last; index >= 0; index--) {
    const token = tokens[index];
    if (token?.kind === 'open') {
      return token;
    }
    if (token?.kind === 'empty') {
      return token.parent;
    }
    if (token?.kind === 'close' && token.closes !== undefined) {
      return token.closes.parent;
    }
  }
  return undefined;
}

/** A word that is typed without its `<` is replaced by what is chosen. */
function inText(text: string, offset: number, around: Surroundings): Place | undefined {
  let start = offset;
  while (start > 0 && /[\w.:-]/.test(text.charAt(start - 1))) {
    start--;
  }
  if (start === offset && text[offset - 1] === '<') {
    const tag = new OpenTag('empty', '', offset - 1, offset, offset, offset, false);
    return { kind: 'element', ...around, tag, span: { start: offset, end: offset } };
  }
  const isFree = start === 0 || /[\s>]/.test(text.charAt(start - 1));
  return isFree ? { kind: 'element', ...around, span: { start, end: offset } } : undefined;
}

function inTag(text: string, tag: OpenTag, offset: number, around: Surroundings): Place | undefined {
  if (offset <= tag.nameEnd) {
    // A name that a `<` lacks may begin behind white space.
    const span = offset < tag.nameStart ? { start: offset, end: offset } : tag.nameSpan;
    return { kind: 'element', ...around, tag, span };
  }
  // Right before a name another one may be typed.
  const attribute = tag.attributes.find(({ start, end }) => start < offset && offset <= end);
  if (attribute === undefined) {
    const isInSlash = text[offset - 1] === '/' && text[offset] === '>';
    return isInSlash ? undefined : { kind: 'attribute', ...around, tag, span: { start: offset, end: offset } };
  }
  return inAttribute(tag, attribute, offset, around);
}

function inAttribute(tag: OpenTag, attribute: XmlAttribute, offset: number, around: Surroundings): Place | undefined {
  const { nameSpan, valueSpan, equals, span } = attribute;
  if (offset <= nameSpan.end) {
    return { kind: 'attribute', ...around, tag, attribute, span: nameSpan };
  }
  if (valueSpan !== undefined && valueSpan.start <= offset && offset <= valueSpan.end) {
    return { kind: 'value', ...around, tag, attribute, span: valueSpan };
  }
  if (valueSpan !== undefined && offset === span.end) {
    return { kind: 'attribute', ...around, tag, span: { start: offset, end: offset } };
  }
  return valueSpan === undefined && equals !== undefined && offset === equals + 1
    ? { kind: 'value', ...around, tag, attribute, span: { start: offset, end: offset } }
    : undefined;
}

/**
 * What is to be inserted at `offset` (UTF-16 units), right behind a `>` or a `</` that was just typed: the close tag of
 * the element that it opened, or the rest of the close tag of the innermost open one. Undefined where the element has
 * its close tag already.
 */
export function closeTagBehind({ text, tokens }: XmlText, offset: number): string | undefined {
  const token = tokens[lastBefore(tokens, offset)];
  if (token?.kind !== 'open' && token?.kind !== 'close') {
    return undefined;
  }
  if (token.kind === 'close' && token.name === '' && token.start === offset - 2) {
    const name = token.closes?.name ?? '';
    return name === '' ? undefined : name + (/^\s*>/.test(text.slice(offset)) ? '' : '>');
  }
  if (token.end !== offset || token.name === '' || text[offset - 1] !== '>') {
    return undefined;
  }
  // A second open tag of the same name may count as a close tag that lacks its slash.
  const isOpened = token.kind === 'open' ? token.closeStart === -1 : text[token.start + 1] !== '/';
  return isOpened ? `</${token.name}>` : undefined;
}
