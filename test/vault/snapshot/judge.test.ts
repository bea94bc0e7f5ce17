import assert from 'node:assert/strict';
import type { Verdict } from '../../../src/certificate/verdict';
import { judge } from '../../../src/vault/snapshot/judge';
import type { VaultSnapshot } from '../../../src/vault/snapshot/snapshot';
import { contoso, day, deleted, failure, now, print, vault, version } from '../snapshots';

const wanted = print('A');
const other = print('B');
const options = { now, expiryWarningDays: 30 };
const judged = (...snapshots: VaultSnapshot[]): Verdict => judge(wanted, snapshots, options);

/** `kind` or `unverified/reason`. */
function inShort(verdict: Verdict): string {
  return verdict.kind === 'unverified' ? `unverified/${verdict.reason.kind}` : verdict.kind;
}

describe('judge: one match', () => {
  const future = { notBefore: now + day };
  const past = { expires: now - day };
  const soon = { expires: now + 10 * day };
  const off = { enabled: false };
  const newer = version(other);

  const newest: readonly (readonly [what: string, change: object, kind: string])[] = [
    ['valid for long', {}, 'current'],
    ['without dates', { notBefore: undefined, expires: undefined }, 'current'],
    ['ending soon', soon, 'expiring'],
    ['ending at the very edge of the warning', { expires: now + 30 * day }, 'expiring'],
    ['ending a moment after the warning', { expires: now + 30 * day + 1 }, 'current'],
    ['ending this moment', { expires: now }, 'expired'],
    ['ended', past, 'expired'],
    ['beginning this moment', { notBefore: now }, 'current'],
    ['beginning tomorrow', future, 'notYetValid'],
    ['disabled', off, 'disabled'],
    ['disabled and ended', { ...off, ...past }, 'disabled'],
    ['disabled and beginning tomorrow', { ...off, ...future }, 'disabled'],
    ['ended and never begun', { ...past, ...future }, 'expired'],
    ['beginning tomorrow and ending soon', { ...future, ...soon }, 'notYetValid'],
  ];
  for (const [what, change, kind] of newest) {
    it(`calls a newest version ${what} ${kind}`, () => {
      const verdict = judged(vault([[version(wanted, change)]]));
      assert.equal(verdict.kind, kind);
      assert.ok(!('latest' in verdict));
    });
  }

  const older: readonly (readonly [what: string, change: object, kind: string])[] = [
    ['valid for long', {}, 'outdated'],
    ['ending soon', soon, 'outdated'],
    ['ended', past, 'expired'],
    ['beginning tomorrow', future, 'notYetValid'],
    ['disabled', off, 'disabled'],
    ['disabled and ended', { ...off, ...past }, 'disabled'],
  ];
  for (const [what, change, kind] of older) {
    it(`calls an older version ${what} ${kind}, with the newest version`, () => {
      const verdict = judged(vault([[newer, version(wanted, change)]]));
      assert.equal(verdict.kind, kind);
      assert.ok('latest' in verdict);
      assert.equal(verdict.latest.thumbprint, other);
    });
  }

  it('uses the version number from the list of versions', () => {
    const verdict = judged(vault([[version(wanted)]]));
    assert.ok('match' in verdict);
    assert.equal(verdict.match.version, '0'.padStart(32, 'f'));
  });

  it('uses the state of the list if the versions were read earlier', () => {
    const snapshot = vault([[version(wanted)]]);
    const newest = new Map([['web', version(wanted, { enabled: false })]]);
    assert.equal(judged({ ...snapshot, newest }).kind, 'disabled');
  });

  it('counts whole days until expiry', () => {
    const verdict = judged(vault([[version(wanted, { expires: now + 10 * day + 5000 })]]));
    assert.deepEqual(verdict.kind === 'expiring' && verdict.days, 10);
  });

  it('calls a deleted certificate deleted, with the end of its recovery period', () => {
    const verdict = judged(vault([], { deleted: { state: 'listed', certificates: [deleted(wanted)] } }));
    assert.ok(verdict.kind === 'deleted');
    assert.equal(verdict.match.scheduledPurge, now + 80 * day);
  });

  it('uses the newer of two versions with the same thumbprint', () => {
    assert.equal(judged(vault([[version(wanted), version(wanted)]])).kind, 'current');
  });

  it('contains the time of the check', () => {
    const verdict = judged(vault([[version(wanted)]], { listedAt: now - 5 * day }));
    assert.ok('checked' in verdict);
    assert.equal(verdict.checked, now - 5 * day);
  });
});

describe('judge: several matches', () => {
  const current = vault([[version(wanted)]]);
  const outdated = vault([[version(other), version(wanted)]], { vault: 'https://fabrikam.vault.azure.net' });
  const disabled = vault([[version(wanted, { enabled: false })]], { vault: 'https://northwind.vault.azure.net' });
  const gone = vault([], { deleted: { state: 'listed', certificates: [deleted(wanted)] } });

  const cases: readonly (readonly [what: string, snapshots: readonly VaultSnapshot[], kind: string])[] = [
    ['current over outdated', [outdated, current], 'current'],
    ['outdated over disabled', [disabled, outdated], 'outdated'],
    ['disabled over deleted', [gone, disabled], 'disabled'],
    ['current over all', [gone, disabled, outdated, current], 'current'],
    [
      'current over deleted in the same vault',
      [{ ...gone, newest: current.newest, versions: current.versions }],
      'current',
    ],
    [
      'another certificate where it is the newest over one where it is old',
      [vault([[version(other), version(wanted)], [version(wanted, { certificate: 'web-2' })]])],
      'current',
    ],
  ];
  for (const [what, snapshots, kind] of cases) {
    it(`prefers ${what}`, () => {
      assert.equal(judged(...snapshots).kind, kind);
      assert.equal(judged(...[...snapshots].reverse()).kind, kind);
    });
  }
});

