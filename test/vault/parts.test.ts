import assert from 'node:assert/strict';
import { usableCertificates } from '../../src/vault/inventory';
import { backOff, retryAfter } from '../../src/vault/sdk/backOff';
import { day, now, print, vault, version } from './snapshots';

describe('usableCertificates', () => {
  it('gives the newest versions that are enabled and valid now, with their version numbers', () => {
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

  it('climbs 1, 2, 4, 8, 16 seconds and then gives up', () => {
    const waits = [0, 1, 2, 3, 4, 5].map((attempt) => wait(attempt, undefined, 0.5));
    assert.deepEqual(waits, [1000, 2000, 4000, 8000, 16_000, undefined]);
  });

  it('scatters the waits by a quarter to either side', () => {
    assert.deepEqual([wait(0, undefined, 0), wait(0, undefined, 1)], [750, 1250]);
  });

  it('waits as long as the service says, but not for ever', () => {
    assert.deepEqual([wait(0, 3000, 0.9), wait(4, 1000, 0.9), wait(5, 3000, 0.9)], [3000, 1000, undefined]);
  });

  it('climbs where the service allows the next try at once', () => {
    assert.deepEqual([wait(0, 0, 0.5), wait(1, 0, 0.5), wait(2, 1, 0.5)], [1000, 2000, 4000]);
  });

  it('gives up as soon as a wait would leave too little time for an answer', () => {
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
