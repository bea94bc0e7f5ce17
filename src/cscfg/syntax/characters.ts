/** The character classes of XML 1.0 (fifth edition), sections 2.2 and 2.3. */

const nameStart =
  ':A-Z_a-z\\u{C0}-\\u{D6}\\u{D8}-\\u{F6}\\u{F8}-\\u{2FF}\\u{370}-\\u{37D}\\u{37F}-\\u{1FFF}\\u{200C}-\\u{200D}' +
  '\\u{2070}-\\u{218F}\\u{2C00}-\\u{2FEF}\\u{3001}-\\u{D7FF}\\u{F900}-\\u{FDCF}\\u{FDF0}-\\u{FFFD}\\u{10000}-\\u{EFFFF}';
const nameRest = `${nameStart}\\-.0-9\\u{B7}\\u{300}-\\u{36F}\\u{203F}-\\u{2040}`;

/** A Name at `lastIndex`. Its class lists combining characters and joiners by range, on purpose. */
// eslint-disable-next-line no-misleading-character-class
const name = new RegExp(`[${nameStart}][${nameRest}]*`, 'uy');
/** Names are of these characters nearly always; a Name goes on behind them only with one that is not of ASCII. */
const asciiName = /[A-Za-z_:][A-Za-z0-9_:.-]*/y;
/** All but Char; with the `u` flag a surrogate that is half of a pair never stands alone. */
const forbidden = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;
const forbiddenRun = new RegExp(`${forbidden.source}+`, 'gu');

/** The Name that starts at `offset`, '' where none does. */
export function nameAt(text: string, offset: number): string {
  asciiName.lastIndex = offset;
  const found = asciiName.exec(text)?.[0] ?? '';
  if (!(text.charCodeAt(offset + found.length) > 0x7f)) {
    return found;
  }
  name.lastIndex = offset;
  return name.exec(text)?.[0] ?? '';
}

/** The first offset from `offset` on that is no white space. */
export function skipSpace(text: string, offset: number): number {
  let at = offset;
  while (at < text.length && isSpace(text[at])) {
    at++;
  }
  return at;
}

/** Where the white space that ends at `end` begins, `from` at the earliest. */
export function beforeSpace(text: string, end = text.length, from = 0): number {
  let at = end;
  while (at > from && isSpace(text[at - 1])) {
    at--;
  }
  return at;
}

export function isSpace(character: string | undefined): boolean {
  return character === ' ' || character === '\t' || character === '\r' || character === '\n';
}

/** The offsets of characters that no XML 1.0 document may hold: control characters, U+FFFE, U+FFFF, lone surrogates. */
export function* forbiddenCharacters(text: string): Generator<number> {
  for (const match of text.matchAll(forbidden)) {
    yield match.index;
  }
}

export function removeForbidden(text: string): string {
  return text.replace(forbidden, '');
}

/** What stands in a name for a character that must go from it: a code point of names that no script uses. */
const standIn = '\u2FEF';

/**
 * A text of the same length without them, for a reader that shall not stumble over what is reported already: within a
 * name they count as part of it, elsewhere as white space.
 */
export function withoutForbidden(text: string): string {
  return text.replace(forbiddenRun, (run, at: number) => {
    const within = /[</]/.test(text.charAt(at - 1)) || (at > 0 && isInName(text, at - 1));
    return (within && isInName(text, at + run.length) ? standIn : ' ').repeat(run.length);
  });
}

/** A name as it is once the forbidden characters are gone from it. */
export function cleanName(name: string): string {
  return name.replaceAll(standIn, '');
}

/** Whether the character at `at` may stand in a name, if not as its first. */
export function isInName(text: string, at: number): boolean {
  return nameAt(`_${String.fromCodePoint(text.codePointAt(at) ?? 0)}`, 0).length > 1;
}

/** Whether XML 1.0 allows the code point, directly or by reference. */
export function isCharacter(codePoint: number): boolean {
  return (
    codePoint === 0x9 ||
    codePoint === 0xa ||
    codePoint === 0xd ||
    (codePoint >= 0x20 && codePoint <= 0xd7ff) ||
    (codePoint >= 0xe000 && codePoint <= 0xfffd) ||
    (codePoint >= 0x10000 && codePoint <= 0x10ffff)
  );
}
