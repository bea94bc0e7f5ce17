import { looksLike, type LooksLike } from './looksLike';
import { isPlaceholder, isProse, isToken } from './placeholder';
import type { Thumbprint } from './verdict';

export type { LooksLike } from './looksLike';

/** What the value of a `thumbprint` attribute is. Only the kinds with `thumbprint` may be looked up in a vault. */
export type ThumbprintText =
  | { readonly kind: 'missing' }
  /** Forty hexadecimal digits in upper case: what the platform's documentation asks for. */
  | { readonly kind: 'exact'; readonly thumbprint: Thumbprint }
  /** Right after removing white space, colons and dashes, or upper-casing. */
  | { readonly kind: 'style'; readonly thumbprint: Thumbprint }
  /** Holds characters that cannot be seen. `thumbprint` where the rest is one. Indexes are UTF-16 units of the value. */
  | { readonly kind: 'hidden'; readonly thumbprint: Thumbprint; readonly hidden: readonly number[] }
  /** `hidden`: what would be left in the value once a pipeline has filled in its token. */
  | { readonly kind: 'placeholder'; readonly hidden: readonly number[] }
  | { readonly kind: 'malformed'; readonly looksLike: LooksLike; readonly hidden: readonly number[] };

/**
 * What cannot be seen, or cannot be told from a space: control characters, formats (U+200E and its kin, zero-width
 * ones, the soft hyphen, the byte order mark), what a font may ignore, and every space but ASCII's.
 */
const hiddenCharacter = /(?![ \t\r\n])[\p{Cc}\p{Cf}\p{Z}\p{Default_Ignorable_Code_Point}]/gu;

/** White space, colons, and dashes of every length that other tools write between the digits. */
const separator = /[ \t\r\n:\-\u2010-\u2015\u2212]/g;

/** Says what the decoded value of a `thumbprint` attribute is. Total: every text is of one of the kinds. */
export function classifyThumbprint(value: string): ThumbprintText {
  // What nearly every value is.
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
    // A certificate or a hash in base64 may spell a word by chance: what a value looks like comes first.
    return like.kind === 'other' && isProse(visible)
      ? { kind: 'placeholder', hidden: [] }
      : { kind: 'malformed', looksLike: like, hidden };
  }
  if (hidden.length > 0) {
    return { kind: 'hidden', thumbprint: digits, hidden };
  }
  return { kind: value === digits ? 'exact' : 'style', thumbprint: digits };
}

/** The value without characters that cannot be seen, and without white space at its ends. */
export function visibleText(value: string): string {
  return value.replace(hiddenCharacter, '').trim();
}

/** The thumbprint that the value means, whatever its style; undefined where it means none. */
export function normalizedThumbprint(value: string): Thumbprint | undefined {
  const text = classifyThumbprint(value);
  return 'thumbprint' in text ? text.thumbprint : undefined;
}

/** Where the hidden characters of a value are (UTF-16 units of it), and none where there is nothing but them. */
export function hiddenIn(text: ThumbprintText): readonly number[] {
  return 'hidden' in text ? text.hidden : [];
}
