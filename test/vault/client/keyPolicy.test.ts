import assert from 'node:assert/strict';
import { keyPolicyOf, unusableBy, type KeyPolicy } from '../../../src/vault/client/details';

const made = Date.UTC(2026, 0, 1);
const minute = 60_000;
const pfx = 'application/x-pkcs12';
const pem = 'application/x-pem-file';

describe('keyPolicyOf', () => {
  it('reads the properties that decide whether a role can receive the certificate', () => {
    const bundle = {
      policy: {
        key_props: { exportable: true, kty: 'RSA', key_size: 2048 },
        secret_props: { contentType: pfx },
        attributes: { enabled: true, updated: 1668122570 },
      },
    };
    assert.deepEqual(keyPolicyOf(bundle), {
      contentType: pfx,
      exportable: true,
      keyType: 'RSA',
      updated: 1668122570_000,
    });
  });

  const nothing: readonly (readonly [what: string, bundle: unknown])[] = [
    ['no bundle', undefined],
    ['null', null],
    ['a text', 'policy'],
    ['a bundle without a policy', {}],
    ['a policy that is null', { policy: null }],
    ['values of other kinds', { policy: { key_props: { exportable: 'yes', kty: 7 }, attributes: { updated: 'now' } } }],
  ];
  for (const [what, bundle] of nothing) {
    it(`reads nothing from ${what}`, () => {
      assert.deepEqual(keyPolicyOf(bundle), {});
    });
  }
});

describe('unusableBy', () => {
  const sound: KeyPolicy = { contentType: pfx, exportable: true, keyType: 'RSA', updated: made };
  const cases: readonly (readonly [what: string, policy: KeyPolicy, why: string | undefined])[] = [
    ['a PFX with an exportable key', sound, undefined],
    ['an elliptic curve', { ...sound, keyType: 'EC' }, undefined],
    ['PEM', { ...sound, contentType: pem }, 'pem'],
    ['a key that is not exportable', { ...sound, exportable: false }, 'notExportable'],
    ['a key in an HSM', { ...sound, exportable: false, keyType: 'RSA-HSM' }, 'hsm'],
    ['an elliptic curve in an HSM', { ...sound, exportable: false, keyType: 'EC-HSM' }, 'hsm'],
    ['PEM without an exportable key', { ...sound, contentType: pem, exportable: false }, 'notExportable'],
    ['a policy that says nothing', {}, undefined],
    ['PEM without a date', { contentType: pem }, 'pem'],
    ['PEM set as the version was made', { ...sound, contentType: pem, updated: made + 10 * minute }, 'pem'],
    ['PEM set for the next version', { ...sound, contentType: pem, updated: made + 11 * minute }, undefined],
    ['PEM set long before', { ...sound, contentType: pem, updated: made - 1000 * minute }, 'pem'],
  ];
  for (const [what, policy, why] of cases) {
    it(`returns ${why ?? 'undefined'} for ${what}`, () => {
      assert.equal(unusableBy(policy, made), why);
    });
  }

  it('returns undefined for a version without a creation time', () => {
    assert.equal(unusableBy({ ...sound, contentType: pem }, undefined), undefined);
  });
});
