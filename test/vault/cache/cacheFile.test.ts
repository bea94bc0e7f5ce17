import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readCached } from '../../../src/vault/cache/format';
import { fileCache, type VaultCacheFile } from '../../../src/vault/cache/cacheFile';
import { kept } from '../kept';
import { contoso, day, now, print, version } from '../snapshots';

const stored = { ...kept, format: 1 };

describe('The cache folder', () => {
  let root: string;
  let folder: string;
  let lines: string[];
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'kept-vaults-'));
    folder = join(root, 'not', 'there', 'yet');
    lines = [];
  });
  afterEach(() => {
    rmSync(root, { recursive: true, force: true });
  });

  const cache = (at = now): VaultCacheFile =>
    fileCache({ folder, now: () => at, log: (level, line) => lines.push(`${level} ${line}`) });
  const file = (): string => join(folder, 'contoso.vault.azure.net.vault.json');

  it('restores the data in another session', async () => {
    assert.equal(await cache().load(contoso), undefined);
    await cache().save(kept);
    assert.deepEqual(await cache().load(contoso), stored);
    assert.deepEqual(readdirSync(folder), ['contoso.vault.azure.net.vault.json']);
    assert.deepEqual(lines, []);
  });

  it('is readable by the current user only', async function () {
    if (process.platform === 'win32') {
      this.skip();
    }
    await cache().save(kept);
    assert.deepEqual(
      [folder, file()].map((path) => statSync(path).mode & 0o777),
      [0o700, 0o600],
    );
  });

  it('restricts the mode of an existing folder', async function () {
    if (process.platform === 'win32') {
      this.skip();
    }
    mkdirSync(folder, { recursive: true });
    chmodSync(folder, 0o755);
    await cache().save(kept);
    assert.equal(statSync(folder).mode & 0o777, 0o700);
    chmodSync(folder, 0o777);
    await cache().written();
    assert.equal(statSync(folder).mode & 0o777, 0o700);
  });

  const broken = [
    ['half-written', (text: string) => text.slice(0, text.length / 2)],
    ['empty', () => ''],
    ['of an old format', (text: string) => text.replace('"format":1', '"format":0')],
    ['not text', () => '\u0000\uFFFD{'],
  ] as const;
  for (const [what, spoil] of broken) {
    it(`ignores and replaces a file that is ${what}`, async () => {
      await cache().save(kept);
      writeFileSync(file(), spoil(readFileSync(file(), 'utf8')));
      assert.equal(await cache().load(contoso), undefined);
      await cache().save(kept);
      assert.deepEqual(await cache().load(contoso), stored);
      assert.deepEqual(lines, []);
    });
  }

  it('ignores data older than 30 days', async () => {
    await cache().save(kept);
    assert.equal(await cache(now + 30 * day).load(contoso), undefined);
  });

  it('deletes files older than 30 days and abandoned temporary files', async () => {
    await cache().save(kept);
    const old = join(folder, 'fabrikam.vault.azure.net.vault.json');
    const half = `${file()}.4711-0b5c`;
    const others = join(folder, 'not-ours.json');
    for (const path of [old, half, others]) {
      writeFileSync(path, '{}');
      utimesSync(path, new Date(now - 31 * day), new Date(now - 31 * day));
    }
    utimesSync(file(), new Date(now), new Date(now));
    await cache(now).load(contoso);
    assert.deepEqual(readdirSync(folder).sort(), ['contoso.vault.azure.net.vault.json', 'not-ours.json']);
  });

  it('merges what another window wrote', async () => {
    const [one, other] = [cache(), cache()];
    await one.save(kept);
    const rotated = version(print('F'), { certificate: 'api' });
    await other.save({
      vault: contoso,
      readAt: now,
      newest: [{ version: rotated, seenAt: now }],
      versions: [],
      details: [],
    });
    await one.save({ ...kept, details: [] });
    const merged = await cache().load(contoso);
    assert.deepEqual(merged?.newest.map(({ version: { thumbprint } }) => thumbprint).sort(), [print('A'), print('F')]);
    assert.deepEqual([merged.versions, merged.details], [kept.versions, kept.details]);
  });

  it('writes only the last of several pending saves', async () => {
    const one = cache();
    await Promise.all([1, 2, 3, 4, 5].map((minute) => one.save({ ...kept, readAt: now + minute * 60_000 })));
    assert.equal((await cache().load(contoso))?.readAt, now + 300_000);
  });

  it('never contains a partial file while several processes write', async () => {
    const writers = [1, 2, 3].map((number) =>
      fork(join(__dirname, 'writer.ts'), [folder, String(number)], { execArgv: ['--import', 'tsx'] }),
    );
    const ended = writers.map((writer) => once(writer, 'exit'));
    const codes: unknown[] = [];
    ended.forEach((end) => void end.then(([code]: unknown[]) => codes.push(code)));
    const texts = new Set<string | undefined>();
    while (codes.length < writers.length) {
      const text = await readLater(file());
      if (text !== undefined && !texts.has(text)) {
        texts.add(text);
        assert.notEqual(readCached(text, contoso), undefined, `${String(text.length)} characters`);
      }
    }
    assert.deepEqual(codes, [0, 0, 0]);
    assert.ok(texts.size > 1);
    assert.deepEqual(readdirSync(folder), ['contoso.vault.azure.net.vault.json']);
  });

  it('is empty after it is cleared, and accepts later saves', async () => {
    const one = cache();
    await one.save(kept);
    writeFileSync(`${file()}.4711-0b5c`, 'half');
    void one.save(kept);
    const cleared = one.clear();
    assert.equal(await one.load(contoso), undefined);
    await cleared;
    assert.deepEqual(readdirSync(folder), []);
    await one.save(kept);
    assert.deepEqual(await cache().load(contoso), stored);
  });

  it('only logs that the folder cannot be written', async () => {
    mkdirSync(join(root, 'not'));
    writeFileSync(join(root, 'not', 'there'), 'a file where a folder should be');
    const one = cache();
    await one.save(kept);
    assert.equal(await one.load(contoso), undefined);
    assert.equal(lines.length, 1);
    assert.match(lines[0]!, /^debug cache write: /);
  });

  it('is ignored if it cannot be read', async function () {
    if (process.platform === 'win32' || process.getuid?.() === 0) {
      this.skip();
    }
    await cache().save(kept);
    chmodSync(file(), 0);
    assert.equal(await cache().load(contoso), undefined);
  });
});

async function readLater(path: string): Promise<string | undefined> {
  await new Promise(setImmediate);
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
