import type * as PfxBundle from '../../vault/pfx/index';

/** Loaded at the first call. */
export function loadPfxBundle(): Promise<typeof PfxBundle> {
  return import('../../vault/pfx/index');
}
