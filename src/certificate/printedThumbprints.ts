import type { Thumbprint } from './verdict';

/**
 * Finds the thumbprints in the output of `openssl x509 -fingerprint`, `keytool`, `certutil`, PowerShell, .NET, and the
 * Azure CLI, which also print other numbers of 20 bytes, such as key identifiers.
 */

/** With the same separator between all bytes, or none. */
const twentyBytes =
  /(?<![0-9A-F]|(?<![0-9A-Z])[0-9A-F]{2}[:-])(?:[0-9A-F]{40}|[0-9A-F]{2}([ :-])[0-9A-F]{2}(?:\1[0-9A-F]{2}){18})(?![0-9A-F]|[ :-][0-9A-F]{2}(?![0-9A-Z]))/gi;
/** `SHA1 Fingerprint=…`, `Cert Hash(sha1): …`, `Thumbprint : …`, `"x509ThumbprintHex": "…"`, or on the next line. */
const label = /(?:([^\r\n:=]*\bsha-?1\b[^\r\n:=]*?)\s*[:=]|thumbprint(?:hex)?["\]]?\s*[:=]?)\s*["']?$/i;
/** UTF-16 units before the digits in which their label is searched, because the time grows with the square of it. */
const longestLabel = 120;
/** In a table of PowerShell, the thumbprint is the first column. */
const row = /^[ \t]*([0-9A-F]{40})(?=[ \t]|$)/gim;
const tableHeader = /^[ \t]*Thumbprint\b.*\r?\n[ \t]*-{3,}/im;

export function printedThumbprints(text: string): readonly Thumbprint[] {
  const found = [...text.matchAll(twentyBytes)].flatMap(({ 0: digits, index }) => {
    const match = label.exec(text.slice(Math.max(0, index - longestLabel), index));
    return match === null ? [] : [{ label: match[1], digits }];
  });
  const thumbprints = withoutOtherHashes(found).map(({ digits }) => digits);
  const rows = tableHeader.test(text) ? [...text.matchAll(row)].map(([, digits = '']) => digits) : [];
  return [...new Set([...thumbprints, ...rows].map(normalized))];
}

/** Undefined unless the text contains exactly one number of 20 bytes. */
export function onlyThumbprint(text: string): Thumbprint | undefined {
  const [found, another] = [...text.matchAll(twentyBytes)].map(([digits]) => normalized(digits));
  return another === undefined ? found : undefined;
}

/** `certutil -dump` prints other hashes first, in the language of Windows: the last label is that of thumbprints. */
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
