import assert from 'node:assert/strict';
import type { CachedVault } from '../../../src/vault/cache/format';
import { mergeCached } from '../../../src/vault/cache/merge';
import { kept } from '../kept';
import { contoso, day, now, print, version } from '../snapshots';

const nothing: CachedVault = { vault: contoso, readAt: now - 9 * day, newest: [], versions: [], details: [] };
const names = ({ newest }: CachedVault): readonly string[] => newest.map(({ version: one }) => one.certificate).sort();

describe('Merging the caches of two windows', () => {
  it('uses the data of one window if the other has none', () => {
    assert.deepEqual(mergeCached(kept, nothing), kept);
    assert.deepEqual(mergeCached(nothing, kept), kept);
  });

  it('uses the more recent data of each certificate', () => {
    const rotated = version(print('F'), { certificate: 'web' });
    const later: CachedVault = { ...nothing, readAt: now, newest: [{ version: rotated, seenAt: now }] };
    for (const merged of [mergeCached(kept, later), mergeCached(later, kept)]) {
      assert.deepEqual(merged.newest.map(({ version: one }) => one.thumbprint).sort(), [print('B'), print('F')]);
      assert.deepEqual([merged.readAt, merged.listedAt], [now, now - day]);
    }
  });

  it('drops a certificate that a later complete listing does not contain', () => {
    const gone: CachedVault = { ...nothing, listedAt: now, readAt: now, newest: kept.newest.slice(1) };
    for (const merged of [mergeCached(kept, { ...gone }), mergeCached(gone, kept)]) {
      assert.deepEqual([names(merged), merged.versions, merged.details], [['api'], [], []]);
    }
  });

  it('keeps a certificate that was listed after the complete listing of the other window', () => {
    const older: CachedVault = { ...nothing, listedAt: now - 2 * day, readAt: now - 2 * day };
    assert.deepEqual(names(mergeCached(kept, older)), ['Web', 'api']);
    assert.deepEqual(names(mergeCached(older, kept)), ['Web', 'api']);
  });

  it('uses the most recent versions and deleted certificates', () => {
    const [versions] = kept.versions;
    const older: CachedVault = {
      ...kept,
      versions: [{ ...versions!, at: now - 3 * day, versions: [] }],
      deleted: { at: now - 3 * day, items: [] },
    };
    for (const merged of [mergeCached(kept, older), mergeCached(older, kept)]) {
      assert.deepEqual([merged.versions, merged.deleted], [kept.versions, kept.deleted]);
    }
  });
});
