import assert from 'node:assert/strict';
import type { KeptVault } from '../../../src/vault/cache/keptVault';
import { mergeKept } from '../../../src/vault/cache/mergeKept';
import { kept } from '../kept';
import { contoso, day, now, print, version } from '../snapshots';

const nothing: KeptVault = { vault: contoso, readAt: now - 9 * day, newest: [], versions: [], details: [] };
const names = ({ newest }: KeptVault): readonly string[] => newest.map(({ version: one }) => one.certificate).sort();

describe('What two windows have kept of a vault', () => {
  it('is what the one knows where the other knows nothing', () => {
    assert.deepEqual(mergeKept(kept, nothing), kept);
    assert.deepEqual(mergeKept(nothing, kept), kept);
  });

  it('is the later word on each certificate, whoever has it', () => {
    const rotated = version(print('F'), { certificate: 'web' });
    const later: KeptVault = { ...nothing, readAt: now, newest: [{ version: rotated, seenAt: now }] };
    for (const merged of [mergeKept(kept, later), mergeKept(later, kept)]) {
      assert.deepEqual(merged.newest.map(({ version: one }) => one.thumbprint).sort(), [print('B'), print('F')]);
      assert.deepEqual([merged.readAt, merged.listedAt], [now, now - day]);
    }
  });

  it('drops a certificate, its versions and contents, that a later list of the whole vault no longer shows', () => {
    const gone: KeptVault = { ...nothing, listedAt: now, readAt: now, newest: kept.newest.slice(1) };
    for (const merged of [mergeKept(kept, { ...gone }), mergeKept(gone, kept)]) {
      assert.deepEqual([names(merged), merged.versions, merged.details], [['api'], [], []]);
    }
  });

  it('keeps a certificate that was seen after the other’s list of the whole vault', () => {
    const older: KeptVault = { ...nothing, listedAt: now - 2 * day, readAt: now - 2 * day };
    assert.deepEqual(names(mergeKept(kept, older)), ['Web', 'api']);
    assert.deepEqual(names(mergeKept(older, kept)), ['Web', 'api']);
  });

  it('takes versions and deleted certificates from who read them last', () => {
    const [versions] = kept.versions;
    const older: KeptVault = {
      ...kept,
      versions: [{ ...versions!, at: now - 3 * day, versions: [] }],
      deleted: { at: now - 3 * day, items: [] },
    };
    for (const merged of [mergeKept(kept, older), mergeKept(older, kept)]) {
      assert.deepEqual([merged.versions, merged.deleted], [kept.versions, kept.deleted]);
    }
  });
});
