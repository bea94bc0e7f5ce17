import { vaultIdentifier, type VaultIdentifier } from './vaultIdentifier';
import type { Thumbprint } from './verdict';

/** What a text that is no thumbprint looks like: the name of the mistake. */
export type LooksLike =
  | { readonly kind: 'sha256' }
  /** Key Vault's base64url form of a SHA-1; `thumbprint` is its conversion. */
  | { readonly kind: 'x5t'; readonly thumbprint: Thumbprint }
  /** A thumbprint with something around it, as `SHA1 Fingerprint=7C:B8:…`. */
  | { readonly kind: 'embedded'; readonly thumbprint: Thumbprint }
  | { readonly kind: 'digits'; readonly count: number }
  /** About as long as a thumbprint, but for `character`, the first that is no hexadecimal digit. */
  | { readonly kind: 'letter'; readonly character: string }
  | { readonly kind: 'pem' }
  | { readonly kind: 'guid' }
  /** The address of a certificate in Key Vault, or of its secret or key. */
  | { readonly kind: 'identifier'; readonly identifier: VaultIdentifier }
  /** Another address. */
  | { readonly kind: 'url' }
  | { readonly kind: 'other' };

/** A whole run of 40 digits, or 20 pairs with one separator between them. */
const embedded = /(?<![0-9A-F])(?:[0-9A-F]{40}|[0-9A-F]{2}(?:([ :-])[0-9A-F]{2})(?:\1[0-9A-F]{2}){18})(?![0-9A-F])/gi;

/**
 * What the text of a thumbprint attribute looks like instead of a thumbprint. `visible` is free of hidden characters
 * and of white space at its ends; `digits` is `visible` without separators, in upper case.
 */
export function looksLike(visible: string, digits: string): LooksLike {
  const identifier = vaultIdentifier(visible);
  // A secret that is named by a thumbprint names it.
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
  // A DER certificate in base64 starts with the bytes of a long SEQUENCE.
  if (/-----BEGIN|^MII[A-D]/.test(visible)) {
    return { kind: 'pem' };
  }
  if (identifier === undefined && /^https?:\/\//i.test(visible)) {
    return { kind: 'url' };
  }
  return embeddedThumbprint(visible) ?? almost(digits) ?? { kind: 'other' };
}

function embeddedThumbprint(visible: string): LooksLike | undefined {
  const [found, another] = [...visible.matchAll(embedded)].map(([run]) => run.replace(/[ :-]/g, '').toUpperCase());
  return found === undefined || another !== undefined ? undefined : { kind: 'embedded', thumbprint: found };
}

function almost(digits: string): LooksLike | undefined {
  const strange = digits.match(/[^0-9A-F]/gu) ?? [];
  const [character] = strange;
  return character !== undefined && strange.length <= 4 && Math.abs(digits.length - 40) <= 4
    ? { kind: 'letter', character }
    : undefined;
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Whether the text is that many bytes in base64 or base64url, padded or not, with no bit left over. */
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
