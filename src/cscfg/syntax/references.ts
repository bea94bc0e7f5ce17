import { isCharacter, nameAt } from './characters';

/** A stretch of text that starts with `&`. */
export type Reference =
  /** A character reference or one of the five predefined entities. */
  | { readonly kind: 'character'; readonly end: number; readonly value: string }
  | { readonly kind: 'entity'; readonly end: number; readonly name: string }
  /** A reference to a character that XML does not allow, such as `&#0;`. */
  | { readonly kind: 'forbidden'; readonly end: number }
  | { readonly kind: 'bare' };

const predefined: ReadonlyMap<string, string> = new Map([
  ['lt', '<'],
  ['gt', '>'],
  ['amp', '&'],
  ['apos', "'"],
  ['quot', '"'],
]);

const characterReference = /&#(?:([0-9]+)|x([0-9A-Fa-f]+));/y;

/** Reads the `&` at `offset` (XML 1.0, section 4.1). `end` is the offset after its semicolon. */
export function referenceAt(text: string, offset: number): Reference {
  characterReference.lastIndex = offset;
  const numeric = characterReference.exec(text);
  if (numeric !== null) {
    const end = offset + numeric[0].length;
    const codePoint = numeric[1] === undefined ? parseInt(numeric[2] ?? '', 16) : parseInt(numeric[1], 10);
    return isCharacter(codePoint)
      ? { kind: 'character', end, value: String.fromCodePoint(codePoint) }
      : { kind: 'forbidden', end };
  }
  const name = nameAt(text, offset + 1);
  const end = offset + 1 + name.length + 1;
  if (name === '' || text[end - 1] !== ';') {
    return { kind: 'bare' };
  }
  const value = predefined.get(name);
  return value === undefined ? { kind: 'entity', end, name } : { kind: 'character', end, value };
}
