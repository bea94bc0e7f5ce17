export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

/** Takes one line: vault host, status, request id, milliseconds. Never a token and never a URL's query. */
export type VaultLog = (level: LogLevel, line: string) => void;