describe('judge: an untrusted workspace', () => {
  const off = { enabled: false };
  const cases: readonly (readonly [what: string, snapshot: VaultSnapshot, kind: string])[] = [
    ['current', vault([[version(wanted)]]), 'current'],
    ['expiring', vault([[version(wanted, { expires: now + day })]]), 'expiring'],
    ['outdated', vault([[version(other), version(wanted)]]), 'unverified/untrusted'],
    ['expired', vault([[version(wanted, { expires: now - day })]]), 'unverified/untrusted'],
    ['not yet valid', vault([[version(wanted, { notBefore: now + day })]]), 'unverified/untrusted'],
    ['disabled', vault([[version(wanted, off)]]), 'unverified/untrusted'],
    ['deleted', vault([], { deleted: { state: 'listed', certificates: [deleted(wanted)] } }), 'unverified/untrusted'],
    ['not found', vault([[version(other)]]), 'unverified/untrusted'],
    ['being read', { ...vault([[version(other)]]), busy: true, versions: new Map() }, 'unverified/untrusted'],
  ];
  for (const [what, snapshot, kind] of cases) {
    it(`returns ${kind} for a thumbprint that is ${what} in another vault`, () => {
      assert.equal(inShort(judge(wanted, [snapshot], { ...options, untrusted: true })), kind);
    });
  }

  it('reports it if no vault is read', () => {
    assert.equal(inShort(judge(wanted, [], { ...options, untrusted: true })), 'unverified/untrusted');
  });
});

describe('judge: no match', () => {
  const whole = vault([[version(other)]]);
  const versionsUnread = { ...whole, versions: new Map() };
  const unlisted: VaultSnapshot = { ...vault([]), deleted: { state: 'unread' } };
  Reflect.deleteProperty(unlisted, 'listedAt');

  const cases: readonly (readonly [what: string, snapshots: readonly VaultSnapshot[], kind: string])[] = [
    ['no vault', [], 'unverified/noVault'],
    ['a vault read whole', [whole], 'notFound'],
    ['an empty vault read whole', [vault([])], 'notFound'],
    ['a vault never read', [unlisted], 'unverified/notAsked'],
    ['a vault being read', [{ ...unlisted, busy: true }], 'unverified/checking'],
    ['a vault read whole and being read again', [{ ...whole, busy: true }], 'notFound'],
    ['a vault that failed', [{ ...unlisted, failure: failure('offline') }], 'unverified/failed'],
    [
      'a vault that failed and is asked again',
      [{ ...unlisted, busy: true, failure: failure('offline') }],
      'unverified/checking',
    ],
    [
      'a vault read whole whose later reading failed',
      [{ ...whole, failure: failure('throttled') }],
      'unverified/failed',
    ],
    ['versions not read', [versionsUnread], 'unverified/notAsked'],
    [
      'versions read before the newest was made',
      [{ ...whole, newest: new Map([['web', version(print('C'), { created: now })]]) }],
      'unverified/notAsked',
    ],
    ['deleted ones not read', [{ ...whole, deleted: { state: 'unread' } }], 'unverified/notAsked'],
    [
      'deleted ones failed',
      [{ ...whole, deleted: { state: 'failed', failure: failure('timeout') } }],
      'unverified/failed',
    ],
    ...(['forbidden', 'forbiddenByRbac', 'forbiddenByPolicy'] as const).map(
      (kind) =>
        [
          `deleted ones refused as ${kind}`,
          [{ ...whole, deleted: { state: 'failed', failure: failure(kind) } }],
          'notFound',
        ] as const,
    ),
    ['one vault whole and one failed', [whole, { ...unlisted, failure: failure('firewall') }], 'unverified/failed'],
    ['one vault whole and one being read', [whole, { ...unlisted, busy: true }], 'unverified/checking'],
    ['two vaults whole', [whole, vault([])], 'notFound'],
  ];
  for (const [what, snapshots, kind] of cases) {
    it(`returns ${kind} for ${what}`, () => {
      assert.equal(inShort(judged(...snapshots)), kind);
    });
  }

  it('finds a match in a vault whose last request failed', () => {
    const known = vault([[version(wanted)]], { failure: failure('offline') });
    assert.equal(judged(known, { ...unlisted, failure: failure('firewall') }).kind, 'current');
  });

  it('finds a match on the first pages of a list', () => {
    const streaming = { ...unlisted, busy: true, newest: new Map([['web', version(wanted)]]), readAt: now - 3 };
    const verdict = judged(streaming);
    assert.ok('checked' in verdict && verdict.kind === 'current');
    assert.equal(verdict.checked, now - 3);
  });

  it('names the vaults that were searched', () => {
    assert.deepEqual(judged(whole), { kind: 'notFound', vaults: [contoso], checked: now - 1000 });
  });

  it('names the vault that failed, the failure, and the time of the last check', () => {
    const verdict = judged({ ...whole, failure: failure('throttled') });
    assert.ok(verdict.kind === 'unverified' && verdict.reason.kind === 'failed');
    assert.equal(verdict.reason.vault, contoso);
    assert.equal(verdict.reason.failure, 'throttled');
    assert.equal(verdict.since, now - 1000);
  });
});
