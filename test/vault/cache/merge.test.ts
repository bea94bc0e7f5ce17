import assert from 'node:assert/strict';
import type { CachedVault } from '../../../src/vault/cache/format';
import { mergeCached } from '../../../src/vault/cache/merge';
import { kept } from '../kept';
import { contoso, day, now, print, version } from '../snapshots';

const nothing: CachedVault = { vault: contoso, readAt: now - 9 * day, newest: [], versions: [], details: [] };
const names = ({ newest }: CachedVault): readonly string[] => newest.map(({ version: one }) => one.certificate).sort();

describe('What two windows have kept of a vault', () => {
  it('is what the one knows where the other knows nothing', () => {
    assert.deepEqual(mergeCached(kept, nothing), kept);
    assert.deepEqual(mergeCached(nothing, kept), kept);
  });

  it('is the later word on each certificate, whoever has it', () => {
    const rotated = version(print('F'), { certificate: 'web' });
    const later: CachedVault = { ...nothing, readAt: now, newest: [{ version: rotated, seenAt: now }] };
    for (const merged of [mergeCached(kept, later), mergeCached(later, kept)]) {
      assert.deepEqual(merged.newest.map(({ version: one }) => one.thumbprint).sort(), [print('B'), print('F')]);
      assert.deepEqual([merged.readAt, merged.listedAt], [now, now - day]);
    }
  });

  it('drops a certificate, its versions and contents, that a later list of the whole vault no longer shows', () => {
    const gone: CachedVault = { ...nothing, listedAt: now, readAt: now, newest: kept.newest.slice(1) };
    for (const merged of [mergeCached(kept, { ...gone }), mergeCached(gone, kept)]) {
      assert.deepEqual([names(merged), merged.versions, merged.details], [['api'], [], []]);
    }
  });

  it('keeps a certificate that was seen after the other’s list of the whole vault', () => {
    const older: CachedVault = { ...nothing, listedAt: now - 2 * day, readAt: now - 2 * day };
    assert.deepEqual(names(mergeCached(kept, older)), ['Web', 'api']);
    assert.deepEqual(names(mergeCached(older, kept)), ['Web', 'api']);
  });

  it('takes versions and deleted certificates from who read them last', () => {
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
