/** The character classes of XML 1.0 (fifth edition), sections 2.2 and 2.3. */

const nameStart =
  ':A-Z_a-z\\u{C0}-\\u{D6}\\u{D8}-\\u{F6}\\u{F8}-\\u{2FF}\\u{370}-\\u{37D}\\u{37F}-\\u{1FFF}\\u{200C}-\\u{200D}' +
  '\\u{2070}-\\u{218F}\\u{2C00}-\\u{2FEF}\\u{3001}-\\u{D7FF}\\u{F900}-\\u{FDCF}\\u{FDF0}-\\u{FFFD}\\u{10000}-\\u{EFFFF}';
const nameRest = `${nameStart}\\-.0-9\\u{B7}\\u{300}-\\u{36F}\\u{203F}-\\u{2040}`;

// The class lists combining characters and joiners by range, on purpose.
// eslint-disable-next-line no-misleading-character-class
const name = new RegExp(`[${nameStart}][${nameRest}]*`, 'uy');
// eslint-disable-next-line no-misleading-character-class
const inName = new RegExp(`[${nameRest}]`, 'uy');

const isAsciiName = new Uint8Array(128);
for (const character of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_:') {
  isAsciiName[character.charCodeAt(0)] = 2;
}
for (const character of '0123456789.-') {
  isAsciiName[character.charCodeAt(0)] = 1;
}

/** Where the Name that starts at `start` ends; `start` where none does. */
export function nameEnd(text: string, start: number): number {
  let at = start;
  let code = text.charCodeAt(at);
  if (code < 128 && isAsciiName[code] !== 2) {
    return start;
  }
  while (code < 128 && isAsciiName[code] !== 0) {
    code = text.charCodeAt(++at);
  }
  if (!(code > 127)) {
    return at;
  }
  name.lastIndex = start;
  return name.test(text) ? name.lastIndex : start;
}

/** The Name that starts at `start`, '' where none does. */
export function nameAt(text: string, start: number): string {
  return text.slice(start, nameEnd(text, start));
}

/** Where a name that began further ahead ends, if it goes on at `start`. */
export function nameRestEnd(text: string, start: number): number {
  let at = start;
  while (isInName(text, at)) {
    at += (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
  }
  return at;
}

/** Whether the character at `at` can be in a name, if not as its first. */
export function isInName(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (code < 128) {
    return isAsciiName[code] !== 0;
  }
  inName.lastIndex = at;
  return inName.test(text) && inName.lastIndex > at;
}

export function isSpaceCode(code: number): boolean {
  return code === 32 || code === 10 || code === 13 || code === 9;
}

export function isSpaceAt(text: string, at: number): boolean {
  return isSpaceCode(text.charCodeAt(at));
}

/** The first offset from `offset` on that is no white space. */
export function skipSpace(text: string, offset: number): number {
  let at = offset;
  while (isSpaceCode(text.charCodeAt(at))) {
    at++;
  }
  return at;
}

/** Where the white space that ends at `end` begins, `from` at the earliest. */
export function beforeSpace(text: string, end = text.length, from = 0): number {
  let at = end;
  while (at > from && isSpaceCode(text.charCodeAt(at - 1))) {
    at--;
  }
  return at;
}

/** What XML 1.0 may not allow: surrogates are allowed in pairs. */
// eslint-disable-next-line no-control-regex
const suspicious = /[\0-\x08\x0B\x0C\x0E-\x1F\uD800-\uDFFF\uFFFE\uFFFF]/g;

/** The offsets of characters that no XML 1.0 document may hold: control characters, U+FFFE, U+FFFF, lone surrogates. */
export function* forbiddenCharacters(text: string): Generator<number, undefined> {
  for (let at = nextSuspicious(text, 0); at !== -1;) {
    const isPair = (text.codePointAt(at) ?? 0) > 0xffff;
    if (!isPair) {
      yield at;
    }
    at = nextSuspicious(text, at + (isPair ? 2 : 1));
  }
}

function nextSuspicious(text: string, from: number): number {
  suspicious.lastIndex = from;
  return suspicious.test(text) ? suspicious.lastIndex - 1 : -1;
}

export function removeForbidden(text: string): string {
  return replaceForbidden(text, () => '');
}

/** What stands in a name for a character that must go from it: a code point of names that no script uses. */
const standIn = '\u2FEF';

/**
 * A text of the same length without them, so that the reader reports them once: within a name they count as part of
 * it, elsewhere as white space.
 */
export function withoutForbidden(text: string): string {
  return replaceForbidden(text, (start, end) => {
    const before = text.charAt(start - 1);
    const isWithin = (before === '<' || before === '/' || isInName(text, start - 1)) && isInName(text, end);
    return (isWithin ? standIn : ' ').repeat(end - start);
  });
}

/** A name as it is once the forbidden characters are gone from it. */
export function cleanName(written: string): string {
  return written.includes(standIn) ? written.replaceAll(standIn, '') : written;
}

function replaceForbidden(text: string, replacement: (start: number, end: number) => string): string {
  const pieces: string[] = [];
  let [kept, start, end] = [0, -1, -1];
  const flush = (): void => {
    if (start !== -1) {
      pieces.push(text.slice(kept, start), replacement(start, end));
      kept = end;
    }
  };
  for (const at of forbiddenCharacters(text)) {
    if (at !== end) {
      flush();
      start = at;
    }
    end = at + 1;
  }
  flush();
  return pieces.length === 0 ? text : pieces.join('') + text.slice(kept);
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
