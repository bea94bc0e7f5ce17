import assert from 'node:assert/strict';
import { thumbprintsToVerify } from '../../../src/cscfg/entries';
import { parseCscfg } from '../../../src/cscfg/document';
import type { Verdict } from '../../../src/certificate/verdict';
import { judge } from '../../../src/vault/snapshot/judge';
import type { VaultReader, Wanted } from '../../../src/vault/reader';
import type { EmulatedVault } from '../../emulator/vault';
import { openLab, vaultAddress, type Lab } from './lab';

const count = 1000;
const pages = count / 25;

describe('The load on a vault of a thousand certificates', () => {
  const bulk = vaultAddress('bulk');
  let lab: Lab;
  let vault: EmulatedVault;
  before(async () => {
    lab = await openLab();
    vault = lab.emulator.seedMany('bulk', count);
    vault.rotate('bulk-0007');
    vault.rotate('bulk-0500');
  });
  beforeEach(() => {
    lab.reset();
  });
  after(() => lab.close());

  const requests = (name = 'bulk'): number => lab.emulator.log.of(name).length;
  const wanted = (...tokens: readonly string[]): readonly Wanted[] =>
    tokens.map((token) => ({ thumbprint: lab.emulator.thumbprint(token), name: token.replace(/\/.*/, '') }));
  const verdict = (reader: VaultReader, token: string): Verdict =>
    judge(lab.emulator.thumbprint(token), [reader.snapshot(bulk)], { now: lab.emulator.now, expiryWarningDays: 30 });

  it('is one request for each page and one challenge for a complete list', async () => {
    const reader = lab.reader();
    await reader.find([bulk], wanted('bulk-0001', 'bulk-0999'));
    assert.equal(requests(), pages + 1);
    assert.equal(reader.snapshot(bulk).newest.size, count);
    assert.notEqual(reader.snapshot(bulk).listedAt, undefined);
  });

  it('uses one connection through the proxy for pages that are read one after the other', async () => {
    await lab.reader().find([bulk], wanted('bulk-0001', 'bulk-0999'));
    assert.equal(lab.emulator.log.tunnels, 1);
  });

  it('ends with the page that shows the last of the file’s thumbprints, and calls nothing listed', async () => {
    const reader = lab.reader();
    await reader.find([bulk], wanted('bulk-0001', 'bulk-0060'));
    assert.equal(requests(), 3 + 1);
    const { newest, listedAt, failure } = reader.snapshot(bulk);
    assert.deepEqual([newest.size, listedAt, failure], [75, undefined, undefined]);
    assert.deepEqual([verdict(reader, 'bulk-0060').kind, verdict(reader, 'bulk-0999').kind], ['current', 'unverified']);
  });

  it('is the complete list if a caller requests it', async () => {
    const reader = lab.reader();
    await reader.find([bulk], wanted('bulk-0001'), { whole: true });
    assert.equal(requests(), pages + 1);
    assert.notEqual(reader.snapshot(bulk).listedAt, undefined);
  });

  it('is the complete list if a better match is possible', async () => {
    vault.setEnabled('bulk-0002', vault.certificate('bulk-0002').versions[0]!.version, false);
    const reader = lab.reader();
    await reader.find([bulk], wanted('bulk-0002'));
    assert.equal(requests(), pages + 1);
    assert.equal(verdict(reader, 'bulk-0002').kind, 'disabled');
    vault.setEnabled('bulk-0002', vault.certificate('bulk-0002').versions[0]!.version, true);
  });

  it('is no request for certificates that were listed', async () => {
    const reader = lab.reader();
    await reader.find([bulk], wanted('bulk-0001', 'bulk-0060'));
    lab.emulator.log.clear();
    await reader.find([bulk], wanted('bulk-0001', 'bulk-0060'));
    await reader.find([bulk], wanted('bulk-0074'));
    assert.equal(requests(), 0);
  });

  it('is one complete list for a certificate that the first listing did not reach, then nothing', async () => {
    const reader = lab.reader();
    await reader.find([bulk], wanted('bulk-0001'));
    await reader.find([bulk], wanted('bulk-0100'));
    assert.equal(requests(), 1 + 1 + pages);
    await reader.find([bulk], wanted('bulk-0900'));
    assert.equal(requests(), 1 + 1 + pages);
  });

  it('is another list up to the last match after the data expires', async () => {
    let now = lab.emulator.now;
    const reader = lab.reader({ now: () => now, freshMs: 60_000 });
    await reader.find([bulk], wanted('bulk-0001'));
    now += 60_000;
    lab.emulator.log.clear();
    await reader.find([bulk], wanted('bulk-0001'));
    assert.equal(requests(), 1);
  });

  it('is one more for an outdated thumbprint whose certificate shares its name', async () => {
    const reader = lab.reader();
    await reader.find([bulk], wanted('bulk-0500/1', 'bulk-0001'));
    assert.equal(requests(), pages + 1 + 1);
    assert.equal(verdict(reader, 'bulk-0500/1').kind, 'outdated');
    await reader.find([bulk], wanted('bulk-0500/1', 'bulk-0001'));
    assert.equal(requests(), pages + 1 + 1);
  });

  it('is no request while the user types', async () => {
    const reader = lab.reader();
    const [known, typed] = wanted('bulk-0001', 'bulk-0003').map(({ thumbprint }) => thumbprint);
    const text = (thumbprint: string): string =>
      `<ServiceConfiguration serviceName="a"><Role name="b"><Certificates>
        <Certificate name="bulk-0001" thumbprint="${known!}" thumbprintAlgorithm="sha1" />
        <Certificate name="typed" thumbprint="${thumbprint}" thumbprintAlgorithm="sha1" />
      </Certificates></Role></ServiceConfiguration>`;
    const verify = (thumbprint: string): Promise<void> =>
      reader.find(
        [bulk],
        thumbprintsToVerify(parseCscfg(text(thumbprint))).map(({ thumbprint: one }) => ({ thumbprint: one })),
      );
    await verify('');
    lab.emulator.log.clear();
    for (let length = 1; length <= 40; length++) {
      await verify(typed!.slice(0, length));
    }
    assert.equal(requests(), 0);
  });

  it('is one list for ten files at once', async () => {
    const reader = lab.reader();
    const files = Array.from({ length: 10 }, (_, index) =>
      wanted(`bulk-0${String(index)}00`, `bulk-0${String(index)}01`),
    );
    await Promise.all(files.map((file) => reader.find([bulk], file)));
    assert.equal(requests(), pages - 3 + 1);
    assert.equal(lab.emulator.log.highWater('bulk'), 1);
  });

  it('is one list for a file and the tree', async () => {
    const reader = lab.reader();
    await Promise.all([reader.find([bulk], wanted('bulk-0001')), reader.list(bulk), reader.list(bulk)]);
    assert.equal(requests(), pages + 1);
    assert.notEqual(reader.snapshot(bulk).listedAt, undefined);
  });

  it('is a second list for a caller that joins at the end of the first', async () => {
    const reader = lab.reader();
    let late: Promise<unknown> = Promise.resolve();
    const stop = reader.onDidChange(() => {
      if (reader.snapshot(bulk).newest.size > 0) {
        stop();
        // Joins in the very moment in which the first one has enough.
        late = Promise.resolve().then(() => reader.find([bulk], wanted('bulk-0100')));
      }
    });
    await reader.find([bulk], wanted('bulk-0001'));
    await late;
    assert.equal(verdict(reader, 'bulk-0100').kind, 'current');
  });

  it('of the second vault does not wait for the first one', async () => {
    const other = lab.emulator.seedMany('other', 60);
    other.latency = 20;
    const reader = lab.reader();
    await reader.find([bulk, vaultAddress('other')], wanted('bulk-0001'));
    assert.ok(
      requests('bulk') <= 4 && requests('other') <= 3,
      `${String(requests('bulk'))} ${String(requests('other'))}`,
    );
  });

  it('pauses for one throttled vault without delaying another', async () => {
    const throttled = lab.emulator.seedMany('throttled', 60);
    throttled.fail({ kind: 'throttle', retryAfter: 30 });
    const reader = lab.reader({ timeoutMs: 60_000 });
    const leave = new AbortController();
    const reading = reader.find([vaultAddress('throttled'), bulk], wanted('bulk-0500/1', 'bulk-0001'), {
      signal: leave.signal,
    });
    await new Promise<void>((resolve) => {
      const stop = reader.onDidChange(() => {
        if (verdict(reader, 'bulk-0500/1').kind === 'outdated' && !reader.snapshot(bulk).busy) {
          stop();
          resolve();
        }
      });
    });
    assert.equal(requests(), pages + 1 + 1);
    assert.equal(reader.snapshot(vaultAddress('throttled')).busy, true);
    assert.equal(requests('throttled'), 2);
    leave.abort();
    await assert.rejects(reading, { name: 'AbortError' });
  });
});
