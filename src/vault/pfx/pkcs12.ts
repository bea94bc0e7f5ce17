import { createHmac, timingSafeEqual } from 'node:crypto';
import { forge, type Asn1 } from './forge';

/** The certificates and keys of a PFX file. */
export interface Bags {
  /** DER, byte for byte as in the file. */
  readonly certificates: readonly Buffer[];
  /** PKCS #8 in DER. The caller clears them. */
  readonly keys: readonly Buffer[];
}

export type Pkcs12Problem =
  /** Not PKCS #12, or incomplete, or changed after it was written. */
  | 'broken'
  | 'wrongPassword'
  /** It uses an algorithm that is not supported, or more than a million iterations. */
  | 'unsupported';

export type Pkcs12Result =
  { readonly ok: true; readonly bags: Bags } | { readonly ok: false; readonly problem: Pkcs12Problem };

class Unsupported extends Error {}
class CannotDecrypt extends Error {}

/** A million iterations take ten seconds. OpenSSL and PowerShell use about 2,000, and the largest known number is 600,000. */
const mostIterations = 1_000_000;

/** Object identifiers of RFC 7292 and RFC 2315. */
const ids = {
  data: '1.2.840.113549.1.7.1',
  encryptedData: '1.2.840.113549.1.7.6',
  key: '1.2.840.113549.1.12.10.1.1',
  encryptedKey: '1.2.840.113549.1.12.10.1.2',
  certificate: '1.2.840.113549.1.12.10.1.3',
  x509: '1.2.840.113549.1.9.22.1',
} as const;

const hashes: ReadonlyMap<string, string> = new Map([
  ['1.2.840.113549.2.5', 'md5'],
  ['1.3.14.3.2.26', 'sha1'],
  ['2.16.840.1.101.3.4.2.1', 'sha256'],
  ['2.16.840.1.101.3.4.2.2', 'sha384'],
  ['2.16.840.1.101.3.4.2.3', 'sha512'],
]);

/**
 * Reads PKCS #12 (RFC 7292). The message authentication code distinguishes a wrong password from a damaged file: if only the
 * code is wrong and the contents can be decrypted, the password is right.
 */
export function readPkcs12(bytes: Uint8Array, password: string): Pkcs12Result {
  let problem: Pkcs12Problem = 'broken';
  // Without a password, some programs derive the keys from an empty text and others from nothing.
  for (const candidate of password === '' ? ['', null] : [password]) {
    const result = readWith(Buffer.from(bytes).toString('latin1'), candidate);
    if (result.ok || result.problem !== 'wrongPassword') {
      return result;
    }
    problem = result.problem;
  }
  return { ok: false, problem };
}

function readWith(file: string, password: string | null): Pkcs12Result {
  let isRightPassword: boolean | undefined;
  try {
    const [, authSafe, mac] = list(parse(file));
    const contents = octets(list(list(authSafe)[1])[0]);
    isRightPassword = mac === undefined ? undefined : hasCode(contents, mac, password);
    const bags = bagsOf(contents, password);
    return isRightPassword === false ? { ok: false, problem: 'broken' } : { ok: true, bags };
  } catch (error) {
    if (error instanceof Unsupported) {
      return { ok: false, problem: 'unsupported' };
    }
    const isDecryption = error instanceof CannotDecrypt && isRightPassword !== true;
    return { ok: false, problem: isDecryption || isRightPassword === false ? 'wrongPassword' : 'broken' };
  }
}

/** Whether the message authentication code of the file was made with this password. */
function hasCode(contents: string, macData: Asn1, password: string | null): boolean {
  const [digestInfo, salt, count] = list(macData);
  const [algorithm, digest] = list(digestInfo);
  const hash = hashes.get(oid(list(algorithm)[0]));
  const create = hash === undefined ? undefined : forge.md[hash]?.create;
  if (hash === undefined || create === undefined) {
    throw new Unsupported();
  }
  const expected = Buffer.from(octets(digest), 'latin1');
  const iterations = count === undefined ? 1 : number(count);
  const bytes = forge.util.createBuffer(octets(salt));
  const key = forge.pki.pbe.generatePkcs12Key(password, bytes, 3, within(iterations), expected.length, create());
  const code = createHmac(hash, Buffer.from(key.getBytes(), 'latin1')).update(contents, 'latin1').digest();
  return code.length === expected.length && timingSafeEqual(code, expected);
}

