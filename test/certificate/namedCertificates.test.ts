import assert from 'node:assert/strict';
import { namedVersions } from '../../src/certificate/namedCertificates';
import type { CertificateVersion } from '../../src/certificate/verdict';

const contoso = 'https://contoso.vault.azure.net';
const version = (certificate: string, digit: string, vault = contoso): CertificateVersion => ({
  vault,
  certificate,
  version: digit.repeat(32),
  thumbprint: digit.repeat(40),
  enabled: true,
});
const known = [
  version('contoso-api', 'A'),
  version('contoso-wildcard', 'C'),
  version('contoso-wildcard', 'B'),
  version('contoso-wildcard', 'D', 'https://fabrikam.vault.azure.net'),
].map((one) => ({ ...one, version: one.version?.toLowerCase() ?? '' }));

const named = (text: string): string =>
  namedVersions(text, known)
    .map(({ thumbprint }) => thumbprint[0])
    .join('');

describe('The certificates that a text names', () => {
  it('are the newest version of the one in its identifier, whatever the case and the kind of the identifier', () => {
    assert.equal(named(`${contoso}/certificates/contoso-wildcard`), 'C');
    assert.equal(named(` https://CONTOSO.vault.azure.net/secrets/Contoso-Wildcard\n`), 'C');
  });

  it('are the version in its identifier, and no other one', () => {
    assert.equal(named(`${contoso}/secrets/contoso-wildcard/${'b'.repeat(32)}`), 'B');
    assert.equal(named(`${contoso}/secrets/contoso-wildcard/${'e'.repeat(32)}`), '');
  });

  it('are one of each vault for a name', () => {
    assert.equal(named('contoso-wildcard'), 'CD');
    assert.equal(named('\u200Econtoso-API '), 'A');
  });

  it('are none of another vault, or for an address that is no vault’s', () => {
    assert.equal(named('https://fabrikam.vault.azure.net/certificates/contoso-api'), '');
    assert.equal(named('https://contoso.example/certificates/contoso-api'), '');
    assert.equal(named('contoso'), '');
    assert.equal(named(''), '');
  });
});
