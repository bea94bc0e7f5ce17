import assert from 'node:assert/strict';
import { createHash, X509Certificate } from 'node:crypto';
import {
  makeCertificate,
  newEcKeys,
  newRsaKeys,
  toPem,
  type CertificateRequest,
  type KeyPair,
  type Name,
} from './x509';

const name: Name = [
  ['C', 'US'],
  ['O', 'Contoso Ltd'],
  ['CN', 'www.contoso.com'],
];
const authorityName: Name = [['CN', 'Contoso Root CA']];

describe('A generated certificate', () => {
  let rsa: KeyPair;
  let ec: KeyPair;
  before(async () => {
    [rsa, ec] = await Promise.all([newRsaKeys(), newEcKeys()]);
  });

  const make = (request: Partial<CertificateRequest> = {}): X509Certificate =>
    new X509Certificate(
      makeCertificate({
        subject: name,
        keys: rsa,
        notBefore: Date.UTC(2026, 0, 2, 3, 4, 5),
        notAfter: Date.UTC(2027, 0, 2, 3, 4, 5),
        ...request,
      }),
    );

  it('has the requested subject, alternative names, and validity', () => {
    const made = make({ dnsNames: ['www.contoso.com', '*.contoso.com'] });
    assert.equal(made.subject, 'C=US\nO=Contoso Ltd\nCN=www.contoso.com');
    assert.equal(made.subjectAltName, 'DNS:www.contoso.com, DNS:*.contoso.com');
    assert.equal(made.validFrom, 'Jan  2 03:04:05 2026 GMT');
    assert.equal(made.validTo, 'Jan  2 03:04:05 2027 GMT');
  });

  it('has the SHA-1 of its bytes as its fingerprint', () => {
    const made = make();
    const hash = createHash('sha1').update(made.raw).digest('hex').toUpperCase();
    assert.equal(made.fingerprint.replaceAll(':', ''), hash);
  });

  it('is self-signed without an issuer, with RSA and EC keys', () => {
    for (const keys of [rsa, ec]) {
      const made = make({ keys });
      assert.equal(made.issuer, made.subject);
      assert.ok(made.verify(keys.publicKey));
      assert.ok(made.checkPrivateKey(keys.privateKey));
    }
  });

  it('is signed by its issuer and names it', () => {
    const authority = make({ subject: authorityName, keys: ec, authority: true });
    const made = make({ issuer: { name: authorityName, keys: ec } });
    assert.ok(authority.ca);
    assert.ok(!made.ca);
    assert.equal(made.issuer, 'CN=Contoso Root CA');
    assert.ok(made.checkIssued(authority));
    assert.ok(made.verify(authority.publicKey));
    assert.ok(!made.verify(rsa.publicKey));
  });

  it('can expire after 2049, when the encoding of years changes', () => {
    const made = make({ notBefore: Date.UTC(2049, 11, 31), notAfter: Date.UTC(2050, 0, 1) });
    assert.equal(made.validFrom, 'Dec 31 00:00:00 2049 GMT');
    assert.equal(made.validTo, 'Jan  1 00:00:00 2050 GMT');
  });

  it('keeps non-ASCII letters', () => {
    assert.match(make({ subject: [['O', 'Čeština & Söhne']] }).subject, /Čeština & Söhne/);
  });

  it('is unique even with equal properties', () => {
    assert.notEqual(make().fingerprint, make().fingerprint);
    assert.match(make().serialNumber, /^[4-7][0-9A-F]{31}$/);
  });

  it('can be converted to PEM', () => {
    const made = make();
    assert.deepEqual(new X509Certificate(toPem(made.raw)).raw, made.raw);
  });
});
