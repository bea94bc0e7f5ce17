import assert from 'node:assert/strict';
import { thumbprintsToVerify, verdictFor } from '../../src/cscfg/entries';
import {
  certificateElement,
  documentOf,
  knownThumbprint,
  otherThumbprint,
  webRoleWith,
  plainContext,
} from './support/texts';

const text = webRoleWith(
  [
    certificateElement(knownThumbprint, 'exact'),
    certificateElement(knownThumbprint.toLowerCase(), 'lower'),
    certificateElement(`&#x200E;${otherThumbprint}`, 'hidden'),
    `<Certificate thumbprint="${knownThumbprint}"/>`,
    certificateElement('#{X}#', 'token'),
    certificateElement(knownThumbprint.slice(1), 'short'),
    certificateElement('', 'empty'),
    '<Certificate name="none"/>',
  ].join(''),
);

describe('The thumbprints to verify', () => {
  it('are those of certificates in any style, with their names', () => {
    assert.deepEqual(thumbprintsToVerify(documentOf(text)), [
      { thumbprint: knownThumbprint, name: 'exact' },
      { thumbprint: knownThumbprint, name: 'lower' },
      { thumbprint: otherThumbprint, name: 'hidden' },
      { thumbprint: knownThumbprint },
    ]);
  });

  it('are those of settings whose names suggest a certificate', () => {
    const settings = ['TokenSigning', 'AllowedClientThumbprints', 'SslCertificate', 'CommitId', ''].map(
      (name, index) => `<Setting name="${name}" value="${String(index + 1).repeat(40)}" />`,
    );
    const role = `<Role name="Web"><ConfigurationSettings>${settings.join('')}</ConfigurationSettings></Role>`;
    assert.deepEqual(thumbprintsToVerify(documentOf(`<ServiceConfiguration>${role}</ServiceConfiguration>`)), [
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
        return plainContext.verdictOf(thumbprint);
      },
    };
    const entries = documentOf(text).model.roles.flatMap(({ certificates }) => certificates);
    assert.deepEqual(
      entries.map((entry) => verdictFor(entry, context).kind),
      ['unverified', 'unverified', 'unverified', 'unverified', 'placeholder', 'malformed', 'malformed', 'malformed'],
    );
    assert.deepEqual(asked, [knownThumbprint, knownThumbprint, otherThumbprint, knownThumbprint]);
  });
});
