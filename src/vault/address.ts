import type { Message } from '../cscfg/text/message';
import type { Cloud } from './clouds';

/** A vault whose host is pinned to one of the clouds' Key Vault suffixes: the only hosts a token may go to. */
export interface VaultAddress {
  /** `https://NAME.vault.azure.net`, lower-case, no port, no trailing slash. */
  readonly url: string;
  readonly name: string;
  readonly cloud: Cloud;
  /** Its ARM resource id, where that is what named it. */
  readonly resourceId?: string;
}

export type VaultReference =
  { readonly ok: true; readonly address: VaultAddress } | { readonly ok: false; readonly message: Message };
