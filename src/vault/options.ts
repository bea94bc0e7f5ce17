import type { EditorSession } from './signIn/session';

export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

/** Logs one line: vault host, status, request ID, milliseconds. A line never contains a token or the query of a URL. */
export type VaultLog = (level: LogLevel, line: string) => void;

/**
 * The source of tokens. `auto` uses the account of the editor, then the Azure CLI; `default` uses
 * `DefaultAzureCredential`.
 */
export type VaultCredential = (
  { readonly kind: 'auto' | 'vscode'; readonly session: EditorSession } | { readonly kind: 'azureCli' | 'default' }
) & {
  /** Workspace folders, from which no Azure CLI is run because their files are not trusted. */
  readonly workspace?: () => readonly string[];
};

export interface VaultReaderOptions {
  readonly credential: VaultCredential;
  readonly log: VaultLog;
  /** The time-out of one HTTP request, including its body, retries, and pauses for throttling, in milliseconds. */
  readonly timeoutMs: number;
  /** The name of the setting for the time-out; absent on the command line. */
  readonly timeoutSetting?: string;
  /** How long a response is reused, in milliseconds. The default is 15 minutes. */
  readonly freshMs?: number;
  /** The folder of the cache; without it, nothing is cached between sessions. */
  readonly cacheFolder?: string;
  /** Returns the current time, milliseconds since 1970. */
  readonly now?: () => number;
}
