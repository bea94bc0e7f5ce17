import assert from 'node:assert/strict';
import type { CertificateTraits, Verdict } from '../../../src/certificate/verdict';
import { contextOf, current, found, now, print, service, traits, version } from './verdictCases';

const selfSigned = traits({ issuer: 'CN=www.contoso.com, O=Contoso', selfSigned: true });

describe('certificate-weak-key', () => {
  const one = (own: CertificateTraits | undefined): readonly string[] =>
    found(service([print('A')]), contextOf({ [print('A')]: current('A', own) }));

  it('reports RSA keys under 2048 bits', () => {
    assert.deepEqual(one({ ...selfSigned, key: 'RSA 1024', rsaBits: 1024 }), [
      'information certificate-weak-key A: The RSA key of web has only 1024 bits, so clients may reject the certificate. ' +
        'Renew it with a key of at least 2048 bits.',
    ]);
    assert.equal(one({ ...selfSigned, rsaBits: 2047 }).length, 1);
  });

  it('ignores longer keys, other kinds of keys, and certificates that were not read', () => {
    const curve: CertificateTraits = { ...selfSigned, key: 'EC P-256' };
    Reflect.deleteProperty(curve, 'rsaBits');
    assert.deepEqual(
      [one(selfSigned), one({ ...selfSigned, rsaBits: 4096 }), one(curve), one(undefined)],
      [[], [], [], []],
    );
  });

  it('is reported in addition to the verdict', () => {
    const match = { ...version('A', { enabled: false }), traits: { ...selfSigned, rsaBits: 1024 } };
    const verdict: Verdict = { kind: 'disabled', match, checked: now };
    const codes = found(service([print('A')]), contextOf({ [print('A')]: verdict })).map((line) => line.split(' ')[1]);
    assert.deepEqual(codes, ['certificate-disabled', 'certificate-weak-key']);
  });
});

describe('certificate-weak-signature', () => {
  const one = (own: CertificateTraits): readonly string[] =>
    found(service([print('A')]), contextOf({ [print('A')]: current('A', own) }));

  it('reports SHA-1 and MD5', () => {
    assert.deepEqual(one({ ...selfSigned, weakSignature: 'SHA-1' }), [
      'information certificate-weak-signature A: web is signed with SHA-1, so clients may reject it. ' +
        'Renew it with SHA-256.',
    ]);
    assert.match(one({ ...selfSigned, weakSignature: 'MD5' })[0] ?? '', /signed with MD5/);
  });

  it('ignores authorities', () => {
    assert.deepEqual(one({ ...selfSigned, authority: true, weakSignature: 'SHA-1' }), []);
  });
});

describe('certificate-chain-incomplete', () => {
  const leaf = traits();
  const issuer = traits({
    subject: 'CN=Contoso Issuing CA 01, O=Contoso',
    issuer: 'CN=Contoso Root CA, O=Contoso',
    authority: true,
    issuedByRoot: true,
  });
  const [A, B] = [print('A'), print('B')];
  const verdicts = (a: CertificateTraits | undefined, b: CertificateTraits | undefined): Record<string, Verdict> => ({
    [A]: current('A', a),
    [B]: current('B', b),
  });

  it('hints at an issuer that the role does not have', () => {
    assert.deepEqual(found(service([A, B]), contextOf(verdicts(leaf, selfSigned))), [
      'hint certificate-chain-incomplete A: The role does not have the certificate of the issuer, Contoso Issuing CA 01. ' +
        'If it is an intermediate certificate, add it with storeName="CA".',
    ]);
  });

  it('is content with an entry of the same role, and not with one of another', () => {
    assert.deepEqual(found(service([A, B]), contextOf(verdicts(leaf, issuer))), []);
    assert.deepEqual(
      found(service([A], [B]), contextOf(verdicts(leaf, issuer))).map((line) => line.split(':')[0]),
      ['hint certificate-chain-incomplete A'],
    );
  });

  const complete: readonly (readonly [what: string, own: CertificateTraits])[] = [
    ['signed itself', selfSigned],
    ['was issued by a root', traits({ issuedByRoot: true })],
    ['is an authority’s', { ...issuer, issuedByRoot: false }],
  ];
  for (const [what, own] of complete) {
    it(`reports nothing for a certificate that ${what}`, () => {
      assert.deepEqual(found(service([A]), contextOf(verdicts(own, undefined))), []);
    });
  }

  const unknown: readonly (readonly [what: string, second: string, verdict: Verdict])[] = [
    ['was not read', B, current('B', undefined)],
    ['is not verified', B, { kind: 'unverified', reason: { kind: 'checking' } }],
  ];
  for (const [what, second, verdict] of unknown) {
    it(`reports nothing where another certificate of the role ${what}: it might be the issuer`, () => {
      assert.deepEqual(found(service([A, second]), contextOf({ ...verdicts(leaf, undefined), [second]: verdict })), []);
    });
  }

  it('reports nothing if the role has a placeholder', () => {
    const codes = found(service([A, '#{Issuer}#']), contextOf(verdicts(leaf, undefined))).map(
      (line) => line.split(' ')[1],
    );
    assert.deepEqual(codes, ['thumbprint-placeholder']);
  });

  it('is off by its setting', () => {
    const context = contextOf(verdicts(leaf, undefined), { 'certificate-chain-incomplete': 'off' });
    assert.deepEqual(found(service([A]), context), []);
  });

  it('names an issuer without a common name by the whole of its name', () => {
    const own = traits({ issuer: 'OU=Issuing, O=Contoso' });
    assert.match(
      found(service([A]), contextOf(verdicts(own, undefined)))[0] ?? '',
      /issuer, OU=Issuing, O=Contoso\. If/,
    );
  });
});
