import assert from 'node:assert/strict';
import { usableCertificates } from '../../../src/vault/snapshot/inventory';
import { backOff, retryAfter } from '../../../src/vault/client/retry';
import { NotAVault, TimedOut } from '../../../src/vault/client/errors';
import { ListBounds } from '../../../src/vault/client/listBounds';
import { day, now, print, vault, version } from '../snapshots';

describe('usableCertificates', () => {
  it('returns the newest enabled and valid versions with their version numbers', () => {
    const snapshot = vault([
      [version(print('1'), { certificate: 'a' }), version(print('2'), { certificate: 'a' })],
      [version(print('3'), { certificate: 'b', enabled: false })],
      [version(print('4'), { certificate: 'c', expires: now })],
      [version(print('5'), { certificate: 'd', notBefore: now + day })],
    ]);
    const usable = usableCertificates([snapshot], now);
    assert.deepEqual(
      usable.map(({ thumbprint, version: number }) => [thumbprint, number]),
      [[print('1'), '0'.padStart(32, 'f')]],
    );
  });
});

describe('backOff', () => {
  const wait = (attempt: number, retryAfter: number | undefined, random: number, left = 60_000): number | undefined =>
    backOff({ attempt, retryAfter, random, left });

  it('waits 1, 2, 4, 8, 16 seconds, then stops', () => {
    const waits = [0, 1, 2, 3, 4, 5].map((attempt) => wait(attempt, undefined, 0.5));
    assert.deepEqual(waits, [1000, 2000, 4000, 8000, 16_000, undefined]);
  });

  it('varies the waits by 25%', () => {
    assert.deepEqual([wait(0, undefined, 0), wait(0, undefined, 1)], [750, 1250]);
  });

  it('waits for Retry-After within the time-out', () => {
    assert.deepEqual([wait(0, 3000, 0.9), wait(4, 1000, 0.9), wait(5, 3000, 0.9)], [3000, 1000, undefined]);
  });

  it('ignores a Retry-After of 0', () => {
    assert.deepEqual([wait(0, 0, 0.5), wait(1, 0, 0.5), wait(2, 1, 0.5)], [1000, 2000, 4000]);
  });

  it('stops if a wait would leave too little time for a response', () => {
    assert.deepEqual(
      [wait(0, 3000, 0, 4000), wait(0, 3000, 0, 4001), wait(4, undefined, 0.5)],
      [undefined, 3000, 16_000],
    );
  });

  it('reads Retry-After as seconds or as a date', () => {
    const headers = [
      '3',
      '0',
      'Mon, 01 Jun 2026 00:00:10 GMT',
      'Mon, 01 Jun 2020 00:00:00 GMT',
      'soon',
      ' ',
      undefined,
    ];
    assert.deepEqual(
      headers.map((header) => retryAfter(header, now)),
      [3000, 0, 10_000, 0, undefined, undefined, undefined],
    );
  });
});

describe('A list without an end', () => {
  /** The number of the last page that is requested. */
  const lastPage = (newEntries: (page: number) => number, bounds = new ListBounds(60_000)): number => {
    for (let page = 1; page < 5000; page++) {
      if (bounds.problemAfter(newEntries(page)) instanceof NotAVault) {
        return page;
      }
    }
    return Infinity;
  };

  const endless: readonly (readonly [string, (page: number) => number, number])[] = [
    ['repeats itself', () => 0, 101],
    ['brings one new entry a page', () => 1, 251],
    ['brings four', () => 4, 1001],
    ['brings full pages', () => 25, 2001],
  ];
  for (const [what, newEntries, last] of endless) {
    it(`is stopped after ${String(last)} pages if it ${what}`, () => {
      assert.equal(lastPage(newEntries), last);
    });
  }

  const sizes = [14, 25, 1, 9] as const;
  const real: readonly (readonly [string, (page: number) => number])[] = [
    ['short', (page) => sizes[page % sizes.length] ?? 0],
    ['empty every other time', (page) => (page % 2) * 25],
  ];
  for (const [what, newEntries] of real) {
    it(`is not one of 20,000 certificates whose pages are ${what}`, () => {
      assert.ok(lastPage(newEntries) > 1600);
    });
  }

  it('times out after 15 times the time-out of a request', () => {
    assert.ok(new ListBounds(-1).problemAfter(25) instanceof TimedOut);
    assert.equal(new ListBounds(60_000).problemAfter(25), undefined);
  });
});
