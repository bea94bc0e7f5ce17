import type { EditorSession } from './signIn/session';

export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

/** Takes one line: vault host, status, request id, milliseconds. Never a token and never a URL's query. */
export type VaultLog = (level: LogLevel, line: string) => void;

/**
 * Whose tokens are used. `auto`: the editor's account, then the Azure CLI's; `vscode`, `azureCli`: that one alone;
 * `default`: whatever `DefaultAzureCredential` finds.
 */
export type VaultCredential = (
  { readonly kind: 'auto' | 'vscode'; readonly session: EditorSession } | { readonly kind: 'azureCli' | 'default' }
) & {
  /** Folders that a stranger may have filled: no Azure CLI in them is run. */
  readonly workspace?: () => readonly string[];
};

export interface VaultReaderOptions {
  readonly credential: VaultCredential;
  readonly log: VaultLog;
  /** The longest one HTTP request may take, its body, its retries and a throttled vault's pauses included, in milliseconds. */
  readonly timeoutMs: number;
  /** The user's setting that says so; absent where there is none. */
  readonly timeoutSetting?: string;
  /** How long what was read counts as fresh, in milliseconds; a quarter of an hour unless told otherwise. */
  readonly freshMs?: number;
  /** The folder in which names, thumbprints and dates are kept between sessions; nothing is kept without one. */
  readonly cacheFolder?: string;
  /** The time, milliseconds since 1970. */
  readonly now?: () => number;
}
