import assert from 'node:assert/strict';
import { decodeText } from '../../src/text/decode';

const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values);
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const utf16le = (text: string): Uint8Array => Buffer.from(text, 'utf16le');
const utf16be = (text: string): Uint8Array => Buffer.from(text, 'utf16le').swap16();
const latin1 = (text: string): Uint8Array => Buffer.from(text, 'latin1');
const join = (...parts: Uint8Array[]): Uint8Array => Buffer.concat(parts);

const plain = '<a b="Zürich 𝄞 №"/>\r\n';
const says = (encoding: string, value = 'x'): string =>
  `<?xml version="1.0" encoding="${encoding}"?>\n<a b="${value}"/>`;

describe('decodeText', () => {
  const read: readonly (readonly [what: string, given: Uint8Array, text: string, how: string])[] = [
    ['UTF-8', utf8(plain), plain, 'utf-8'],
    ['UTF-8 with a byte order mark', join(bytes(0xef, 0xbb, 0xbf), utf8(plain)), plain, 'utf-8 bom'],
    ['UTF-16 LE with a byte order mark', join(bytes(0xff, 0xfe), utf16le(plain)), plain, 'utf-16le bom'],
    ['UTF-16 BE with a byte order mark', join(bytes(0xfe, 0xff), utf16be(plain)), plain, 'utf-16be bom'],
    ['UTF-16 LE without one', utf16le(plain), plain, 'utf-16le'],
    ['UTF-16 BE without one', utf16be(plain), plain, 'utf-16be'],
    ['UTF-8 that declares utf-16', utf8(says('utf-16', 'ü')), says('utf-16', 'ü'), 'utf-8'],
    ['UTF-8 that declares iso-8859-1', utf8(says('iso-8859-1', 'ü')), says('iso-8859-1', 'ü'), 'utf-8'],
    ['UTF-16 that declares utf-8', join(bytes(0xff, 0xfe), utf16le(says('utf-8'))), says('utf-8'), 'utf-16le bom'],
    ['ISO 8859-1 that declares it', latin1(says('iso-8859-1', 'ü')), says('iso-8859-1', 'ü'), 'windows-1252'],
    ['Windows-1252 that declares it', latin1(says('Windows-1252', '\x80')), says('Windows-1252', '€'), 'windows-1252'],
    ['only the first of two byte order marks', join(utf8('\uFEFF\uFEFF<a/>')), '\uFEFF<a/>', 'utf-8 bom'],
    ['an empty file', bytes(), '', 'utf-8'],
    ['a file of nothing but a byte order mark', bytes(0xef, 0xbb, 0xbf), '', 'utf-8 bom'],
  ];
  for (const [what, given, text, how] of read) {
    it(`reads ${what}`, () => {
      const decoded = decodeText(given);
      assert.ok(decoded.ok);
      assert.equal(decoded.text, text);
      assert.equal(`${decoded.encoding}${decoded.bom ? ' bom' : ''}`, how);
    });
  }

  const refused: readonly (readonly [what: string, given: Uint8Array, encoding: string])[] = [
    ['bytes that are no UTF-8', bytes(0x3c, 0xe9, 0x3e), 'UTF-8'],
    ['ISO 8859-1 that declares utf-8', latin1(says('utf-8', 'ü')), 'UTF-8'],
    ['UTF-8 that breaks off within a character', utf8('<a>ü').subarray(0, 4), 'UTF-8'],
    ['NUL bytes', bytes(0x3c, 0x61, 0x00, 0x3e), 'UTF-8'],
    ['a picture', bytes(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0x00), 'UTF-8'],
    ['UTF-16 of an odd length', join(bytes(0xff, 0xfe), utf16le('<a/>'), bytes(0x3c)), 'UTF-16LE'],
    ['half a surrogate pair', join(bytes(0xfe, 0xff), utf16be('<a>\uD834</a>')), 'UTF-16BE'],
    [
      'UTF-8 with a byte order mark that declares and is ISO 8859-1',
      join(utf8('\uFEFF'), latin1(says('latin1', 'ü'))),
      'UTF-8',
    ],
  ];
  for (const [what, given, encoding] of refused) {
    it(`recognizes that ${what} is not text`, () => {
      const decoded = decodeText(given);
      assert.ok(!decoded.ok);
      assert.equal(decoded.message, `The file is not valid ${encoding} text.`);
    });
  }
});