function bagsOf(contents: string, password: string | null): Bags {
  const found = list(parse(contents)).flatMap((info) => safeBags(safeContents(info, password), password));
  return {
    certificates: found.flatMap(({ certificate }) => (certificate === undefined ? [] : [certificate])),
    keys: found.flatMap(({ key }) => (key === undefined ? [] : [key])),
  };
}

/** The bags of one part of the file, as BER. */
function safeContents(contentInfo: Asn1, password: string | null): string {
  const [type, content] = list(contentInfo);
  const [value] = list(content);
  switch (oid(type)) {
    case ids.data:
      return octets(value);
    case ids.encryptedData: {
      const [, algorithm, encrypted] = list(list(value)[1]);
      return decrypt(algorithm, octets(encrypted), password);
    }
    default:
      throw new Unsupported();
  }
}

interface Bag {
  readonly certificate?: Buffer;
  readonly key?: Buffer;
}

function safeBags(contents: string, password: string | null): readonly Bag[] {
  return list(parse(contents, CannotDecrypt)).flatMap((bag): readonly Bag[] => {
    const [id, explicit] = list(bag);
    const [value] = list(explicit);
    switch (oid(id)) {
      case ids.certificate: {
        const [type, certificate] = list(value);
        return oid(type) === ids.x509 ? [{ certificate: buffer(octets(list(certificate)[0])) }] : [];
      }
      case ids.key:
        return value === undefined ? [] : [{ key: buffer(forge.asn1.toDer(value).getBytes()) }];
      case ids.encryptedKey: {
        const [algorithm, encrypted] = list(value);
        return [{ key: buffer(decrypt(algorithm, octets(encrypted), password)) }];
      }
      default:
        // Lists of revoked certificates and secrets are not needed.
        return [];
    }
  });
}

function decrypt(algorithm: Asn1 | undefined, encrypted: string, password: string | null): string {
  const [name, parameters] = list(algorithm);
  if (parameters === undefined) {
    throw new Unsupported();
  }
  within(largestNumber(parameters));
  const cipher = cipherOf(oid(name), parameters, password);
  cipher.update(forge.util.createBuffer(encrypted));
  if (!cipher.finish()) {
    throw new CannotDecrypt();
  }
  return cipher.output.getBytes();
}

/** The messages of node-forge are replaced, because an error of a decryption must not describe what was decrypted. */
function cipherOf(name: string, parameters: Asn1, password: string | null): ReturnType<typeof forge.pki.pbe.getCipher> {
  try {
    return forge.pki.pbe.getCipher(name, parameters, password);
  } catch {
    throw new Unsupported();
  }
}

function within(iterations: number): number {
  if (iterations > mostIterations) {
    throw new Unsupported();
  }
  return iterations;
}

/** The iterations are the largest number of any parameters; the others are lengths. */
function largestNumber(asn1: Asn1): number {
  return typeof asn1.value === 'string'
    ? asn1.type === forge.asn1.Type.INTEGER
      ? number(asn1)
      : 0
    : Math.max(0, ...asn1.value.map(largestNumber));
}

/** What a wrong password decrypts is rarely BER: `otherwise` is the error then. */
function parse(bytes: string, otherwise: new () => Error = Error): Asn1 {
  try {
    return forge.asn1.fromDer(bytes, { decodeBitStrings: false });
  } catch {
    throw new otherwise();
  }
}

function list(asn1: Asn1 | undefined): readonly Asn1[] {
  if (asn1 === undefined || typeof asn1.value === 'string') {
    throw new Error();
  }
  return asn1.value;
}

/** The bytes of an octet string, which BER may divide into parts. */
function octets(asn1: Asn1 | undefined): string {
  if (asn1 === undefined) {
    throw new Error();
  }
  return typeof asn1.value === 'string' ? asn1.value : asn1.value.map(octets).join('');
}

function oid(asn1: Asn1 | undefined): string {
  return forge.asn1.derToOid(octets(asn1));
}

function number(asn1: Asn1): number {
  return Number(`0x${buffer(octets(asn1)).toString('hex') || '0'}`);
}

function buffer(bytes: string): Buffer {
  return Buffer.from(bytes, 'latin1');
}
