import type { Thumbprint } from './verdict';

/**
 * The thumbprints in what tools print: `openssl x509 -fingerprint`, `keytool`, `certutil`, PowerShell, .NET, and the
 * Azure CLI. They also print other numbers of 20 bytes, such as key identifiers and hashes of names, which are not
 * thumbprints.
 */

/** 20 bytes in hexadecimal digits, with the same separator between all of them or with none. */
const twentyBytes =
  '(?<![0-9A-F]|(?<![0-9A-Z])[0-9A-F]{2}[:-])(?:[0-9A-F]{40}|[0-9A-F]{2}([ :-])[0-9A-F]{2}(?:\\1[0-9A-F]{2}){18})(?![0-9A-F]|[ :-][0-9A-F]{2}(?![0-9A-Z]))';

/** `SHA1 Fingerprint=…`, `Cert Hash(sha1): …`, `Thumbprint : …`, `"x509ThumbprintHex": "…"`, `[Thumbprint]` and a line. */
const labeled = new RegExp(
  `(?:([^\\r\\n:=]*\\bsha-?1\\b[^\\r\\n:=]*?)\\s*[:=]|thumbprint(?:hex)?["\\]]?\\s*[:=]?)\\s*["']?(${twentyBytes.replace('\\1', '\\3')})`,
  'gi',
);
const unlabeled = new RegExp(twentyBytes, 'gi');
/** A row of a table of PowerShell: the thumbprint is its first column. */
const row = /^[ \t]*([0-9A-F]{40})(?=[ \t]|$)/gim;
const tableHeader = /^[ \t]*Thumbprint\b.*\r?\n[ \t]*-{3,}/im;

/** The thumbprints that the text states as such, each once, in its order. */
export function printedThumbprints(text: string): readonly Thumbprint[] {
  const found = [...text.matchAll(labeled)].map(([, label, digits = '']) => ({ label, digits }));
  const thumbprints = withoutOtherHashes(found).map(({ digits }) => digits);
  const rows = tableHeader.test(text) ? [...text.matchAll(row)].map(([, digits = '']) => digits) : [];
  return [...new Set([...thumbprints, ...rows].map(normalized))];
}

/** The only 20 bytes in the text, whatever surrounds them. */
export function onlyThumbprint(text: string): Thumbprint | undefined {
  const [found, another] = [...text.matchAll(unlabeled)].map(([digits]) => normalized(digits));
  return another === undefined ? found : undefined;
}

/**
 * `certutil -dump` prints `Name Hash(sha1)`, `Key Id Hash(rfc-sha1)` and `Key Id Hash(sha1)` before `Cert Hash(sha1)`,
 * in the language of Windows: the label of the last one is that of the thumbprints.
 */
function withoutOtherHashes<Printed extends { readonly label: string | undefined }>(
  found: readonly Printed[],
): readonly Printed[] {
  const last = found.findLast(({ label }) => isHash(label))?.label?.trim();
  return found.filter(({ label }) => !/\(.*sha-?1\)/i.test(label ?? '') || label?.trim() === last);
}

function isHash(label: string | undefined): boolean {
  return /\(sha-?1\)\s*$/i.test(label ?? '');
}

function normalized(digits: string): Thumbprint {
  return digits.replace(/[^0-9A-F]/gi, '').toUpperCase();
}
