import type { Thumbprint } from './verdict';

/**
 * Finds certificates in files and pasted text, without validating them: only as much of ASN.1 as it takes to recognize
 * a certificate and its issuer. Structure: RFC 5280, section 4.1.
 */

interface Value {
  readonly tag: number;
  /** Where the value begins, with its tag. */
  readonly start: number;
  readonly content: number;
  readonly end: number;
}

const sequence = 0x30;
const integer = 0x02;
const versionTag = 0xa0;

/** A certificate in DER, with its encoded names. */
interface Certificate {
  readonly der: Uint8Array<ArrayBuffer>;
  readonly issuer: string;
  readonly subject: string;
}

/**
 * The certificates in DER in the bytes of a file in DER or PEM format, those of issuers last; empty if it contains
 * none. `text`: the bytes as text, if they are text.
 */
export function certificatesInFile(bytes: Uint8Array, text: string | undefined): readonly Uint8Array<ArrayBuffer>[] {
  const certificate = readCertificate(bytes);
  return certificate === undefined ? certificatesInText(text ?? '') : [certificate.der];
}

const pem = /-----BEGIN (?:X509 |TRUSTED )?CERTIFICATE-----([A-Za-z0-9+/=\s]+)-----END/g;

/** The certificates in DER in text in PEM format, or in the base64 of one, those of issuers last. */
export function certificatesInText(text: string): readonly Uint8Array<ArrayBuffer>[] {
  const blocks = text.includes('-----BEGIN ')
    ? [...text.matchAll(pem)].map(([, base64 = '']) => base64)
    : (/^\s*["']?(MII[A-Za-z0-9+/=\s]{200,})["']?\s*$/.exec(text)?.slice(1) ?? []);
  const certificates = blocks.flatMap((base64) => readCertificate(decoded(base64)) ?? []);
  const issues = ({ subject }: Certificate): boolean =>
    certificates.some((one) => one.issuer === subject && one.subject !== subject);
  return [...certificates].sort((a, b) => Number(issues(a)) - Number(issues(b))).map(({ der }) => der);
}

/** The SHA-1 hash of a certificate in DER. */
export async function thumbprintOf(der: Uint8Array<ArrayBuffer>): Promise<Thumbprint> {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-1', der));
  return hex(hash).toUpperCase();
}

/** The certificate at the start of the bytes: OpenSSL can append its trust settings. */
function readCertificate(bytes: Uint8Array): Certificate | undefined {
  const certificate = valueAt(bytes, 0, bytes.length);
  const [body, algorithm, signature] = childrenOf(bytes, certificate);
  if (body?.tag !== sequence || algorithm?.tag !== sequence || signature?.tag !== 0x03) {
    return undefined;
  }
  const parts = childrenOf(bytes, body);
  const [serial, signed, issuer, validity, subject, key] = parts[0]?.tag === versionTag ? parts.slice(1) : parts;
  const isCertificate =
    serial?.tag === integer && [signed, issuer, validity, subject, key].every((one) => one?.tag === sequence);
  return certificate === undefined || issuer === undefined || subject === undefined || !isCertificate
    ? undefined
    : {
        der: new Uint8Array(bytes.subarray(0, certificate.end)),
        issuer: hex(bytes.subarray(issuer.start, issuer.end)),
        subject: hex(bytes.subarray(subject.start, subject.end)),
      };
}

function childrenOf(bytes: Uint8Array, parent: Value | undefined): readonly Value[] {
  const children: Value[] = [];
  if (parent?.tag === sequence) {
    for (let at = parent.content; at < parent.end;) {
      const child = valueAt(bytes, at, parent.end);
      if (child === undefined) {
        return [];
      }
      children.push(child);
      at = child.end;
    }
  }
  return children;
}

/** The value at that offset; undefined if it does not end before `limit`. */
function valueAt(bytes: Uint8Array, start: number, limit: number): Value | undefined {
  const [tag, first] = [bytes[start], bytes[start + 1]];
  if (tag === undefined || first === undefined) {
    return undefined;
  }
  const count = first < 0x80 ? 0 : first & 0x7f;
  let length = first;
  if (first >= 0x80) {
    length = bytes.subarray(start + 2, start + 2 + count).reduce((sum, byte) => sum * 256 + byte, 0);
  }
  const content = start + 2 + count;
  const end = content + length;
  // A certificate has no value without a length, and none of 4 GB.
  return first === 0x80 || count > 4 || end > limit ? undefined : { tag, start, content, end };
}

function decoded(base64: string): Uint8Array {
  try {
    return Uint8Array.from(atob(base64.replace(/\s/g, '')), (character) => character.charCodeAt(0));
  } catch {
    return new Uint8Array();
  }
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
