import type { Span } from '../text/span';
import { referenceAt } from './references';

/** A value as the reader of the XML sees it, and where each of its UTF-16 units stands in the document. */
export interface DecodedValue {
  readonly value: string;
  readonly offsetOf: (index: number) => number;
}

/**
 * Decodes the text between the quotes: references to characters and predefined entities, and white space as XML 1.0
 * sections 2.11 and 3.3.3 say (a line end of any kind, or a tab, is one space). What is no valid reference stands
 * as written.
 */
export function decodeValue(text: string, span: Span): DecodedValue {
  const written = text.slice(span.start, span.end);
  if (!/[&\t\r\n]/.test(written)) {
    return { value: written, offsetOf: (index) => span.start + Math.min(Math.max(index, 0), written.length) };
  }
  const offsets: number[] = [];
  let value = '';
  for (let at = span.start; at < span.end;) {
    const { decoded, end } = unitAt(text, at, span.end);
    // Both units of an astral character stand for the one place that wrote it.
    offsets.push(...new Array<number>(decoded.length).fill(at));
    value += decoded;
    at = end;
  }
  return { value, offsetOf: (index) => offsets[Math.max(index, 0)] ?? span.end };
}

function unitAt(text: string, at: number, limit: number): { readonly decoded: string; readonly end: number } {
  const character = text.charAt(at);
  if (character === '&') {
    const reference = referenceAt(text, at);
    if (reference.kind === 'character' && reference.end <= limit) {
      return { decoded: reference.value, end: reference.end };
    }
  }
  if (character === '\r' && text[at + 1] === '\n' && at + 1 < limit) {
    return { decoded: ' ', end: at + 2 };
  }
  return { decoded: /[\t\r\n]/.test(character) ? ' ' : character, end: at + 1 };
}
