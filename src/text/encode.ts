import { byteOrderMarks, type Encoding, windowsSigns } from './decode';

/** Encodes what `decodeText` returned; undefined if the encoding does not have one of the characters. */
export function encodeText(text: string, encoding: Encoding, bom: boolean): Uint8Array | undefined {
  const bytes = encoded(text, encoding);
  const mark = bom ? (byteOrderMarks.find(([of]) => of === encoding)?.[1] ?? []) : [];
  if (bytes === undefined) {
    return undefined;
  }
  const whole = new Uint8Array(mark.length + bytes.length);
  whole.set(mark);
  whole.set(bytes, mark.length);
  return whole;
}

function encoded(text: string, encoding: Encoding): Uint8Array | undefined {
  switch (encoding) {
    case 'utf-8':
      return /\p{Cs}/u.test(text) ? undefined : new TextEncoder().encode(text);
    case 'utf-16le':
    case 'utf-16be':
      return unitsOf(text, encoding === 'utf-16le');
    case 'windows-1252':
      return inWindows1252(text);
  }
}

function unitsOf(text: string, littleEndian: boolean): Uint8Array {
  const view = new DataView(new ArrayBuffer(text.length * 2));
  for (let index = 0; index < text.length; index++) {
    view.setUint16(index * 2, text.charCodeAt(index), littleEndian);
  }
  return new Uint8Array(view.buffer);
}

function inWindows1252(text: string): Uint8Array | undefined {
  const bytes = new Uint8Array(text.length);
  for (let index = 0; index < text.length; index++) {
    const sign = windowsSigns.indexOf(text.charAt(index));
    const byte = sign >= 0 ? 0x80 + sign : text.charCodeAt(index);
    if (byte > 0xff || (sign < 0 && byte >= 0x80 && byte < 0xa0)) {
      return undefined;
    }
    bytes[index] = byte;
  }
  return bytes;
}
