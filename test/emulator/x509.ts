import { createHash, generateKeyPair, randomBytes, sign, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import {
  bitString,
  context,
  integer,
  nothing,
  octets,
  oid,
  printable,
  sequence,
  set,
  time,
  tlv,
  utf8,
  yes,
} from './der';

export interface KeyPair {
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
}

const generate = promisify(generateKeyPair);

export const newRsaKeys = (bits = 2048): Promise<KeyPair> => generate('rsa', { modulusLength: bits });
export const newEcKeys = (): Promise<KeyPair> => generate('ec', { namedCurve: 'P-256' });

/** A distinguished name, most significant part first: `[['O', 'Contoso Ltd'], ['CN', 'www.contoso.com']]`. */
export type Name = readonly (readonly ['C' | 'ST' | 'L' | 'O' | 'OU' | 'CN', string])[];

export interface CertificateRequest {
  readonly subject: Name;
  readonly keys: KeyPair;
  /** Milliseconds since 1970; a certificate keeps whole seconds. */
  readonly notBefore: number;
  readonly notAfter: number;
  readonly dnsNames?: readonly string[];
  readonly authority?: boolean;
  readonly usages?: readonly ('serverAuth' | 'clientAuth')[];
  /** What the signature is over; SHA-256 by default. */
  readonly hash?: 'sha1' | 'sha256';
  /** Who signs; without it the certificate is signed by its own key. */
  readonly issuer?: { readonly name: Name; readonly keys: KeyPair };
}

/** An X.509 v3 certificate, signed, as DER bytes. */
export function makeCertificate(request: CertificateRequest): Buffer {
  const issuer = request.issuer ?? { name: request.subject, keys: request.keys };
  const { hash = 'sha256' } = request;
  const algorithm = signatureAlgorithm(issuer.keys.privateKey, hash);
  const body = sequence(
    context(0, integer(Buffer.from([2]))),
    integer(serialNumber()),
    algorithm,
    distinguishedName(issuer.name),
    sequence(time(request.notBefore), time(request.notAfter)),
    distinguishedName(request.subject),
    spki(request.keys),
    context(3, sequence(...extensions(request, issuer.keys))),
  );
  return sequence(body, algorithm, bitString(sign(hash, body, issuer.keys.privateKey)));
}

export function toPem(der: Uint8Array): string {
  const lines =
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
}

const spkis = new WeakMap<KeyObject, Buffer>();

function spki({ publicKey }: KeyPair): Buffer {
  const known = spkis.get(publicKey) ?? publicKey.export({ type: 'spki', format: 'der' });
  spkis.set(publicKey, known);
  return known;
}

/** Sixteen bytes, the first neither zero nor negative, as public authorities do. */
function serialNumber(): Buffer {
  const bytes = randomBytes(16);
  bytes.writeUInt8((bytes.readUInt8(0) & 0x3f) | 0x40, 0);
  return bytes;
}

function signatureAlgorithm(key: KeyObject, hash: 'sha1' | 'sha256'): Buffer {
  return key.asymmetricKeyType === 'ec'
    ? sequence(oid(hash === 'sha1' ? '1.2.840.10045.4.1' : '1.2.840.10045.4.3.2'))
    : sequence(oid(hash === 'sha1' ? '1.2.840.113549.1.1.5' : '1.2.840.113549.1.1.11'), nothing);
}

const nameParts = { C: '2.5.4.6', ST: '2.5.4.8', L: '2.5.4.7', O: '2.5.4.10', OU: '2.5.4.11', CN: '2.5.4.3' } as const;

function distinguishedName(name: Name): Buffer {
  return sequence(
    ...name.map(([part, value]) => set(sequence(oid(nameParts[part]), part === 'C' ? printable(value) : utf8(value)))),
  );
}

function extensions(request: CertificateRequest, issuerKeys: KeyPair): Buffer[] {
  const { authority = false, dnsNames = [], usages = [] } = request;
  const found = [
    extension('2.5.29.19', authority ? sequence(yes) : sequence(), true),
    // keyCertSign and cRLSign, or digitalSignature and keyEncipherment.
    extension('2.5.29.15', authority ? bitString(Buffer.from([0x06]), 1) : bitString(Buffer.from([0xa0]), 5), true),
    extension('2.5.29.14', octets(keyIdentifier(request.keys))),
    extension('2.5.29.35', sequence(context(0, keyIdentifier(issuerKeys), false))),
  ];
  if (usages.length > 0) {
    const ids = usages.map((usage) => oid(usage === 'serverAuth' ? serverAuth : clientAuth));
    found.push(extension('2.5.29.37', sequence(...ids)));
  }
  if (dnsNames.length > 0) {
    const names = dnsNames.map((name) => tlv(0x82, Buffer.from(name, 'latin1')));
    found.push(extension('2.5.29.17', sequence(...names)));
  }
  return found;
}

export const serverAuth = '1.3.6.1.5.5.7.3.1';
export const clientAuth = '1.3.6.1.5.5.7.3.2';

function extension(id: string, value: Uint8Array, critical = false): Buffer {
  return critical ? sequence(oid(id), yes, octets(value)) : sequence(oid(id), octets(value));
}

/** RFC 5280 §4.2.1.2 leaves the choice; a hash of the whole public key serves as well as any. */
function keyIdentifier(keys: KeyPair): Buffer {
  return createHash('sha1').update(spki(keys)).digest();
}
