import type { EditorSession } from './signIn/session';

export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

/** Vault host, status, request ID, milliseconds: never a token or the query of a URL. */
export type VaultLog = (level: LogLevel, line: string) => void;

/** `auto` uses the account of the editor, then the Azure CLI; `default` uses `DefaultAzureCredential`. */
export type VaultCredential = (
  { readonly kind: 'auto' | 'vscode'; readonly session: EditorSession } | { readonly kind: 'azureCli' | 'default' }
) & {
  /** No Azure CLI is run from these folders, because their files are not trusted. */
  readonly workspace?: () => readonly string[];
};

export interface VaultReaderOptions {
  readonly credential: VaultCredential;
  readonly log: VaultLog;
  /** Milliseconds for one HTTP request with its body, retries, and pauses for throttling. */
  readonly timeoutMs: number;
  /** The setting for the time-out; absent on the command line. */
  readonly timeoutSetting?: string;
  /** How long a response is reused, in milliseconds. The default is 15 minutes. */
  readonly freshMs?: number;
  /** Without it, nothing is cached between sessions. */
  readonly cacheFolder?: string;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}
