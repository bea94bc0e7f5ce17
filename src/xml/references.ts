import type { Span } from '../text/span';
import { isCharacter, isSpaceAt, matchAt, namePattern } from './characters';

const predefined: ReadonlyMap<string, string> = new Map([
  ['lt', '<'],
  ['gt', '>'],
  ['amp', '&'],
  ['apos', "'"],
  ['quot', '"'],
]);

interface Reference {
  readonly written: string;
  /** Undefined for a character reference. */
  readonly name: string | undefined;
  /** Undefined if the entity is not predefined or XML does not allow the character. */
  readonly character: string | undefined;
}

const reference = new RegExp(`&(?:#([0-9]+)|#x([0-9A-Fa-f]+)|(${namePattern}));`, 'uy');

/** The reference at `at` (XML 1.0, section 4.1); undefined if the `&` starts none. */
export function referenceAt(text: string, at: number): Reference | undefined {
  const match = matchAt(reference, text, at);
  if (match === null) {
    return undefined;
  }
  const [written, decimal, hexadecimal, name] = match;
  if (name !== undefined) {
    return { written, name, character: predefined.get(name) };
  }
  const code = decimal === undefined ? parseInt(hexadecimal ?? '', 16) : parseInt(decimal, 10);
  return { written, name, character: isCharacter(code) ? String.fromCodePoint(code) : undefined };
}

/** A value as XML readers see it, and the document offset of each of its UTF-16 units. */
export interface DecodedValue {
  readonly value: string;
  readonly offsetOf: (index: number) => number;
}

/** References, and white space as in XML 1.0, sections 2.11 and 3.3.3. An invalid reference stays as written. */
export function decodeValue(text: string, span: Span): DecodedValue {
  const written = text.slice(span.start, span.end);
  if (!/[&\t\r\n]/.test(written)) {
    return { value: written, offsetOf: (index) => span.start + Math.min(Math.max(index, 0), written.length) };
  }
  const offsets: number[] = [];
  let value = '';
  for (let at = 0; at < written.length;) {
    const found = written[at] === '&' ? referenceAt(written, at) : undefined;
    const decoded = found?.character ?? (isSpaceAt(written, at) ? ' ' : written.charAt(at));
    offsets.push(span.start + at);
    if (decoded.length > 1) {
      // A surrogate pair from one reference.
      offsets.push(span.start + at);
    }
    value += decoded;
    at += found?.character === undefined ? (written.startsWith('\r\n', at) ? 2 : 1) : found.written.length;
  }
  return { value, offsetOf: (index) => offsets[Math.max(index, 0)] ?? span.end };
}
