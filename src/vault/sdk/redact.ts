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
