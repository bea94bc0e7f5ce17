import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSecureContext } from 'node:tls';
import { readCertificateFile, type CertificateFile } from '../../../src/vault/pfx/certificateFile';
import { makePfx } from '../../emulator/pfx';
import { makeCertificate, newEcKeys, newRsaKeys, toPem, type KeyPair, type Name } from '../../emulator/x509';

const period = { notBefore: Date.UTC(2026, 0, 1), notAfter: Date.UTC(2027, 0, 1) };
const thumbprintOf = (der: Uint8Array): string => createHash('sha1').update(der).digest('hex').toUpperCase();
const named = (name: string): Name => [['CN', name]];

function read(bytes: Uint8Array, password = ''): CertificateFile {
  const result = readCertificateFile(bytes, password);
  assert.ok(result.ok, result.ok ? '' : result.problem);
  return result.file;
}

function problemOf(bytes: Uint8Array, password = ''): string {
  const result = readCertificateFile(bytes, password);
  return result.ok ? 'none' : result.problem;
}

describe('a certificate file', () => {
  let rsa: KeyPair;
  let ec: KeyPair;
  let authorityKeys: KeyPair;
  let leaf: Buffer;
  let issuing: Buffer;
  let root: Buffer;

  before(async () => {
    [rsa, ec, authorityKeys] = await Promise.all([newRsaKeys(), newEcKeys(), newEcKeys()]);
    const issuer = { name: named('Contoso Issuing CA'), keys: authorityKeys };
    const dnsNames = ['www.contoso.com', 'contoso.com'];
    leaf = makeCertificate({ subject: named('www.contoso.com'), keys: rsa, dnsNames, issuer, ...period });
    const rootIssuer = { name: named('Contoso Root CA'), keys: authorityKeys };
    const authority = { keys: authorityKeys, authority: true, ...period };
    issuing = makeCertificate({ subject: issuer.name, issuer: rootIssuer, ...authority });
    root = makeCertificate({ subject: rootIssuer.name, ...authority });
  });

  it('tells the certificate of the key, its contents, and its chain in order', () => {
    const pfx = makePfx({ keys: [rsa.privateKey], certificates: [root, leaf, issuing], password: 'naïve €' });

    const { certificate, chain, hasKey, format } = read(pfx, 'naïve €');

    assert.deepEqual(certificate, {
      thumbprint: thumbprintOf(leaf),
      subject: 'CN=www.contoso.com',
      issuer: 'CN=Contoso Issuing CA',
      dnsNames: ['www.contoso.com', 'contoso.com'],
      notBefore: period.notBefore,
      expires: period.notAfter,
      selfSigned: false,
      authority: false,
      issuedByRoot: false,
      key: 'RSA 2048',
      rsaBits: 2048,
    });
    assert.deepEqual(
      chain.map(({ thumbprint }) => thumbprint),
      [thumbprintOf(issuing), thumbprintOf(root)],
    );
    assert.deepEqual({ hasKey, format }, { hasKey: true, format: 'pfx' });
  });

  it('is read by the TLS of Node.js in the same way, so that the test files are valid', () => {
    const pfx = makePfx({ keys: [rsa.privateKey], certificates: [leaf, issuing], password: 'secret' });
    const context = createSecureContext({ pfx, passphrase: 'secret' }).context as { getCertificate: () => Buffer };

    assert.deepEqual(context.getCertificate(), leaf);
  });

  it('can contain an elliptic-curve key', () => {
    const certificate = makeCertificate({ subject: named('ec.contoso.com'), keys: ec, ...period });
    const pfx = makePfx({ keys: [ec.privateKey], certificates: [certificate], password: '' });

    assert.equal(read(pfx).certificate.key, 'EC P-256');
    assert.equal(read(pfx).hasKey, true);
  });

  it('without a key is distinguished from one with a key', () => {
    const pfx = makePfx({ certificates: [issuing, leaf], password: 'secret' });

    assert.equal(read(pfx, 'secret').hasKey, false);
    assert.equal(read(pfx, 'secret').certificate.thumbprint, thumbprintOf(leaf));
  });

  it('with a chain but without the certificate of its key is refused', () => {
    const pfx = makePfx({ keys: [rsa.privateKey], certificates: [issuing, root], password: 'secret' });
    assert.equal(problemOf(pfx, 'secret'), 'noCertificateOfKey');
  });

  it('with two keys is refused', () => {
    const pfx = makePfx({ keys: [rsa.privateKey, ec.privateKey], certificates: [leaf], password: 'secret' });
    assert.equal(problemOf(pfx, 'secret'), 'severalKeys');
  });

  it('with a wrong password is distinguished from a broken one', () => {
    const pfx = makePfx({ keys: [rsa.privateKey], certificates: [leaf], password: 'secret' });
    const damaged = Buffer.from(pfx);
    // The last byte of the code: everything can be decrypted, and the code is wrong.
    const code = damaged.lastIndexOf(Buffer.from([0x04, 0x08])) - 1;
    damaged.writeUInt8(damaged.readUInt8(code) ^ 1, code);

    assert.equal(problemOf(pfx, 'Secret'), 'wrongPassword');
    assert.equal(problemOf(pfx, ''), 'wrongPassword');
    assert.equal(problemOf(damaged, 'secret'), 'broken');
    assert.equal(problemOf(damaged, 'Secret'), 'wrongPassword');
    assert.equal(problemOf(pfx.subarray(0, pfx.length - 100), 'secret'), 'broken');
    assert.equal(problemOf(Buffer.from('<ServiceConfiguration />'), ''), 'broken');
    assert.equal(problemOf(Buffer.alloc(0), ''), 'broken');
  });

  it('never throws, whichever byte is damaged, and never reports another certificate', () => {
    const pfx = makePfx({ keys: [rsa.privateKey], certificates: [leaf], password: 'x' });
    for (let at = 0; at < 120; at++) {
      const damaged = Buffer.from(pfx);
      damaged.writeUInt8(damaged.readUInt8(at) ^ 0x81, at);
      const result = readCertificateFile(damaged, 'x');
      assert.equal(result.ok ? result.file.certificate.thumbprint : thumbprintOf(leaf), thumbprintOf(leaf));
    }
  });

  it('as PEM or DER is read without a password', () => {
    const pem = Buffer.from(`Bag Attributes\n${toPem(leaf)}${toPem(issuing)}`);
    const key = rsa.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();

    assert.deepEqual(read(leaf).certificate, read(pem).certificate);
    assert.deepEqual([read(leaf).format, read(leaf).hasKey], ['der', false]);
    assert.deepEqual([read(pem).format, read(pem).hasKey, read(pem).chain.length], ['pem', false, 1]);
    assert.equal(read(Buffer.concat([Buffer.from(key), pem])).hasKey, true);
    assert.equal(problemOf(Buffer.from(key)), 'noCertificate');
  });

  it('that another program wrote is read, in old formats and new ones', function () {
    if (spawnSync('openssl', ['version']).status !== 0) {
      this.skip();
    }
    const folder = mkdtempSync(join(tmpdir(), 'pfx-'));
    try {
      const file = (name: string): string => join(folder, name);
      writeFileSync(file('key.pem'), rsa.privateKey.export({ type: 'pkcs8', format: 'pem' }));
      writeFileSync(file('leaf.pem'), toPem(leaf));
      const exported = (password: string, ...options: readonly string[]): Buffer => {
        const files = ['-inkey', file('key.pem'), '-in', file('leaf.pem'), '-out', file('out.pfx')];
        execFileSync('openssl', ['pkcs12', '-export', ...files, '-passout', `pass:${password}`, ...options], {
          stdio: 'pipe',
        });
        return readFileSync(file('out.pfx'));
      };
      const formats: Readonly<Record<string, readonly string[]>> = {
        'AES-256': [],
        'RC2 and 3DES, by SHA-1': ['-legacy'],
        '3DES for both': ['-keypbe', 'PBE-SHA1-3DES', '-certpbe', 'PBE-SHA1-3DES', '-macalg', 'sha1'],
        'certificates that are not encrypted': ['-certpbe', 'NONE'],
        'a key that is not encrypted': ['-keypbe', 'NONE'],
        'a code by SHA-512': ['-macalg', 'sha512'],
        'no code': ['-nomac'],
        'twenty thousand iterations': ['-iter', '20000'],
      };
      for (const [format, options] of Object.entries(formats)) {
        for (const password of ['a ü €', '']) {
          const pfx = exported(password, ...options);
          const result = readCertificateFile(pfx, password);
          assert.ok(result.ok, `${format}: ${result.ok ? '' : result.problem}`);
          assert.equal(result.file.certificate.thumbprint, thumbprintOf(leaf), format);
          assert.equal(result.file.hasKey, true, format);
          assert.equal(problemOf(pfx, 'wrong'), 'wrongPassword', format);
        }
      }
      assert.equal(problemOf(exported('x', '-iter', '2000000'), 'x'), 'unsupported');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
