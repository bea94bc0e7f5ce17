import type * as PfxBundle from '../../vault/pfx/index';

/** Loads the reader of certificate files at the first call. */
export function loadPfxBundle(): Promise<typeof PfxBundle> {
  return import('../../vault/pfx/index');
}
