import assert from 'node:assert/strict';
import {
  certificateNameProblem,
  dnsNamesIn,
  dnsNamesProblem,
  proposedCertificateName,
  subjectOf,
  subjectProblem,
  validityProblem,
} from '../../src/certificate/certificateRequest';

describe('A request for a certificate', () => {
  it('proposes a name that Key Vault accepts', () => {
    assert.equal(proposedCertificateName('CN=www.contoso.com, O=Contoso'), 'www-contoso-com');
    assert.equal(proposedCertificateName('O=Contoso, CN=*.contoso.com'), 'wildcard-contoso-com');
    assert.equal(proposedCertificateName('CN="Contoso, Ltd."'), 'contoso-ltd');
    assert.equal(proposedCertificateName('CN=Ünïcode'), 'n-code');
    for (const subject of ['CN=www.contoso.com', 'O=Contoso', `CN=${'a'.repeat(300)}`]) {
      assert.equal(certificateNameProblem(proposedCertificateName(subject)), undefined, subject);
    }
  });

  it('accepts the names of certificates, and no others', () => {
    assert.equal(certificateNameProblem('Contoso-Web-2'), undefined);
    for (const name of ['', 'a.b', 'a b', 'ä', '../x', 'a'.repeat(128)]) {
      assert.equal(certificateNameProblem(name), 'A name consists of 1 to 127 letters, digits, and hyphens.', name);
    }
  });

  it('takes a host name for a common name', () => {
    assert.equal(subjectOf(' www.contoso.com '), 'CN=www.contoso.com');
    assert.equal(subjectOf('O=Contoso, CN=www'), 'O=Contoso, CN=www');
    for (const text of ['www.contoso.com', '*.contoso.com', 'CN=www, O="Contoso, Ltd.", C=US']) {
      assert.equal(subjectProblem(text), undefined, text);
    }
    for (const text of ['', 'O=Contoso', 'CN=', 'CN=a,,O=b', 'CN=a, nonsense']) {
      assert.match(subjectProblem(text) ?? '', /^Enter a host name, or a distinguished name/, text);
    }
  });

  it('checks every DNS name', () => {
    assert.deepEqual(dnsNamesIn('a.example, b.example;a.example'), ['a.example', 'b.example']);
    assert.equal(dnsNamesProblem('www.contoso.com *.contoso.com'), undefined);
    assert.equal(dnsNamesProblem(''), undefined);
    for (const name of ['http://contoso.com', 'a_b.example', 'a.*.example', '-a.example', '10.0.0.1', 'ä.example']) {
      assert.ok(dnsNamesProblem(`www.contoso.com, ${name}`)?.startsWith(`"${name}" is not a DNS name.`), name);
    }
  });

  it('accepts a validity of 1 to 120 months', () => {
    assert.deepEqual(['1', '12', '120'].map(validityProblem), [undefined, undefined, undefined]);
    for (const text of ['', '0', '121', '1.5', '-1', 'a year']) {
      assert.equal(validityProblem(text), 'Enter a number of months from 1 to 120.', text);
    }
  });
});
