import type { CachedVault } from '../../src/vault/cache/format';
import { contoso, day, deleted, now, print, version } from './snapshots';

/** What was kept of a vault of two certificates, one of which is an older one too, read whole a day ago. */
export const kept: CachedVault = {
  vault: contoso,
  listedAt: now - day,
  readAt: now - day,
  newest: [
    { version: version(print('A'), { certificate: 'Web', updated: now - 50 * day }), seenAt: now - day },
    { version: version(print('B'), { certificate: 'api' }), seenAt: now - day },
  ],
  versions: [
    {
      key: 'web',
      at: now - day,
      updated: now - 50 * day,
      versions: [
        version(print('A'), { certificate: 'Web', version: 'a'.repeat(32) }),
        version(print('C'), { certificate: 'Web', version: 'c'.repeat(32) }),
      ],
    },
  ],
  deleted: { at: now - day, items: [deleted(print('D'))] },
  secrets: {
    at: now - day,
    items: [{ vault: contoso, name: print('e').toLowerCase(), thumbprint: print('E'), enabled: true }],
  },
  details: [
    {
      key: `web ${print('A')}`,
      details: {
        vault: contoso,
        certificate: 'Web',
        version: 'a'.repeat(32),
        certificateId: `${contoso}/certificates/Web/${'a'.repeat(32)}`,
        secretId: `${contoso}/secrets/Web/${'a'.repeat(32)}`,
        subject: 'CN=www.contoso.com',
        issuer: 'CN=Contoso Issuing CA 01',
        dnsNames: ['www.contoso.com'],
        notBefore: now - 100 * day,
        expires: now + 265 * day,
        selfSigned: false,
        authority: false,
        issuedByRoot: true,
        key: 'RSA 2048',
        rsaBits: 2048,
      },
    },
  ],
};
