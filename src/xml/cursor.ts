import type { Span } from '../text/span';
import type { XmlText } from './reader';
import { OpenTag, type CloseTag, type Token, type XmlAttribute, type XmlElement } from './tree';

/**
 * What the cursor is on; `span` is replaced on completion. An `element` is between tags or on a tag name, with `tag` if
 * its `<` is typed. An `attribute` is one or a place for one. A `value` is between quotes, or after an `=` without a
 * value. A `close` is after `</`.
 */
export type Place = Surroundings & { readonly span: Span } & (
    | { readonly kind: 'element'; readonly tag?: OpenTag }
    | { readonly kind: 'attribute'; readonly tag: OpenTag; readonly attribute?: XmlAttribute }
    | { readonly kind: 'value'; readonly tag: OpenTag; readonly attribute: XmlAttribute }
    | { readonly kind: 'close'; readonly tag: CloseTag }
  );

export interface Surroundings {
  readonly around: readonly XmlElement[];
  readonly before: readonly XmlElement[];
  readonly behind: readonly XmlElement[];
}

/** `offset`: UTF-16 units. Undefined where nothing can be completed, such as in comments. */
export function placeAt(xml: XmlText, offset: number): Place | undefined {
  const { text, tokens, markup } = xml;
  const before = markup.findLast(({ start }) => start < offset);
  if (before !== undefined && (offset < before.end || (offset === before.end && !before.finished))) {
    return undefined;
  }
  const index = tokens.findLastIndex(({ start }) => start < offset);
  const token = tokens[index];
  if (token?.kind === 'close' && isIn(text, token, offset)) {
    const span = { start: token.nameStart, end: token.nameEnd };
    return span.start <= offset && offset <= span.end
      ? { kind: 'close', ...surroundings(xml, index - 1, token.start), tag: token, span }
      : undefined;
  }
  if (token instanceof OpenTag && isIn(text, token, offset)) {
    return inTag(text, token, offset, surroundings(xml, index - 1, token.start, token));
  }
  return inText(text, offset, surroundings(xml, index, offset));
}

/** Whether the offset is in the tag, or in white space after an unfinished tag, where an attribute can be typed. */
function isIn(text: string, { end, finished }: OpenTag | CloseTag, offset: number): boolean {
  return offset < end || (!finished && text.slice(end, offset).trim() === '');
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

function openAfter(tokens: readonly Token[], last: number): OpenTag | undefined {
  for (let index = last; index >= 0; index--) {
    const token = tokens[index];
    if (token?.kind === 'open') {
      return token;
    }
    const ended = token?.kind === 'close' ? token.closes : token?.kind === 'empty' ? token : undefined;
    if (ended !== undefined) {
      return ended.parent;
    }
  }
  return undefined;
}

/** A word typed without its `<` is replaced. */
function inText(text: string, offset: number, around: Surroundings): Place | undefined {
  let start = offset;
  while (start > 0 && /[\w.:-]/.test(text.charAt(start - 1))) {
    start--;
  }
  const span = { start, end: offset };
  if (start === offset && text[offset - 1] === '<') {
    const tag = new OpenTag('empty', '', offset - 1, offset, offset, offset, false);
    return { kind: 'element', ...around, tag, span };
  }
  return start === 0 || /[\s>]/.test(text.charAt(start - 1)) ? { kind: 'element', ...around, span } : undefined;
}

function inTag(text: string, tag: OpenTag, offset: number, around: Surroundings): Place | undefined {
  const here = { start: offset, end: offset };
  if (offset <= tag.nameEnd) {
    // The name of a tag without its `<` can begin after white space.
    return { kind: 'element', ...around, tag, span: offset < tag.nameStart ? here : tag.nameSpan };
  }
  // Directly before a name, another one can be typed.
  const attribute = tag.attributes.find(({ start, end }) => start < offset && offset <= end);
  if (attribute === undefined) {
    const isInSlash = text[offset - 1] === '/' && text[offset] === '>';
    return isInSlash ? undefined : { kind: 'attribute', ...around, tag, span: here };
  }
  const { nameSpan, valueSpan, equals, end } = attribute;
  if (offset <= nameSpan.end) {
    return { kind: 'attribute', ...around, tag, attribute, span: nameSpan };
  }
  if (valueSpan === undefined) {
    const isAfterEquals = equals !== undefined && offset === equals + 1;
    return isAfterEquals ? { kind: 'value', ...around, tag, attribute, span: here } : undefined;
  }
  if (valueSpan.start <= offset && offset <= valueSpan.end) {
    return { kind: 'value', ...around, tag, attribute, span: valueSpan };
  }
  return offset === end ? { kind: 'attribute', ...around, tag, span: here } : undefined;
}

/** What to insert at `offset` (UTF-16 units) after a typed `>` or `</`; undefined if the element is already closed. */
export function closeTagBehind({ text, tokens }: XmlText, offset: number): string | undefined {
  const token = tokens.findLast(({ start }) => start < offset);
  if (token?.kind !== 'open' && token?.kind !== 'close') {
    return undefined;
  }
  if (token.kind === 'close' && token.name === '' && token.start === offset - 2) {
    const name = token.closes?.name ?? '';
    return name === '' ? undefined : name + (/^\s*>/.test(text.slice(offset)) ? '' : '>');
  }
  // A second open tag of the same name is read as a close tag without its slash.
  const isOpened = token.kind === 'open' ? token.closeStart === -1 : text[token.start + 1] !== '/';
  const isTyped = token.end === offset && token.name !== '' && text[offset - 1] === '>';
  return isTyped && isOpened ? `</${token.name}>` : undefined;
}
