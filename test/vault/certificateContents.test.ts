import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { rootCertificates } from 'node:tls';
import { isIssuedByRoot, weakSignatureHash } from '../../src/vault/client/x509';
import { context, oid, sequence, bitString, nothing } from '../emulator/der';
import { makeCertificate, newEcKeys, newRsaKeys, type CertificateRequest, type KeyPair } from '../emulator/x509';

const period = { notBefore: Date.UTC(2026, 0, 1), notAfter: Date.UTC(2027, 0, 1) };

describe('weakSignatureHash', () => {
  let rsa: KeyPair;
  let ec: KeyPair;
  before(async () => {
    [rsa, ec] = await Promise.all([newRsaKeys(1024), newEcKeys()]);
  });

  const der = (change: Partial<CertificateRequest>): Buffer =>
    makeCertificate({ subject: [['CN', 'www.contoso.com']], keys: rsa, ...period, ...change });

  it('distinguishes SHA-1 from SHA-256 for RSA and EC keys', () => {
    const hashes = [{}, { hash: 'sha1' }, { keys: ec }, { keys: ec, hash: 'sha1' }] as const;
    assert.deepEqual(
      hashes.map((change) => weakSignatureHash(der(change))),
      [undefined, 'SHA-1', undefined, 'SHA-1'],
    );
  });

  const pss = '1.2.840.113549.1.1.10';
  const hashIn = (id: string): Buffer => sequence(context(0, sequence(oid(id), nothing)));
  const algorithms: readonly (readonly [what: string, algorithm: Buffer, hash: string | undefined])[] = [
    ['SHA-1 by its name in the old OIW list', sequence(oid('1.3.14.3.2.29'), nothing), 'SHA-1'],
    ['SHA-1 with DSA', sequence(oid('1.2.840.10040.4.3')), 'SHA-1'],
    ['MD5', sequence(oid('1.2.840.113549.1.1.4'), nothing), 'MD5'],
    ['SHA-384', sequence(oid('1.2.840.113549.1.1.12'), nothing), undefined],
    ['PSS with SHA-256', sequence(oid(pss), hashIn('2.16.840.1.101.3.4.2.1')), undefined],
    ['PSS with SHA-1', sequence(oid(pss), hashIn('1.3.14.3.2.26')), 'SHA-1'],
    ['PSS that names no hash', sequence(oid(pss), sequence()), 'SHA-1'],
  ];
  for (const [what, algorithm, hash] of algorithms) {
    it(`calls ${what} ${hash ?? 'sound'}`, () => {
      const certificate = sequence(sequence(), algorithm, bitString(Buffer.alloc(8)));
      assert.equal(weakSignatureHash(certificate), hash);
    });
  }

  it('returns undefined for bytes that are not a complete certificate', () => {
    const whole = der({ hash: 'sha1' });
    for (let length = 0; length < whole.length; length += 7) {
      assert.equal(weakSignatureHash(whole.subarray(0, length)), undefined);
    }
    assert.equal(weakSignatureHash(Buffer.from('3084ffffffff', 'hex')), undefined);
    assert.equal(weakSignatureHash(Buffer.alloc(64, 0xff)), undefined);
  });
});

describe('isIssuedByRoot', () => {
  let keys: KeyPair;
  before(async () => {
    keys = await newEcKeys();
  });

  const issuedBy = (...name: CertificateRequest['subject']): X509Certificate =>
    new X509Certificate(
      makeCertificate({ subject: [['CN', 'www.contoso.com']], keys, issuer: { name, keys }, ...period }),
    );

  it('recognizes public roots by their signature', () => {
    const roots = rootCertificates.map((pem) => new X509Certificate(pem));
    const signed = roots.filter(({ subject, issuer }) => subject === issuer);
    assert.ok(signed.length > 100);
    assert.ok(signed.slice(0, 20).every(isIssuedByRoot));
  });

  it('rejects a certificate that only names a public root as its issuer', () => {
    const unnamed = rootCertificates.map((pem) => new X509Certificate(pem).subject).find((name) => !/root/i.test(name));
    const parts = (unnamed ?? '').split('\n').map((part) => part.split('=', 2) as ['C' | 'O' | 'OU' | 'CN', string]);
    const forged = issuedBy(...parts);
    assert.equal(forged.issuer, unnamed);
    assert.equal(isIssuedByRoot(forged), false);
  });

  it('accepts a private authority only if its name contains "root"', () => {
    assert.equal(isIssuedByRoot(issuedBy(['O', 'Contoso'], ['CN', 'Contoso Root CA'])), true);
    assert.equal(isIssuedByRoot(issuedBy(['O', 'Root Ltd'], ['CN', 'Issuing CA 01'])), false);
    assert.equal(isIssuedByRoot(issuedBy(['CN', 'Rooted CA'])), false);
  });
});
