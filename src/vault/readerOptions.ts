import type { VaultLog } from './log';
import type { EditorSession } from './session';

export interface VaultReaderOptions {
  /** `editor`: the editor's session, then the Azure CLI's account. `default`: `DefaultAzureCredential`. */
  readonly credential: { readonly kind: 'editor'; readonly session: EditorSession } | { readonly kind: 'default' };
  readonly log: VaultLog;
  /** The longest one HTTP request may take, its body included, in milliseconds. */
  readonly timeoutMs: number;
  /** How long what was read counts as fresh, in milliseconds; a quarter of an hour unless told otherwise. */
  readonly freshMs?: number;
  /** The folder in which names, thumbprints and dates are kept between sessions; nothing is kept without one. */
  readonly cacheFolder?: string;
  /** The time, milliseconds since 1970. */
  readonly now?: () => number;
}
