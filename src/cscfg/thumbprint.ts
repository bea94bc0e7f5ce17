import type { Thumbprint } from './verdict';

/** What the value of a `thumbprint` attribute is. Only the kinds with `thumbprint` may be looked up in a vault. */
export type ThumbprintText =
  | { readonly kind: 'missing' }
  /** Forty hexadecimal digits in upper case: what the platform's documentation asks for. */
  | { readonly kind: 'exact'; readonly thumbprint: Thumbprint }
  /** Right after removing white space, colons and dashes, or upper-casing. */
  | { readonly kind: 'style'; readonly thumbprint: Thumbprint }
  /** Holds characters that cannot be seen. `thumbprint` where the rest is one. Indexes are UTF-16 units of the value. */
  | { readonly kind: 'hidden'; readonly thumbprint: Thumbprint; readonly hidden: readonly number[] }
  | { readonly kind: 'placeholder' }
  | { readonly kind: 'malformed'; readonly looksLike: LooksLike; readonly hidden: readonly number[] };

export type LooksLike =
  | { readonly kind: 'sha256' }
  /** Key Vault's base64url form of a SHA-1; `thumbprint` is its conversion. */
  | { readonly kind: 'x5t'; readonly thumbprint: Thumbprint }
  | { readonly kind: 'digits'; readonly count: number }
  | { readonly kind: 'pem' }
  | { readonly kind: 'guid' }
  | { readonly kind: 'other' };
