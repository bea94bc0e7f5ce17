import { AzureLogger } from '@azure/logger';
import { format } from 'node:util';

/** What looks like an access token, a refresh token, a client secret or a password, wherever it occurs in a text. */
const secrets: readonly (readonly [RegExp, string])[] = [
  [/(?:authorization["'\\\s]{0,9}:["'\\\s]{0,9})?\b(?:bearer|basic)\s+[^\s"'\\,]{16,}/gi, 'REDACTED'],
  [
    /\b(access_?token|refresh_?token|id_?token|client_?secret|client_?assertion|password)(\\?["']?\s*[=:]\s*\\?["']?)[^\s"'\\&,]+/gi,
    '$1$2REDACTED',
  ],
  // A JSON Web Token, whole or cut off, and the refresh tokens of Microsoft Entra ID.
  [/\beyJ[\w-]{8,}(?:\.[\w-]*)*/g, 'REDACTED'],
  [/\b[01]\.A[\w-]{20,}(?:\.[\w-]*)*/g, 'REDACTED'],
  // Nothing else is that long without a break: identifiers have 36 characters, hashes 64.
  [/[\w.~+-]{80,}={0,2}/g, 'REDACTED'],
];

/** The text without anything that looks like a secret. Use it for every text that another program has written. */
export function redact(text: string): string {
  return secrets.reduce((rest, [secret, instead]) => rest.replace(secret, instead), text);
}

/**
 * What the SDK writes to stderr when the user sets AZURE_LOG_LEVEL or DEBUG, without secrets. A logged request contains
 * its agent, whose open sockets contain the headers of earlier requests, `authorization` among them.
 */
export function redactSdkLog(write: (text: string) => void = (text) => void process.stderr.write(text)): void {
  AzureLogger.log = (...parts: unknown[]) => {
    write(`${redact(withoutAgent(format(...parts)))}\n`);
  };
}

function withoutAgent(text: string): string {
  return text.replace(/,?\n {2}"agent": \{[^]*?\n {2}\}/g, '');
}
