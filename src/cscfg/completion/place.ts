import type { Span } from '../text/span';
import { readTags, type Tag, type TagAttribute } from './readTags';

/** Where something is typed, and what is around it. */
export type Place =
  /** Between tags, or on the name of one: `tag`, where its `<` is typed. */
  | (Surroundings & { readonly kind: 'element'; readonly tag?: Tag; readonly span: Span })
  /** In a tag, where an attribute stands or may be typed. */
  | (InTag & { readonly kind: 'attribute'; readonly attribute?: TagAttribute; readonly span: Span })
  /** `span`: of the value between its quotes; behind the `=` where it has none yet. */
  | (InTag & { readonly kind: 'value'; readonly attribute: TagAttribute; readonly span: Span })
  /** Behind `</`. */
  | (Surroundings & { readonly kind: 'close'; readonly tag: Tag; readonly span: Span });

export interface Surroundings {
  /** The elements around it, the outermost first. */
  readonly around: readonly OpenElement[];
  /** The tags of its siblings before and behind it. */
  readonly before: readonly Tag[];
  readonly behind: readonly Tag[];
}

type InTag = Surroundings & { readonly tag: Tag };

export interface OpenElement {
  readonly tag: Tag;
  /** The open tags of its children so far. */
  readonly children: readonly Tag[];
}

/** Where `offset` (UTF-16 units) is in the text. Undefined where nothing can be completed: in comments and the like. */
export function placeAt(text: string, offset: number): Place | undefined {
  const tags = readTags(text);
  const at = tags.findIndex(({ span }) => span.start < offset && offset <= span.end);
  const found = tags[at];
  const isBehind = offset === found?.span.end && isEnded(text, found);
  const index = found === undefined ? tags.findIndex(({ span }) => span.start >= offset) : isBehind ? at + 1 : at;
  const here = isBehind ? undefined : found;
  if (here?.kind === 'markup') {
    return undefined;
  }
  const next = index < 0 ? tags.length : index;
  const surroundings = surroundingsOf(tags.filter(isTag), tags.slice(0, next).filter(isTag).length, here);
  return here === undefined
    ? inText(text, offset, surroundings)
    : here.kind === 'close'
      ? inCloseTag(here, offset, surroundings)
      : inTag(text, here, offset, surroundings);
}

function isTag(one: { readonly kind: string }): one is Tag {
  return one.kind !== 'markup';
}

function isEnded(text: string, one: ReturnType<typeof readTags>[number]): boolean {
  return one.kind === 'markup' ? /(?:-->|\]\]>|\?>|>)$/.test(text.slice(one.span.start, one.span.end)) : one.finished;
}

/** `next`: the index of the first tag behind the place, or of the one that it is in. */
function surroundingsOf(tags: readonly Tag[], next: number, here: Tag | undefined): Surroundings {
  const around: { readonly tag: Tag; readonly children: Tag[] }[] = [];
  const top: Tag[] = [];
  for (const tag of tags.slice(0, next)) {
    if (tag.kind === 'close') {
      const opened = around.findLastIndex((one) => one.tag.name === tag.name);
      around.splice(opened < 0 ? around.length : opened);
    } else {
      (around.at(-1)?.children ?? top).push(tag);
      if (tag.kind === 'open') {
        around.push({ tag, children: [] });
      }
    }
  }
  const behind = siblingsFrom(tags, here === undefined ? next : closerOf(tags, next) + 1);
  return { around, before: around.at(-1)?.children ?? top, behind };
}

/** The index of the tag's close tag, or of the tag itself where it has none. */
export function closerOf(tags: readonly Tag[], index: number): number {
  if (tags[index]?.kind !== 'open') {
    return index;
  }
  let depth = 0;
  for (let at = index + 1; at < tags.length; at++) {
    const kind = tags[at]?.kind;
    if (kind === 'open') {
      depth++;
    } else if (kind === 'close' && depth-- === 0) {
      return at;
    }
  }
  return index;
}

/** The tags of the elements from `index` on, up to the end of what they are in. */
function siblingsFrom(tags: readonly Tag[], index: number): readonly Tag[] {
  const siblings: Tag[] = [];
  let depth = 0;
  for (const tag of tags.slice(index)) {
    if (tag.kind === 'close') {
      if (depth-- === 0) {
        break;
      }
    } else {
      if (depth === 0) {
        siblings.push(tag);
      }
      depth += tag.kind === 'open' ? 1 : 0;
    }
  }
  return siblings;
}

/** A word that is typed without its `<` is replaced by what is chosen. */
function inText(text: string, offset: number, surroundings: Surroundings): Place | undefined {
  const word = /[\w.:-]*$/.exec(text.slice(0, offset))?.[0].length ?? 0;
  const start = offset - word;
  const before = /[^\s>]$/.test(text.slice(0, start));
  return before ? undefined : { kind: 'element', ...surroundings, span: { start, end: offset } };
}

function inCloseTag(tag: Tag, offset: number, surroundings: Surroundings): Place | undefined {
  const { nameSpan } = tag;
  return offset < nameSpan.start || offset > nameSpan.end
    ? undefined
    : { kind: 'close', ...surroundings, tag, span: nameSpan };
}

function inTag(text: string, tag: Tag, offset: number, surroundings: Surroundings): Place | undefined {
  const { nameSpan, attributes } = tag;
  if (offset <= nameSpan.end) {
    return { kind: 'element', ...surroundings, tag, span: { start: nameSpan.start, end: nameSpan.end } };
  }
  // Right before a name another one may be typed.
  const attribute = attributes.find((one) => one.nameSpan.start < offset && offset <= one.end);
  if (attribute === undefined) {
    const isInSlash = text[offset - 1] === '/' && text[offset] === '>';
    return isInSlash ? undefined : { kind: 'attribute', ...surroundings, tag, span: { start: offset, end: offset } };
  }
  return inAttribute(tag, attribute, offset, surroundings);
}

function inAttribute(tag: Tag, attribute: TagAttribute, offset: number, surroundings: Surroundings): Place | undefined {
  const { nameSpan, value, equals, end } = attribute;
  if (offset <= nameSpan.end) {
    return { kind: 'attribute', ...surroundings, tag, attribute, span: nameSpan };
  }
  if (value !== undefined && value.start <= offset && offset <= value.end) {
    return { kind: 'value', ...surroundings, tag, attribute, span: { start: value.start, end: value.end } };
  }
  if (value !== undefined && offset === end) {
    return { kind: 'attribute', ...surroundings, tag, span: { start: offset, end: offset } };
  }
  return value === undefined && equals !== undefined && offset === equals + 1
    ? { kind: 'value', ...surroundings, tag, attribute, span: { start: offset, end: offset } }
    : undefined;
}
