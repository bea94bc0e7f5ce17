import type { CscfgDocument } from '../document';
import { walk, type XmlAttribute, type XmlElement } from '../../xml/tree';
import { spanContains, type Span } from '../text/span';

/** What a growing selection takes in, the smallest first: a value, its attribute, the tag, the content, the element … */
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

/** Each larger than the one before, and around it. */
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
