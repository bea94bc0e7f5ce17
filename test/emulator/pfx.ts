import { createCipheriv, createHash, createHmac, pbkdf2Sync, randomBytes, type KeyObject } from 'node:crypto';
import { context, integer, nothing, octets, oid, sequence, set } from './der';

export interface PfxParts {
  /** None for a file that only carries certificates. */
  readonly keys?: readonly KeyObject[];
  /** DER; the first is the key's. */
  readonly certificates: readonly Uint8Array[];
  readonly password: string;
  /** Of each derivation of a key; 2,048 by default. */
  readonly iterations?: number;
}

/** What every key of a file is derived from. */
interface Derivation {
  readonly password: string;
  readonly iterations: number;
}

const data = '1.2.840.113549.1.7.1';
const key = oid('1.2.840.113549.1.12.10.1.2');
const certificate = oid('1.2.840.113549.1.12.10.1.3');

/** A PFX file as OpenSSL 3 and PowerShell write it: AES-256 by PBES2, and a code by SHA-256. RFC 7292, RFC 8018. */
export function makePfx({ keys = [], certificates, password, iterations = 2048 }: PfxParts): Buffer {
  const derivation = { password, iterations };
  const certificateBags = certificates.map((der) =>
    bag(certificate, sequence(oid('1.2.840.113549.1.9.22.1'), context(0, octets(der)))),
  );
  const keyBags = keys.map((one) =>
    bag(
      key,
      encrypted(one.export({ type: 'pkcs8', format: 'der' }), derivation, (bytes) => octets(bytes)),
    ),
  );
  const implicit = (bytes: Uint8Array): Buffer => context(0, bytes, false);
  const content = encryptedContent(sequence(...certificateBags), derivation, implicit);
  const safe = sequence(
    sequence(oid('1.2.840.113549.1.7.6'), context(0, sequence(integer(Buffer.from([0])), content))),
    contentInfo(sequence(...keyBags)),
  );
  return sequence(integer(Buffer.from([3])), contentInfo(safe), mac(safe, derivation));
}

const contentInfo = (content: Uint8Array): Buffer => sequence(oid(data), context(0, octets(content)));
const bag = (id: Buffer, value: Buffer): Buffer => sequence(id, context(0, value), set());

function count(iterations: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(iterations);
  return integer(bytes);
}

function encryptedContent(content: Uint8Array, from: Derivation, wrap: (bytes: Uint8Array) => Buffer): Buffer {
  const [algorithm, bytes] = encrypt(content, from);
  return sequence(oid(data), algorithm, wrap(bytes));
}

function encrypted(content: Uint8Array, from: Derivation, wrap: (bytes: Uint8Array) => Buffer): Buffer {
  const [algorithm, bytes] = encrypt(content, from);
  return sequence(algorithm, wrap(bytes));
}

function encrypt(
  content: Uint8Array,
  { password, iterations }: Derivation,
): readonly [algorithm: Buffer, bytes: Buffer] {
  const salt = randomBytes(16);
  const vector = randomBytes(16);
  const cipher = createCipheriv('aes-256-cbc', pbkdf2Sync(password, salt, iterations, 32, 'sha256'), vector);
  const derivation = sequence(octets(salt), count(iterations), sequence(oid('1.2.840.113549.2.9'), nothing));
  const algorithm = sequence(
    oid('1.2.840.113549.1.5.13'),
    sequence(
      sequence(oid('1.2.840.113549.1.5.12'), derivation),
      sequence(oid('2.16.840.1.101.3.4.1.42'), octets(vector)),
    ),
  );
  return [algorithm, Buffer.concat([cipher.update(content), cipher.final()])];
}

function mac(safe: Uint8Array, from: Derivation): Buffer {
  const salt = randomBytes(8);
  const digest = createHmac('sha256', macKey(from, salt)).update(safe).digest();
  return sequence(
    sequence(sequence(oid('2.16.840.1.101.3.4.2.1'), nothing), octets(digest)),
    octets(salt),
    count(from.iterations),
  );
}

/** RFC 7292, appendix B.2, for a key no longer than the hash. */
function macKey({ password, iterations }: Derivation, salt: Buffer): Buffer {
  const bmp = Buffer.from(`${password}\0`, 'utf16le').swap16();
  const filled = (bytes: Buffer): Buffer => Buffer.alloc(Math.ceil(bytes.length / 64) * 64, bytes);
  let hash = Buffer.concat([Buffer.alloc(64, 3), filled(salt), filled(bmp)]);
  for (let round = 0; round < iterations; round++) {
    hash = createHash('sha256').update(hash).digest();
  }
  return hash;
}
