import { LineIndex } from '../text/lines';
import { type Span, spanContains } from '../text/span';
import { closeTagBehind as behind } from '../xml/cursor';
import { readXml } from '../xml/reader';
import { walk, type XmlAttribute, type XmlElement } from '../xml/tree';
import type { CscfgDocument } from './document';

/** Lines that fold into the first of them; zero-based, both inclusive. */
export interface FoldingRange {
  readonly startLine: number;
  readonly endLine: number;
  readonly kind: 'element' | 'comment' | 'region';
}

export function foldingRanges(document: CscfgDocument): readonly FoldingRange[] {
  const lines = new LineIndex(document.text);
  const lineOf = (offset: number) => lines.positionAt(offset).line;
  const found: FoldingRange[] = [...markupRanges(document, lineOf)];
  for (const { openTag, closeTag, span } of walk(document.roots)) {
    const startLine = lineOf(openTag.start);
    const endLine = closeTag === undefined ? lineOf(span.end) : lineOf(closeTag.start) - 1;
    const tagEnd = lineOf(openTag.end);
    found.push({ startLine, endLine: Math.max(endLine, tagEnd), kind: 'element' });
  }
  return found
    .filter(({ startLine, endLine }) => endLine > startLine)
    .sort((a, b) => a.startLine - b.startLine || b.endLine - a.endLine);
}

function* markupRanges({ text, xml }: CscfgDocument, lineOf: (offset: number) => number): Generator<FoldingRange> {
  const regions: number[] = [];
  for (const { kind, start, end } of xml.markup) {
    const comment = kind === 'comment' ? /^<!--\s*(#(?:end)?region\b)?/.exec(text.slice(start, end)) : null;
    if (comment === null) {
      continue;
    }
    if (comment[1] === '#region') {
      regions.push(lineOf(start));
    } else if (comment[1] === '#endregion') {
      const startLine = regions.pop();
      if (startLine !== undefined) {
        yield { startLine, endLine: lineOf(end), kind: 'region' };
      }
    } else {
      yield { startLine: lineOf(start), endLine: lineOf(end), kind: 'comment' };
    }
  }
}

/** The smallest first: a value, its attribute, the tag, the content, the element … */
export function selectionSpans({ roots, text }: CscfgDocument, offset: number): readonly Span[] {
  const around = [...walk(roots, ({ span }) => spanContains(span, offset))]
    .filter(({ span }) => spanContains(span, offset))
    .toReversed();
  const spans = around.flatMap((element, index) => spansOf(element, index === 0, offset));
  return growing([...spans, { start: 0, end: text.length }].filter((span) => spanContains(span, offset)));
}

function spansOf({ openTag, closeTag, span, attributes, nameSpan }: XmlElement, isInner: boolean, offset: number) {
  const attribute = isInner ? attributes.find((one) => spanContains(one.span, offset)) : undefined;
  const inOpenTag = openTag.start < offset && offset < openTag.end;
  const inCloseTag = closeTag !== undefined && closeTag.start < offset && offset < closeTag.end;
  const content = closeTag === undefined ? [] : [{ start: openTag.end, end: closeTag.start }];
  return [
    ...(attribute === undefined ? [] : attributeSpans(attribute, offset)),
    ...(isInner && attribute === undefined && spanContains(nameSpan, offset) ? [nameSpan] : []),
    ...(isInner && inOpenTag ? [openTag] : isInner && inCloseTag ? [closeTag] : content),
    span,
  ];
}

function attributeSpans({ nameSpan, valueSpan, span }: XmlAttribute, offset: number): readonly Span[] {
  if (spanContains(nameSpan, offset)) {
    return [nameSpan, span];
  }
  return valueSpan === undefined || !spanContains(valueSpan, offset)
    ? [span]
    : [valueSpan, { start: valueSpan.start - 1, end: span.end }, span];
}

/** Each span is larger than the one before, and around it. */
function growing(spans: readonly Span[]): readonly Span[] {
  const grown: Span[] = [];
  for (const span of spans) {
    const last = grown.at(-1);
    const isAround = last === undefined || (span.start <= last.start && last.end <= span.end);
    if (isAround && (last === undefined || span.end - span.start > last.end - last.start)) {
      grown.push(span);
    }
  }
  return grown;
}

/** Both names of an element, to change them at once; undefined if `offset` is in neither, or they differ. */
export function linkedNames({ roots, text }: CscfgDocument, offset: number): readonly [Span, Span] | undefined {
  for (const { nameSpan, closeTag, name } of walk(roots, ({ span }) => spanContains(span, offset))) {
    if (closeTag === undefined || name === '') {
      continue;
    }
    const closer = { start: closeTag.start + 2, end: closeTag.start + 2 + name.length };
    const isPair = text.slice(closer.start, closer.end) === name;
    if (isPair && (spanContains(nameSpan, offset) || spanContains(closer, offset))) {
      return [nameSpan, closer];
    }
  }
  return undefined;
}

/** What to insert at `offset` (UTF-16 units) after a typed `>` or `</`, if anything. */
export function closeTagBehind(text: string, offset: number): string | undefined {
  return behind(readXml(text), offset);
}
