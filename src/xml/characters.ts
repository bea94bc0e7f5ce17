/** The character classes of XML 1.0 (fifth edition), sections 2.2 and 2.3. */

const nameStart =
  ':A-Z_a-z\\u{C0}-\\u{D6}\\u{D8}-\\u{F6}\\u{F8}-\\u{2FF}\\u{370}-\\u{37D}\\u{37F}-\\u{1FFF}\\u{200C}-\\u{200D}' +
  '\\u{2070}-\\u{218F}\\u{2C00}-\\u{2FEF}\\u{3001}-\\u{D7FF}\\u{F900}-\\u{FDCF}\\u{FDF0}-\\u{FFFD}\\u{10000}-\\u{EFFFF}';
const nameRest = `${nameStart}\\-.0-9\\u{B7}\\u{300}-\\u{36F}\\u{203F}-\\u{2040}`;

/** For expressions with the flag `u`. */
export const namePattern = `[${nameStart}][${nameRest}]*`;

// The class lists combining characters and joiners by range, on purpose.
// eslint-disable-next-line no-misleading-character-class
const name = new RegExp(namePattern, 'uy');
// eslint-disable-next-line no-misleading-character-class
const restOfName = new RegExp(`[${nameRest}]+`, 'uy');

/** 2: can start a name; 1: only after its start. */
const asciiNames = new Uint8Array(128);
for (const character of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_:') {
  asciiNames[character.charCodeAt(0)] = 2;
}
for (const character of '0123456789.-') {
  asciiNames[character.charCodeAt(0)] = 1;
}

/** `start` if no name starts there. */
export function nameEnd(text: string, start: number): number {
  let at = start;
  let code = text.charCodeAt(at);
  if (code < 128 && asciiNames[code] !== 2) {
    return start;
  }
  while (code < 128 && asciiNames[code] !== 0) {
    code = text.charCodeAt(++at);
  }
  if (!(code > 127)) {
    return at;
  }
  return endOf(name, text, start);
}

export function nameRestEnd(text: string, start: number): number {
  return endOf(restOfName, text, start);
}

/** `pattern` must be sticky. */
export function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

/** `at` if the sticky pattern does not match. */
export function endOf(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at;
}

export function isSpaceCode(code: number): boolean {
  return code === 32 || code === 10 || code === 13 || code === 9;
}

export function isSpaceAt(text: string, at: number): boolean {
  return isSpaceCode(text.charCodeAt(at));
}

export function skipSpace(text: string, offset: number): number {
  let at = offset;
  while (isSpaceCode(text.charCodeAt(at))) {
    at++;
  }
  return at;
}

export function beforeSpace(text: string, end = text.length, from = 0): number {
  let at = end;
  while (at > from && isSpaceCode(text.charCodeAt(at - 1))) {
    at--;
  }
  return at;
}

/** What XML 1.0 forbids: control characters, U+FFFE, U+FFFF, lone surrogates. */
const forbidden =
  // eslint-disable-next-line no-control-regex
  /[\0-\x08\x0B\x0C\x0E-\x1F\uFFFE\uFFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;
const forbiddenRun = new RegExp(`(?:${forbidden.source})+`, 'g');
/** Only unpaired surrogates are forbidden, but testing for any is much faster. */
// eslint-disable-next-line no-control-regex
const suspicious = /[\0-\x08\x0B\x0C\x0E-\x1F\uD800-\uDFFF\uFFFE\uFFFF]/;

export function* forbiddenCharacters(text: string): Generator<number, undefined> {
  for (const { index } of suspicious.test(text) ? text.matchAll(forbidden) : []) {
    yield index;
  }
}

export function removeForbidden(text: string): string {
  return text.replace(forbidden, '');
}

/** Replaces a forbidden character in a name: no script uses this code point in names. */
const standIn = '\u2FEF';

/** Replaces forbidden characters: within names by a name character, elsewhere by white space. */
export function withoutForbidden(text: string): string {
  return text.replace(forbiddenRun, (run: string, start: number) => {
    const before = text.charAt(start - 1);
    const isNameBefore = before === '<' || before === '/' || nameRestEnd(text, start - 1) > start - 1;
    return (isNameBefore && nameRestEnd(text, start + run.length) > start + run.length ? standIn : ' ').repeat(
      run.length,
    );
  });
}

export function cleanName(written: string): string {
  return written.includes(standIn) ? written.replaceAll(standIn, '') : written;
}

export function isCharacter(codePoint: number): boolean {
  return codePoint <= 0x10ffff && String.fromCodePoint(codePoint).search(forbidden) === -1;
}
