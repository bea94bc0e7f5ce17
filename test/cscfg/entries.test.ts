import assert from 'node:assert/strict';
import { thumbprintsToVerify, verdictFor } from '../../src/cscfg/entries';
import { c, d, T, U, w, x } from './support/shorthand';

const text = w(
  [
    c(T, 'exact'),
    c(T.toLowerCase(), 'lower'),
    c(`&#x200E;${U}`, 'hidden'),
    `<Certificate thumbprint="${T}"/>`,
    c('#{X}#', 'token'),
    c(T.slice(1), 'short'),
    c('', 'empty'),
    '<Certificate name="none"/>',
  ].join(''),
);

describe('The thumbprints to verify', () => {
  it('are those of certificates, whatever their style, with their names', () => {
    assert.deepEqual(thumbprintsToVerify(d(text)), [
      { thumbprint: T, name: 'exact' },
      { thumbprint: T, name: 'lower' },
      { thumbprint: U, name: 'hidden' },
      { thumbprint: T },
    ]);
  });

  it('are those of settings whose names suggest a certificate', () => {
    const settings = ['TokenSigning', 'AllowedClientThumbprints', 'SslCertificate', 'CommitId', ''].map(
      (name, index) => `<Setting name="${name}" value="${String(index + 1).repeat(40)}" />`,
    );
    const role = `<Role name="Web"><ConfigurationSettings>${settings.join('')}</ConfigurationSettings></Role>`;
    assert.deepEqual(thumbprintsToVerify(d(`<ServiceConfiguration>${role}</ServiceConfiguration>`)), [
      { thumbprint: '1'.repeat(40), name: 'TokenSigning' },
      { thumbprint: '2'.repeat(40), name: 'AllowedClientThumbprints' },
      { thumbprint: '3'.repeat(40), name: 'SslCertificate' },
    ]);
  });
});

describe('The verdict for an entry', () => {
  it('comes from the vaults for a thumbprint; other text is not looked up', () => {
    const asked: string[] = [];
    const context = {
      verdictOf: (thumbprint: string) => {
        asked.push(thumbprint);
        return x.verdictOf(thumbprint);
      },
    };
    const entries = d(text).model.roles.flatMap(({ certificates }) => certificates);
    assert.deepEqual(
      entries.map((entry) => verdictFor(entry, context).kind),
      ['unverified', 'unverified', 'unverified', 'unverified', 'placeholder', 'malformed', 'malformed', 'malformed'],
    );
    assert.deepEqual(asked, [T, T, U, T]);
  });
});
