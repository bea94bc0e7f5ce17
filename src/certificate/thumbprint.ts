import { isPlaceholder, isProse, isToken } from './placeholder';
import { onlyThumbprint, printedThumbprints } from './printedThumbprints';
import { vaultIdentifier, type VaultIdentifier } from './vaultIdentifier';
import type { Thumbprint } from './verdict';

export type LooksLike =
  | { readonly kind: 'sha256' }
  /** A SHA-1 hash in base64url, as Key Vault returns it. */
  | { readonly kind: 'x5t'; readonly thumbprint: Thumbprint }
  /** With other text, such as `SHA1 Fingerprint=7C:B8:…`. */
  | { readonly kind: 'embedded'; readonly thumbprint: Thumbprint }
  | { readonly kind: 'digits'; readonly count: number }
  /** About as long as a thumbprint, but `character` is not a hexadecimal digit. */
  | { readonly kind: 'letter'; readonly character: string }
  | { readonly kind: 'pem' }
  | { readonly kind: 'guid' }
  | { readonly kind: 'identifier'; readonly identifier: VaultIdentifier }
  | { readonly kind: 'url' }
  | { readonly kind: 'other' };

/** `visible`: without hidden characters and outer white space; `digits`: also without separators, in upper case. */
export function looksLike(visible: string, digits: string): LooksLike {
  const identifier = vaultIdentifier(visible);
  // The identifier of a secret named by a thumbprint contains that thumbprint.
  if (identifier !== undefined && !/^[0-9A-F]{40}$/i.test(identifier.certificate)) {
    return { kind: 'identifier', identifier };
  }
  if (/^\{?[0-9A-F]{8}-(?:[0-9A-F]{4}-){3}[0-9A-F]{12}\}?$/i.test(visible)) {
    return { kind: 'guid' };
  }
  if (/^[0-9A-F]{64}$/.test(digits) || isBase64(visible, 32)) {
    return { kind: 'sha256' };
  }
  if (/^[0-9A-F]+$/.test(digits)) {
    return { kind: 'digits', count: digits.length };
  }
  if (isBase64(visible, 20)) {
    return { kind: 'x5t', thumbprint: hexOfBase64(visible) };
  }
  // A base64 DER certificate starts with the bytes of a long SEQUENCE.
  if (/-----BEGIN|^MII[A-D]/.test(visible)) {
    return { kind: 'pem' };
  }
  if (identifier === undefined && /^https?:\/\//i.test(visible)) {
    return { kind: 'url' };
  }
  return embeddedThumbprint(visible) ?? almost(digits) ?? { kind: 'other' };
}

function embeddedThumbprint(visible: string): LooksLike | undefined {
  const [stated, another] = printedThumbprints(visible);
  const found = another === undefined ? (stated ?? onlyThumbprint(visible)) : undefined;
  return found === undefined ? undefined : { kind: 'embedded', thumbprint: found };
}

function almost(digits: string): LooksLike | undefined {
  const strange = digits.match(/[^0-9A-F]/gu) ?? [];
  const [character] = strange;
  return character !== undefined && strange.length <= 4 && Math.abs(digits.length - 40) <= 4
    ? { kind: 'letter', character }
    : undefined;
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Base64 or base64url of exactly that many bytes, padded or not. */
function isBase64(text: string, bytes: number): boolean {
  const unpadded = text.replace(/={1,2}$/, '');
  if (!/^[A-Za-z0-9+/_-]+$/.test(unpadded) || unpadded.length !== Math.ceil((bytes * 4) / 3)) {
    return false;
  }
  const spare = (unpadded.length * 6) % 8;
  return sextet(unpadded.slice(-1)) % 2 ** spare === 0;
}

function hexOfBase64(text: string): Thumbprint {
  const bits = text.replace(/=+$/, '').replace(/./g, (character) => sextet(character).toString(2).padStart(6, '0'));
  const bytes = bits.match(/.{8}/g) ?? [];
  return bytes
    .map((byte) => parseInt(byte, 2).toString(16).padStart(2, '0'))
    .join('')
    .toUpperCase();
}

function sextet(character: string): number {
  return alphabet.indexOf(character.replace('-', '+').replace('_', '/'));
}

/** Only the kinds with `thumbprint` may be looked up in a vault. */
export type ThumbprintText =
  | { readonly kind: 'missing' }
  /** 40 uppercase hexadecimal digits, as the documentation requires. */
  | { readonly kind: 'exact'; readonly thumbprint: Thumbprint }
  /** Valid after removing white space, colons and dashes, or converting to uppercase. */
  | { readonly kind: 'style'; readonly thumbprint: Thumbprint }
  /** Valid, or not, without its invisible characters; their indexes are UTF-16 units of the value. */
  | { readonly kind: 'hidden'; readonly thumbprint: Thumbprint; readonly hidden: readonly number[] }
  /** `hidden`: the characters that remain after a pipeline replaces its token. */
  | { readonly kind: 'placeholder'; readonly hidden: readonly number[] }
  | { readonly kind: 'malformed'; readonly looksLike: LooksLike; readonly hidden: readonly number[] };

/** Control and format characters, such as U+200E, what a font may ignore, and every space except ASCII's. */
const hiddenCharacter = /(?![ \t\r\n])[\p{Cc}\p{Cf}\p{Z}\p{Default_Ignorable_Code_Point}]/gu;

/** Other tools write white space, colons, and all kinds of dashes between the digits. */
const separator = /[ \t\r\n:\-\u2010-\u2015\u2212]/g;

export function classifyThumbprint(value: string): ThumbprintText {
  // The most common value.
  if (/^[0-9A-F]{40}$/.test(value) && !isPlaceholder(value, value)) {
    return { kind: 'exact', thumbprint: value };
  }
  const hidden = [...value.matchAll(hiddenCharacter)].map(({ index }) => index);
  const visible = visibleText(value);
  if (visible === '') {
    return { kind: 'missing' };
  }
  const digits = visible.replace(separator, '').toUpperCase();
  if (isPlaceholder(value.trim(), digits) || isPlaceholder(visible, digits)) {
    return { kind: 'placeholder', hidden: isToken(visible) ? hidden : [] };
  }
  if (!/^[0-9A-F]{40}$/.test(digits)) {
    const like = looksLike(visible, digits);
    // A certificate or a hash in base64 may contain a word by chance.
    return like.kind === 'other' && isProse(visible)
      ? { kind: 'placeholder', hidden: [] }
      : { kind: 'malformed', looksLike: like, hidden };
  }
  if (hidden.length > 0) {
    return { kind: 'hidden', thumbprint: digits, hidden };
  }
  return { kind: value === digits ? 'exact' : 'style', thumbprint: digits };
}

export function visibleText(value: string): string {
  return value.replace(hiddenCharacter, '').trim();
}

/** In any style; undefined for other values. */
export function normalizedThumbprint(value: string): Thumbprint | undefined {
  const text = classifyThumbprint(value);
  return 'thumbprint' in text ? text.thumbprint : undefined;
}

/** Indexes of hidden characters in UTF-16 units; none if there are no other characters. */
export function hiddenIn(text: ThumbprintText): readonly number[] {
  return 'hidden' in text ? text.hidden : [];
}
