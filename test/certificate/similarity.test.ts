import assert from 'node:assert/strict';
import { similarity, mostSimilar } from '../../src/certificate/similarity';
import type { CertificateVersion } from '../../src/certificate/verdict';
import { knownThumbprint } from '../cscfg/support/texts';

function named(certificate: string, expires?: number): CertificateVersion {
  return {
    vault: 'https://contoso.vault.azure.net',
    certificate,
    thumbprint: knownThumbprint,
    enabled: true,
    ...(expires === undefined ? {} : { expires }),
  };
}

describe('likeness', () => {
  const same = [
    ['web', 'web'],
    ['Web', 'WEB'],
    ['contoso-web', 'ContosoWeb'],
    ['contoso-web', 'Contoso.Web_Certificate'],
    ['contoso-web', 'ContosoWebSSL'],
    ['WebSSLCert', 'web'],
    ['Web2', 'web-2'],
    ['sslcert', 'ssl-cert'],
    ['Größe', 'größe'],
  ] as const;
  for (const [a, b] of same) {
    it(`of ${a} and ${b} is 1`, () => {
      assert.equal(similarity(a, b), 1);
    });
  }

  const none = [
    ['', ''],
    ['', 'web'],
    ['---', 'web'],
    ['web', 'api'],
  ] as const;
  for (const [a, b] of none) {
    it(`of ${JSON.stringify(a)} and ${JSON.stringify(b)} is 0`, () => {
      assert.equal(similarity(a, b), 0);
    });
  }

  const ordered: readonly (readonly [name: string, ...mostSimilarFirst: string[]])[] = [
    ['Web', 'web', 'contoso-web', 'payments'],
    ['ContosoWeb', 'contoso-web-2', 'contoso-api', 'fabrikam'],
    ['contoso-api', 'contoso-api', 'contoso-app', 'northwind'],
    ['TokenSigning', 'contoso-token-signing', 'contoso-signing', 'reports'],
    ['Microsoft.WindowsAzure.Plugins.RemoteAccess.PasswordEncryption', 'password-encryption', 'contoso-web'],
  ];
  for (const [name, ...mostSimilarFirst] of ordered) {
    it(`to ${name} falls from ${mostSimilarFirst.join(' to ')}`, () => {
      const ranks = mostSimilarFirst.map((one) => similarity(name, one));
      assert.deepEqual(
        ranks,
        [...new Set(ranks)].sort((a, b) => b - a),
      );
    });
  }
});

describe('most similar', () => {
  const vault = [
    named('contoso-api'),
    named('contoso-web', 1),
    named('contoso-web-old'),
    named('payments'),
    named('Web', 2),
  ];
  const names = (name: string, most: number): readonly string[] =>
    mostSimilar(name, vault, most).map(({ certificate }) => certificate);

  it('returns the most similar names first and omits unrelated ones', () => {
    assert.deepEqual(names('web', 9), ['Web', 'contoso-web', 'contoso-web-old']);
  });

  it('returns at most the requested number', () => {
    assert.deepEqual(names('web', 1), ['Web']);
    assert.deepEqual(names('web', 0), []);
  });

  it('returns the one that is valid longer first if two are equally similar', () => {
    const equals = [named('web'), named('WEB', 2), named('Web', 3)];
    assert.deepEqual(
      mostSimilar('web', equals, 3).map(({ certificate }) => certificate),
      ['Web', 'WEB', 'web'],
    );
  });

  it('returns nothing for an empty name', () => {
    assert.deepEqual(names('', 9), []);
  });
});
