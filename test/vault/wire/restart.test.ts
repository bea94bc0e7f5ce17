import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Verdict } from '../../../src/certificate/verdict';
import { readCached } from '../../../src/vault/cache/format';
import { judge } from '../../../src/vault/snapshot/judge';
import type { VaultReaderOptions } from '../../../src/vault/options';
import type { VaultReader } from '../../../src/vault/reader';
import { account, contoso, openLab, vaultAddress, type Lab } from './lab';

const nowhere = 'A'.repeat(40);
const hour = 3_600_000;
/** Milliseconds that something may take before it counts as not happening. */
const patience = 10_000;

describe('Reading a vault after a restart', () => {
  let lab: Lab;
  let cacheFolder: string;
  let now: number;
  before(async () => {
    lab = await openLab();
  });
  beforeEach(() => {
    lab.reset();
    cacheFolder = mkdtempSync(join(tmpdir(), 'kept-'));
    now = lab.emulator.now;
  });
  afterEach(() => {
    rmSync(cacheFolder, { recursive: true, force: true });
  });
  after(() => lab.close());

  const print = (token: string): string => lab.emulator.thumbprint(token);
  const asked = (): readonly string[] => lab.emulator.log.asked('contoso');
  const session = (options: Partial<VaultReaderOptions> = {}): VaultReader =>
    lab.reader({ cacheFolder, now: () => now, ...options });
  const verdict = (reader: VaultReader, thumbprint: string): Verdict =>
    judge(thumbprint, [reader.snapshot(contoso)], { now, expiryWarningDays: 30 });

  /** Reads what there is to know of `tokens`, and ends once it is kept: an hour passes until the next session. */
  async function earlier(...thumbprints: readonly string[]): Promise<number> {
    const reader = session();
    await reader.find(
      [contoso],
      thumbprints.map((thumbprint) => ({ thumbprint })),
    );
    const { listedAt, readAt } = reader.snapshot(contoso);
    await reader.kept();
    reader.dispose();
    lab.emulator.log.clear();
    now += hour;
    return listedAt ?? readAt ?? NaN;
  }

  /** The verdicts at the moment when the first one changes, and how many requests had been sent by then. */
  async function firstVerdicts(reader: VaultReader, thumbprints: readonly string[]): Promise<readonly Verdict[]> {
    const first = new Promise<readonly Verdict[]>((resolve) => {
      const stop = reader.onDidChange(() => {
        stop();
        assert.equal(reader.snapshot(contoso).requests, 0);
        resolve(thumbprints.map((thumbprint) => verdict(reader, thumbprint)));
      });
    });
    reader.snapshot(contoso);
    return first;
  }

  it('returns the verdicts of the last session with their age before any request', async () => {
    const wanted = ['contoso-web', 'contoso-web/3', 'contoso-payments', 'contoso-ftp'].map(print);
    const listedAt = await earlier(...wanted);
    const reader = session();
    const verdicts = await firstVerdicts(reader, wanted);
    assert.deepEqual(
      verdicts.map(({ kind }) => kind),
      ['current', 'outdated', 'expired', 'deleted'],
    );
    assert.ok(verdicts.every((one) => 'checked' in one && one.checked === listedAt));
    assert.equal(reader.snapshot(contoso).restoredAt, listedAt);
    assert.equal(reader.snapshot(contoso).listedAt, undefined);
    assert.deepEqual(lab.emulator.log.requests, []);
  });

  it('does not write unchanged data', async () => {
    await earlier(print('contoso-web'));
    const path = join(cacheFolder, fileOf('contoso'));
    const before = statSync(path);
    const reader = session();
    await firstVerdicts(reader, []);
    await reader.kept();
    assert.deepEqual([statSync(path).ino, statSync(path).mtimeMs], [before.ino, before.mtimeMs]);
  });

  it('confirms them when they are requested; then they are as old as the response', async () => {
    await earlier(print('contoso-web'));
    const reader = session();
    await reader.find([contoso], [{ thumbprint: print('contoso-web') }]);
    assert.deepEqual(asked(), ['GET /certificates']);
    const found = verdict(reader, print('contoso-web'));
    assert.ok(found.kind === 'current');
    assert.equal(found.checked, now);
    assert.equal(reader.snapshot(contoso).restoredAt, undefined);
  });

  it('never reports notFound from cached data, and does not request cached versions again', async () => {
    await earlier(nowhere);
    const reader = session();
    const [first] = await firstVerdicts(reader, [nowhere]);
    assert.equal(first?.kind, 'unverified');
    const kinds = new Set<string>();
    reader.onDidChange(() => kinds.add(verdict(reader, nowhere).kind));
    await reader.find([contoso], [{ thumbprint: nowhere }]);
    assert.deepEqual([...asked()].sort(), ['GET /certificates', 'GET /deletedcertificates', 'GET /secrets']);
    assert.equal(verdict(reader, nowhere).kind, 'notFound');
    assert.deepEqual([...kinds], ['unverified', 'notFound']);
  });

  it('corrects what has changed since: a rotation, a deletion, a removal, a new certificate', async () => {
    const vault = lab.emulator.addVault('changing');
    const address = vaultAddress('changing');
    for (const name of ['rotated', 'deleted', 'removed']) {
      vault.add({ name, versions: [{ from: -60, to: 305 }] });
    }
    const prints = ['rotated', 'deleted', 'removed'].map((name) => print(`changing:${name}`));
    const reader = session();
    await reader.find(
      [address],
      prints.map((thumbprint) => ({ thumbprint })),
    );
    await reader.kept();
    vault.rotate('rotated');
    vault.softDelete('deleted');
    vault.remove('removed');
    vault.add({ name: 'added', versions: [{ from: -60, to: 305 }] });
    const next = session();
    const all = [...prints, print('changing:added')];
    const kinds = (): readonly string[] =>
      all.map((one) => judge(one, [next.snapshot(address)], { now, expiryWarningDays: 30 }).kind);
    next.snapshot(address);
    await until(() => kinds()[0] === 'current');
    assert.deepEqual(kinds(), ['current', 'current', 'current', 'unverified']);
    await next.find(
      [address],
      all.map((thumbprint) => ({ thumbprint })),
    );
    assert.deepEqual(kinds(), ['outdated', 'deleted', 'notFound', 'current']);
    await next.kept();
    assert.ok(!readFileSync(join(cacheFolder, fileOf('changing')), 'utf8').includes(prints[2]!));
  });

  it('requests a cached older version again even shortly afterwards, because it may have been disabled', async () => {
    const vault = lab.emulator.addVault('changing');
    const address = vaultAddress('changing');
    const older = { from: -400, to: 100 };
    vault.add({ name: 'web', versions: [older, { from: -60, to: 305 }] });
    const [first] = vault.certificate('web').versions;
    const wanted = [{ thumbprint: first!.thumbprint, name: 'web' }];
    const kind = (reader: VaultReader): string =>
      judge(first!.thumbprint, [reader.snapshot(address)], { now, expiryWarningDays: 30 }).kind;
    const reader = session();
    await reader.find([address], wanted);
    assert.equal(kind(reader), 'outdated');
    await reader.kept();
    vault.setEnabled('web', first!.version, false);
    const next = session();
    await next.find([address], wanted);
    assert.equal(kind(next), 'disabled');
  });

  it('keeps cached data and reports the failure when the vault cannot be reached', async () => {
    const listedAt = await earlier(print('contoso-web/3'));
    lab.emulator.network = 'refuse';
    const reader = session();
    await reader.find([contoso], [{ thumbprint: print('contoso-web/3') }, { thumbprint: nowhere }]);
    const found = verdict(reader, print('contoso-web/3'));
    assert.ok(found.kind === 'outdated');
    assert.equal(found.checked, listedAt);
    const other = verdict(reader, nowhere);
    assert.ok(other.kind === 'unverified' && other.reason.kind === 'failed');
    assert.deepEqual([other.reason.failure, other.since], ['offline', listedAt]);
  });

  it('does not confirm certificates that an incomplete listing did not reach', async () => {
    lab.emulator.seedMany('bulk', 60);
    const bulk = vaultAddress('bulk');
    const reader = session();
    await reader.list(bulk);
    await reader.kept();
    const before = now;
    now += hour;
    lab.emulator.vault('bulk').fail({ kind: 'status', status: 500 }, { after: 1 });
    const next = session();
    await next.list(bulk);
    const checked = (token: string): unknown => {
      const found = judge(print(token), [next.snapshot(bulk)], { now, expiryWarningDays: 30 });
      return 'checked' in found ? found.checked : found.kind;
    };
    assert.deepEqual([checked('bulk-0000'), checked('bulk-0059')], [now, before]);
  });

  it('shows another account only cached data', async () => {
    await earlier(print('contoso-web'));
    lab.emulator.vault('contoso').deny('rbac', { identity: 'intern' });
    const reader = session({ credential: { kind: 'auto', session: account('intern') } });
    await reader.find([contoso], [{ thumbprint: print('contoso-web') }]);
    assert.equal(verdict(reader, print('contoso-web')).kind, 'current');
    assert.equal(reader.snapshot(contoso).failure?.kind, 'forbiddenByRbac');
    assert.notEqual(reader.snapshot(contoso).restoredAt, undefined);
  });

  it('shares the cache folder with other windows', async () => {
    const versions = (): readonly string[] => kept(cacheFolder, 'contoso')?.versions.map(({ key }) => key) ?? [];
    const windows = [session(), session(), session()];
    for (const [index, name] of ['contoso-web', 'contoso-api', 'contoso-reports'].entries()) {
      await windows[index]!.find([contoso], [{ thumbprint: print(`${name}/1`), name }]);
      await windows[index]!.kept();
    }
    assert.deepEqual([...versions()].sort(), ['contoso-api', 'contoso-reports', 'contoso-web']);
  });

  it('clears the cache on disk on forget, and caches later data', async () => {
    await earlier(print('contoso-web'));
    const reader = session();
    await firstVerdicts(reader, []);
    await reader.forget();
    assert.deepEqual(readdirSync(cacheFolder), []);
    assert.equal(reader.snapshot(contoso).newest.size, 0);
    await reader.find([contoso], [{ thumbprint: print('contoso-web') }]);
    assert.equal(verdict(reader, print('contoso-web')).kind, 'current');
    await reader.kept();
    assert.deepEqual(readdirSync(cacheFolder), [fileOf('contoso')]);
  });

  it('reads the vault again if the cache is unusable', async () => {
    await earlier(print('contoso-web'));
    now += 31 * 24 * hour;
    const reader = session();
    await reader.find([contoso], [{ thumbprint: print('contoso-web') }]);
    assert.equal(reader.snapshot(contoso).listedAt, now);
  });

  it('does not use times in the future after the clock was set back', async () => {
    await earlier(print('contoso-web'));
    now -= 48 * hour;
    const reader = session();
    const [found] = await firstVerdicts(reader, [print('contoso-web')]);
    assert.ok(found?.kind === 'current');
    assert.equal(found.checked, now);
  });
});

const fileOf = (vault: string): string => `${vault}.vault.azure.net.vault.json`;

function kept(folder: string, vault: string): ReturnType<typeof readCached> {
  try {
    return readCached(readFileSync(join(folder, fileOf(vault)), 'utf8'), `https://${vault}.vault.azure.net`);
  } catch {
    return undefined;
  }
}

async function until(condition: () => boolean): Promise<void> {
  const end = performance.now() + patience;
  while (!condition()) {
    assert.ok(performance.now() < end, `It did not come to be: ${condition.toString()}`);
    await new Promise(setImmediate);
  }
}
