import { AzureLogger } from '@azure/logger';
import { format } from 'node:util';

const secrets: readonly (readonly [RegExp, string])[] = [
  [/(?:authorization["'\\\s]{0,9}:["'\\\s]{0,9})?\b(?:bearer|basic)\s+[^\s"'\\,]{16,}/gi, 'REDACTED'],
  [
    /\b(access_?token|refresh_?token|id_?token|client_?secret|client_?assertion|password)(\\?["']?\s*[=:]\s*\\?["']?)[^\s"'\\&,]+/gi,
    '$1$2REDACTED',
  ],
  // JSON Web Tokens, complete or truncated, and refresh tokens of Microsoft Entra ID.
  [/\beyJ[\w-]{8,}(?:\.[\w-]*)*/g, 'REDACTED'],
  [/\b[01]\.A[\w-]{20,}(?:\.[\w-]*)*/g, 'REDACTED'],
  // Other long strings are shorter: identifiers have 36 characters, hashes 64.
  [/[\w.~+-]{80,}={0,2}/g, 'REDACTED'],
];

export function redact(text: string): string {
  return secrets.reduce((rest, [secret, instead]) => rest.replace(secret, instead), text);
}

/**
 * With AZURE_LOG_LEVEL or DEBUG, the SDK logs requests to stderr with their agent, whose sockets contain earlier
 * `authorization` headers.
 */
export function redactSdkLog(write: (text: string) => void = (text) => void process.stderr.write(text)): void {
  AzureLogger.log = (...parts: unknown[]) => {
    write(`${redact(withoutAgent(format(...parts)))}\n`);
  };
}

function withoutAgent(text: string): string {
  return text.replace(/,?\n {2}"agent": \{[^]*?\n {2}\}/g, '');
}
