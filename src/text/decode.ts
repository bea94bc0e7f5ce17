import * as l10n from '@vscode/l10n';

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

export type DecodedText =
  | { readonly ok: true; readonly text: string; readonly encoding: Encoding; readonly bom: boolean }
  | { readonly ok: false; readonly message: string };

/** Read no more bytes of a file: even a large service has only a few thousandths of it. */
export const mostBytes = 64 * 1024 * 1024;

export const byteOrderMarks: readonly (readonly [encoding: Encoding, mark: readonly number[]])[] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
];

const starts: readonly (readonly [encoding: Encoding, first: readonly [number, number]])[] = [
  ['utf-16le', [0x3c, 0]],
  ['utf-16be', [0, 0x3c]],
];

/**
 * The bytes decide, not the XML declaration: editors save as UTF-8 what still declares utf-16. A declared single-byte
 * encoding counts only if the bytes are not valid UTF-8.
 */
export function decodeText(bytes: Uint8Array): DecodedText {
  const marked = byteOrderMarks.find(([, mark]) => mark.every((byte, index) => bytes[index] === byte));
  const encoding = marked?.[0] ?? starts.find(([, [a, b]]) => bytes[0] === a && bytes[1] === b)?.[0] ?? 'utf-8';
  const text = decoded(bytes, encoding);
  if (text !== undefined) {
    return { ok: true, text, encoding, bom: marked !== undefined };
  }
  return marked === undefined && declaresSingleByte(bytes) && !bytes.includes(0)
    ? { ok: true, text: fromWindows1252(bytes), encoding: 'windows-1252', bom: false }
    : { ok: false, message: l10n.t('The file is not valid {0} text.', encoding.toUpperCase()) };
}

/** The bytes 80 to 9F in Windows-1252, where ISO 8859-1 has control characters. */
export const windowsSigns = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ';

/** TextDecoder in Node.js 20 reads windows-1252 as if it were ISO 8859-1. */
function fromWindows1252(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => windowsSigns[byte - 0x80] ?? String.fromCharCode(byte)).join('');
}

/** Without the byte order mark; undefined if the bytes are not valid in the encoding or contain NULs. */
function decoded(bytes: Uint8Array, encoding: Encoding): string | undefined {
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
    return text.includes('\0') ? undefined : text;
  } catch {
    return undefined;
  }
}

function declaresSingleByte(bytes: Uint8Array): boolean {
  const head = String.fromCharCode(...bytes.subarray(0, 200));
  return /^<\?xml[^>]*encoding\s*=\s*["'](?:iso-8859-1|latin1|windows-1252)["']/i.test(head);
}
