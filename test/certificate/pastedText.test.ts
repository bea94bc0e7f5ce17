import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHash, X509Certificate } from 'node:crypto';
import { certificatesInFile, certificatesInText, thumbprintOf } from '../../src/certificate/der';
import { readPasted } from '../../src/certificate/pastedText';
import { knownThumbprint, otherThumbprint } from '../cscfg/support/texts';
import { issuerPem, issuerThumbprint, leafPem, leafThumbprint, otherOutputs, outputs, trustedPem } from './printed';

async function thumbprintsIn(text: string): Promise<readonly string[]> {
  const pasted = await readPasted(text);
  return pasted?.kind === 'thumbprints' ? pasted.thumbprints : [];
}

const der = (pem: string): Uint8Array => new X509Certificate(pem).raw;

describe('Pasted text', () => {
  for (const [command, output] of Object.entries(outputs)) {
    it(`is the thumbprint in the output of ${command}`, async () => {
      assert.deepEqual(await thumbprintsIn(output), [leafThumbprint]);
    });
  }

  for (const [command, output] of Object.entries(otherOutputs)) {
    it(`is no thumbprint in the output of ${command}`, async () => {
      assert.equal(await readPasted(output), undefined);
    });
  }

  it('is the thumbprint that the OpenSSL of this computer prints', async function () {
    const openssl = (...options: readonly string[]): string =>
      spawnSync('openssl', ['x509', '-noout', ...options], { input: leafPem, encoding: 'utf8' }).stdout;
    if (spawnSync('openssl', ['version']).status !== 0) {
      this.skip();
    }
    assert.deepEqual(await thumbprintsIn(openssl('-fingerprint', '-sha1')), [leafThumbprint]);
    assert.deepEqual(await thumbprintsIn(openssl('-text', '-fingerprint', '-sha1')), [leafThumbprint]);
    assert.deepEqual(await thumbprintsIn(openssl('-text', '-fingerprint', '-sha256')), []);
  });

  const pairs = knownThumbprint.match(/../g) ?? [];
  const dirty: readonly (readonly [how: string, text: string])[] = [
    ['as it should be', knownThumbprint],
    ['in lowercase', knownThumbprint.toLowerCase()],
    ['with spaces', pairs.join(' ')],
    ['with colons', pairs.join(':')],
    ['with dashes', pairs.join('-')],
    ['with U+200E, as the dialog of Windows copies it', `\u200E${pairs.join(' ').toLowerCase()}`],
    ['with a no-break space and a line end', `${pairs.join('\u00A0')}\r\n`],
    ['in quotes', `"${knownThumbprint}",`],
    ['as an x5t', 'fLi3U52HunIVNXubkEnf8tP6Wbo'],
    ['as an x5t of JSON', '"fLi3U52HunIVNXubkEnf8tP6Wbo",'],
  ];
  for (const [how, text] of dirty) {
    it(`is a thumbprint ${how}`, async () => {
      assert.deepEqual(await thumbprintsIn(text), [knownThumbprint]);
    });
  }

  it('is every thumbprint in a list of certificates, each once', async () => {
    const rows = `Thumbprint  Subject\n----------  -------\n${knownThumbprint}  CN=a\n${otherThumbprint}  CN=b\n${knownThumbprint}  CN=a\n`;
    assert.deepEqual(await thumbprintsIn(rows), [knownThumbprint, otherThumbprint]);
  });

  it('is the identifier of a certificate or secret in a vault of any cloud, and of no other host', async () => {
    const version = 'a'.repeat(32);
    for (const host of ['contoso.vault.azure.net', 'contoso.vault.usgovcloudapi.net', 'contoso.vault.azure.cn']) {
      for (const kind of ['certificates', 'secrets']) {
        assert.deepEqual(await readPasted(` https://${host}/${kind}/web/${version}\n`), {
          kind: 'identifier',
          identifier: { vault: `https://${host}`, certificate: 'web', version },
        });
      }
    }
    for (const address of [
      'https://contoso.example/certificates/web',
      'https://contoso.vault.azure.net.example/certificates/web',
      'https://contoso.example/?https://contoso.vault.azure.net/certificates/web',
      'https://contoso.vault.azure.net',
      'https://contoso.managedhsm.azure.net/certificates/web',
    ]) {
      assert.equal(await readPasted(address), undefined, address);
    }
  });

  it('is nothing else: placeholders, words, a hash of another length', async () => {
    for (const text of ['', ' ', '#{Thumbprint}#', 'web', '0'.repeat(40), knownThumbprint.slice(1), 'a'.repeat(64)]) {
      assert.equal(await readPasted(text), undefined, text);
    }
    assert.equal(await readPasted(`${knownThumbprint}${' '.repeat(200_000)}`), undefined);
  });
});

describe('A certificate in a file or in PEM text', () => {
  const files: readonly (readonly [what: string, bytes: Uint8Array, text: string | undefined])[] = [
    ['DER', der(leafPem), undefined],
    ['DER with settings of OpenSSL behind it', Buffer.concat([der(leafPem), Buffer.from('300C06', 'hex')]), undefined],
    ['PEM', Buffer.from(leafPem), leafPem],
    ['PEM with line ends of Windows', Buffer.from(''), leafPem.replaceAll('\n', '\r\n')],
    [
      'PEM with a private key',
      Buffer.from(''),
      `-----BEGIN PRIVATE KEY-----\nMIGH\n-----END PRIVATE KEY-----\n${leafPem}`,
    ],
    ['PEM of a trusted certificate', Buffer.from(''), trustedPem],
    ['base64', Buffer.from(''), Buffer.from(der(leafPem)).toString('base64')],
  ];
  for (const [what, bytes, text] of files) {
    it(`has the SHA-1 hash of its DER as thumbprint: ${what}`, async () => {
      const [certificate, ...others] = certificatesInFile(bytes, text);
      assert.ok(certificate);
      assert.deepEqual(others, []);
      assert.equal(await thumbprintOf(certificate), leafThumbprint);
      assert.equal(createHash('sha1').update(certificate).digest('hex').toUpperCase(), leafThumbprint);
    });
  }

  it('comes before its issuers, in whatever order the file has them', async () => {
    for (const chain of [`${leafPem}\n${issuerPem}`, `${issuerPem}\n${leafPem}`]) {
      assert.deepEqual(await thumbprintsIn(chain), [leafThumbprint, issuerThumbprint]);
    }
  });

  it('is not found in other data', () => {
    const whole = der(leafPem);
    for (let length = 0; length < whole.length; length += 7) {
      assert.deepEqual(certificatesInFile(whole.subarray(0, length), undefined), []);
    }
    const key = Buffer.from('30130201013081', 'hex');
    assert.deepEqual(certificatesInFile(key, undefined), []);
    assert.deepEqual(certificatesInText('-----BEGIN CERTIFICATE-----\n!!!!\n-----END CERTIFICATE-----'), []);
    assert.deepEqual(certificatesInText('-----BEGIN CERTIFICATE-----\nAAA\n-----END CERTIFICATE-----'), []);
    assert.deepEqual(certificatesInText(leafPem.replaceAll('CERTIFICATE', 'CERTIFICATE REQUEST')), []);
  });
});
