import assert from 'node:assert/strict';
import fc from 'fast-check';
import { decodeText } from '../../src/text/decode';
import { encodeText } from '../../src/text/encode';

describe('encodeText', () => {
  const xml = '<?xml version="1.0"?>\r\n<a b="é€𝕏"/>\n';
  const files: readonly (readonly [name: string, bytes: Uint8Array])[] = [
    ['UTF-8', Buffer.from(xml)],
    ['UTF-8 with a byte order mark', Buffer.from(`\uFEFF${xml}`)],
    ['UTF-16LE with a byte order mark', Buffer.from(`\uFEFF${xml}`, 'utf16le')],
    ['UTF-16LE', Buffer.from(xml, 'utf16le')],
    ['UTF-16BE with a byte order mark', Buffer.from(`\uFEFF${xml}`, 'utf16le').swap16()],
    ['Windows-1252', Buffer.concat([Buffer.from('<?xml version="1.0" encoding="windows-1252"?>'), everyByte()])],
    ['nothing', Buffer.of()],
  ];
  files.forEach(([name, bytes]) => {
    it(`returns the bytes that were decoded: ${name}`, () => {
      const decoded = decodeText(bytes);
      assert.ok(decoded.ok);
      assert.deepEqual(
        Buffer.from(encodeText(decoded.text, decoded.encoding, decoded.bom) ?? []).toString('hex'),
        Buffer.from(bytes).toString('hex'),
      );
    });
  });

  it('returns the bytes of every text that can be decoded', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
        const decoded = decodeText(bytes);
        if (decoded.ok) {
          const encoded = encodeText(decoded.text, decoded.encoding, decoded.bom) ?? [];
          assert.deepEqual([...encoded], [...bytes]);
        }
      }),
    );
  });

  it('returns undefined for a character that the encoding does not have', () => {
    assert.equal(encodeText('ł', 'windows-1252', false), undefined);
    assert.equal(encodeText('\u0080', 'windows-1252', false), undefined);
    assert.equal(encodeText('\uD800', 'utf-8', false), undefined);
  });
});

function everyByte(): Uint8Array {
  return Uint8Array.from({ length: 255 }, (_, index) => index + 1);
}
