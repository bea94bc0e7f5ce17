import assert from 'node:assert/strict';
import type { ThumbprintSecret, Verdict } from '../../../src/certificate/verdict';
import { detailsKey, type CertificateDetails, type VaultSnapshot } from '../../../src/vault/snapshot/snapshot';
import { usableCertificates } from '../../../src/vault/snapshot/inventory';
import { judge } from '../../../src/vault/snapshot/judge';
import { contoso, day, deleted, failure, now, print, vault, version } from '../snapshots';

const wanted = print('A');
const other = print('B');
const judged = (...snapshots: VaultSnapshot[]): Verdict => judge(wanted, snapshots, { now, expiryWarningDays: 30 });

function details(change: Partial<CertificateDetails> = {}): CertificateDetails {
  return {
    vault: contoso,
    certificate: 'web',
    version: '0'.repeat(32),
    certificateId: `${contoso}/certificates/web/${'0'.repeat(32)}`,
    secretId: `${contoso}/secrets/web/${'0'.repeat(32)}`,
    subject: 'CN=www.contoso.com',
    issuer: 'CN=www.contoso.com',
    dnsNames: [],
    notBefore: now - 100 * day,
    expires: now + 265 * day,
    selfSigned: true,
    authority: false,
    issuedByRoot: false,
    key: 'RSA 2048',
    rsaBits: 2048,
    ...change,
  };
}

const withDetails = (
  snapshot: VaultSnapshot,
  thumbprint: string,
  change: Partial<CertificateDetails>,
): VaultSnapshot => ({
  ...snapshot,
  details: new Map([...snapshot.details, [detailsKey(version(thumbprint)), details(change)]]),
});

describe('judge: the contents of certificates', () => {
  const newer = version(other);
  const cases: readonly (readonly [what: string, snapshot: VaultSnapshot, kind: string])[] = [
    ['that is valid for long', vault([[version(wanted)]]), 'unusable'],
    ['that ends soon', vault([[version(wanted, { expires: now + day })]]), 'unusable'],
    ['that is an older version', vault([[newer, version(wanted)]]), 'unusable'],
    ['that has ended', vault([[version(wanted, { expires: now - day })]]), 'expired'],
    ['that has not begun', vault([[version(wanted, { notBefore: now + day })]]), 'notYetValid'],
    ['that is disabled', vault([[version(wanted, { enabled: false })]]), 'disabled'],
  ];
  for (const [what, snapshot, kind] of cases) {
    it(`calls a certificate with a key that stays in the vault, ${what}, ${kind}`, () => {
      const verdict = judged(withDetails(snapshot, wanted, { unusable: 'notExportable' }));
      assert.equal(verdict.kind, kind);
      assert.ok('match' in verdict);
      assert.equal(verdict.match.traits?.unusable, 'notExportable');
    });
  }

  it('says why', () => {
    const verdict = judged(withDetails(vault([[version(wanted)]]), wanted, { unusable: 'pem' }));
    assert.equal(verdict.kind === 'unusable' && verdict.why, 'pem');
  });

  it('contains the newest version and whether it is usable', () => {
    const snapshot = withDetails(vault([[newer, version(wanted)]]), wanted, { unusable: 'pem' });
    const verdict = judged(withDetails(snapshot, other, { unusable: 'hsm' }));
    assert.ok('latest' in verdict);
    assert.deepEqual([verdict.latest.thumbprint, verdict.latest.traits?.unusable], [other, 'hsm']);
  });

  it('ignores the contents of other versions', () => {
    const verdict = judged(withDetails(vault([[newer, version(wanted)]]), other, { unusable: 'pem' }));
    assert.equal(verdict.kind, 'outdated');
    assert.ok('match' in verdict);
    assert.equal(verdict.match.traits, undefined);
  });

  it('prefers a match that a role can receive', () => {
    const unusable = withDetails(vault([[version(wanted)]]), wanted, { unusable: 'pem' });
    const expired = vault([[version(wanted, { expires: now - day })]], { vault: 'https://fabrikam.vault.azure.net' });
    const disabled = vault([[version(wanted, { enabled: false })]], { vault: 'https://northwind.vault.azure.net' });
    assert.equal(judged(unusable, expired).kind, 'expired');
    assert.equal(judged(disabled, unusable).kind, 'unusable');
  });

  it('does not suggest unusable certificates', () => {
    const snapshot = vault([[version(wanted)], [version(other, { certificate: 'api' })]]);
    const names = (one: VaultSnapshot): readonly string[] =>
      usableCertificates([one], now).map(({ certificate }) => certificate);
    assert.deepEqual(names(snapshot), ['web', 'api']);
    assert.deepEqual(names(withDetails(snapshot, wanted, { unusable: 'pem' })), ['api']);
  });
});

describe('judge: secrets named by a thumbprint', () => {
  const secret: ThumbprintSecret = { vault: contoso, name: wanted, thumbprint: wanted, enabled: true };
  const holding = (...secrets: ThumbprintSecret[]): Partial<VaultSnapshot> => ({
    secrets: { state: 'listed', secrets },
  });
  const whole = vault([[version(other)]]);

  it('result in secretOnly if no vault has the certificate', () => {
    assert.deepEqual(judged({ ...whole, ...holding(secret) }), {
      kind: 'secretOnly',
      secret,
      checked: now - 1000,
    });
    assert.equal(judged({ ...whole, ...holding({ ...secret, thumbprint: print('C') }) }).kind, 'notFound');
  });

  it('are ignored if a vault has the certificate', () => {
    const match = vault([[version(wanted, { enabled: false })]], { vault: 'https://fabrikam.vault.azure.net' });
    assert.equal(judged({ ...whole, ...holding(secret) }, match).kind, 'disabled');
  });

  it('rank before deleted certificates', () => {
    const gone: VaultSnapshot = { ...whole, deleted: { state: 'listed', certificates: [deleted(wanted)] } };
    assert.equal(judged({ ...gone, ...holding(secret) }).kind, 'secretOnly');
    assert.equal(judged(gone).kind, 'deleted');
  });

  it('are ignored until all certificates of the vault are listed', () => {
    const unlisted: VaultSnapshot = { ...whole, ...holding(secret), busy: true };
    Reflect.deleteProperty(unlisted, 'listedAt');
    assert.equal(judged(unlisted).kind, 'unverified');
  });

  const states: readonly (readonly [what: string, secrets: VaultSnapshot['secrets'], kind: string])[] = [
    ['listed', { state: 'listed', secrets: [] }, 'notFound'],
    ['not read', { state: 'unread' }, 'unverified'],
    ['refused', { state: 'failed', failure: failure('forbiddenByRbac') }, 'notFound'],
    ['not to be had just now', { state: 'failed', failure: failure('timeout') }, 'unverified'],
  ];
  for (const [what, secrets, kind] of states) {
    it(`that are ${what} leave it ${kind}`, () => {
      assert.equal(judged({ ...whole, secrets }).kind, kind);
    });
  }

  it('are reported as unread if listing is not allowed, as are deleted certificates', () => {
    const refused = { state: 'failed', failure: failure('forbiddenByPolicy') } as const;
    assert.deepEqual(judged({ ...whole, secrets: refused, deleted: refused }), {
      kind: 'notFound',
      vaults: [contoso],
      checked: now - 1000,
      unseen: [
        { vault: contoso, what: 'deleted' },
        { vault: contoso, what: 'secrets' },
      ],
    });
  });
});
