import assert from 'node:assert/strict';
import { readCached, writeCached, type CachedVault } from '../../../src/vault/cache/format';
import { kept } from '../kept';
import { contoso, now } from '../snapshots';

/** The file's text with one thing in it changed. */
function spoiled(change: (file: Record<string, unknown>) => void): string {
  const file = JSON.parse(writeCached(kept)) as Record<string, unknown>;
  change(file);
  return JSON.stringify(file);
}

function first(file: Record<string, unknown>, list: string): Record<string, Record<string, unknown>> {
  return (file[list] as Record<string, Record<string, unknown>>[])[0]!;
}

describe('The cached data of a vault', () => {
  it('is the same after writing and reading', () => {
    assert.deepEqual(readCached(writeCached(kept), contoso), { ...kept, format: 1 });
  });

  it('contains only names, thumbprints, dates, identifiers, and the public part of certificates', () => {
    const names = new Set<string>();
    JSON.parse(writeCached(kept), function (this: unknown, name: string, value: unknown) {
      if (!Array.isArray(this) && name !== '') {
        names.add(name);
      }
      return value;
    });
    assert.deepEqual([...names].sort(), [
      ...['at', 'authority', 'certificate', 'certificateId', 'created', 'deleted', 'deletedOn', 'details', 'dnsNames'],
      ...['enabled', 'expires', 'format', 'issuedByRoot', 'issuer', 'items', 'key', 'listedAt', 'name', 'newest'],
      ...['notBefore', 'readAt', 'rsaBits', 'scheduledPurge', 'secretId', 'secrets', 'seenAt', 'selfSigned', 'subject'],
      ...['thumbprint', 'updated', 'vault', 'version', 'versions'],
    ]);
  });

  const refused: readonly (readonly [string, string])[] = [
    ['nothing', ''],
    ['half a file', writeCached(kept).slice(0, 400)],
    ['zeros, as a power cut leaves', '\0'.repeat(512)],
    ['another JSON', '[]'],
    ['null', 'null'],
    ['an older format', spoiled((file) => (file['format'] = 0))],
    ['a newer format', spoiled((file) => (file['format'] = 2))],
    ['no format', spoiled((file) => delete file['format'])],
    ['another vault', spoiled((file) => (file['vault'] = 'https://fabrikam.vault.azure.net'))],
    ['no list', spoiled((file) => delete file['newest'])],
    ['a list that is none', spoiled((file) => (file['versions'] = {}))],
    ['a time that is none', spoiled((file) => (file['readAt'] = 'yesterday'))],
    ['a time that no calendar has', spoiled((file) => (file['listedAt'] = 1e300))],
    ['a thumbprint that is none', spoiled((file) => (first(file, 'newest')['version']!['thumbprint'] = 'A1'))],
    ['a name that no certificate has', spoiled((file) => (first(file, 'newest')['version']!['certificate'] = '../x'))],
    [
      'a certificate of another vault',
      spoiled((file) => (first(file, 'newest')['version']!['vault'] = 'https://fabrikam.vault.azure.net')),
    ],
    [
      'an identifier in another vault',
      spoiled(
        (file) => (first(file, 'details')['details']!['secretId'] = 'https://fabrikam.vault.azure.net/secrets/x'),
      ),
    ],
    ['traits that nobody read', spoiled((file) => (first(file, 'newest')['version']!['traits'] = { unusable: 'pem' }))],
  ];
  for (const [what, text] of refused) {
    it(`is not read from ${what}`, () => {
      assert.equal(readCached(text, contoso), undefined);
    });
  }

  it('requires only a list', () => {
    const little: CachedVault = { vault: contoso, readAt: now, newest: [], versions: [], details: [] };
    assert.deepEqual(readCached(writeCached(little), contoso), { ...little, format: 1 });
  });
});
