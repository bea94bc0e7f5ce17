import type { VaultFailure } from './failure';

/** What a question came to. */
export type Outcome<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: VaultFailure };
