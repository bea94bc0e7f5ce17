import type { Message } from '../cscfg/text/message';
import type { Cloud } from './clouds';

/** A vault whose host is pinned to one of the clouds' Key Vault suffixes: the only hosts a token may go to. */
export interface VaultAddress {
  /** `https://NAME.vault.azure.net`, lower-case, no port, no trailing slash. */
  readonly url: string;
  readonly name: string;
  readonly cloud: Cloud;
}

export type VaultReference =
  { readonly ok: true; readonly address: VaultAddress } | { readonly ok: false; readonly message: Message };
