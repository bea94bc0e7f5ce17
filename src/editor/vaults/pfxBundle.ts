import type * as PfxBundle from '../../vault/pfx/index';

export function loadPfxBundle(): Promise<typeof PfxBundle> {
  return import('../../vault/pfx/index');
}
