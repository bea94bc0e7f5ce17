import { X509Certificate } from 'node:crypto';
import { rootCertificates } from 'node:tls';

let known: ReadonlyMap<string, readonly X509Certificate[]> | undefined;

/** A certificate does not say so: Node.js includes the issuer, or it has "root" in its common name. */
export function isIssuedByRoot(certificate: X509Certificate): boolean {
  const commonName = /^CN=(.*)$/m.exec(certificate.issuer)?.[1] ?? '';
  const publicRoots = roots().get(certificate.issuer) ?? [];
  return /\broot\b/i.test(commonName) || publicRoots.some((root) => isSignedBy(certificate, root));
}

/** By subject; parsed on first use because it takes about 20 ms. */
function roots(): ReadonlyMap<string, readonly X509Certificate[]> {
  known ??= readRoots();
  return known;
}

function readRoots(): ReadonlyMap<string, readonly X509Certificate[]> {
  const found = new Map<string, X509Certificate[]>();
  for (const pem of rootCertificates) {
    const root = new X509Certificate(pem);
    found.set(root.subject, [...(found.get(root.subject) ?? []), root]);
  }
  return found;
}

function isSignedBy(certificate: X509Certificate, root: X509Certificate): boolean {
  try {
    return certificate.verify(root.publicKey);
  } catch {
    return false;
  }
}

/** Encoded object identifiers of signature algorithms. Sources: RFC 3279, RFC 4055. */
const weak: ReadonlyMap<string, 'MD5' | 'SHA-1'> = new Map([
  ['2a864886f70d010104', 'MD5'], // md5WithRSAEncryption
  ['2b0e030203', 'MD5'], // md5WithRSA, of the OIW
  ['2a864886f70d010105', 'SHA-1'], // sha1WithRSAEncryption
  ['2b0e03021d', 'SHA-1'], // sha1WithRSASignature, of the OIW
  ['2a8648ce380403', 'SHA-1'], // dsa-with-sha1
  ['2a8648ce3d0401', 'SHA-1'], // ecdsa-with-SHA1
]);
const rsaPss = '2a864886f70d01010a';
const sha1 = '2b0e03021a';

const sequence = 0x30;
const identifier = 0x06;
const firstParameter = 0xa0;

/** `der`: an X.509 certificate. Node.js 20 has no API for it. */
export function weakSignatureHash(der: Uint8Array): 'MD5' | 'SHA-1' | undefined {
  const [, algorithm] = children(children(Buffer.from(der), sequence)[0]?.content, sequence);
  const [name, parameters] = children(algorithm?.content);
  const encoded = name?.tag === identifier ? name.content.toString('hex') : '';
  return encoded === rsaPss ? pssHash(parameters?.content) : weak.get(encoded);
}

/** The hash is a parameter of RSASSA-PSS, and SHA-1 by default. Source: RFC 4055 §3.1. */
function pssHash(parameters: Buffer | undefined): 'SHA-1' | undefined {
  const hash = children(parameters).find(({ tag }) => tag === firstParameter);
  const [name] = children(children(hash?.content, sequence)[0]?.content, identifier);
  return hash === undefined || name?.content.toString('hex') === sha1 ? 'SHA-1' : undefined;
}

interface Element {
  readonly tag: number;
  readonly content: Buffer;
}

/** Stops at the first invalid element; returns only those with `tag` if it is given. */
function children(bytes: Buffer = Buffer.alloc(0), tag?: number): readonly Element[] {
  const found: Element[] = [];
  for (let at = 0; at + 2 <= bytes.length;) {
    const first = bytes.readUInt8(at + 1);
    const lengthBytes = first < 0x80 ? 0 : first & 0x7f;
    const start = at + 2 + lengthBytes;
    if (lengthBytes > 4 || start > bytes.length) {
      break;
    }
    const length = lengthBytes === 0 ? first : bytes.readUIntBE(at + 2, lengthBytes);
    if (start + length > bytes.length) {
      break;
    }
    found.push({ tag: bytes.readUInt8(at), content: bytes.subarray(start, start + length) });
    at = start + length;
  }
  return tag === undefined ? found : found.filter((one) => one.tag === tag);
}
