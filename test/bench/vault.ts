import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AzureCliCredential } from '@azure/identity';
import { CertificateClient } from '@azure/keyvault-certificates';
import { type VaultAddress, parseVaultReference } from '../../src/vault/address';
import { createVaultReader } from '../../src/vault/index';
import { judge } from '../../src/vault/snapshot/judge';
import type { VaultReaderOptions } from '../../src/vault/options';
import type { VaultReader, Wanted } from '../../src/vault/reader';
import { emulatorFromEnvironment } from '../emulator/controlChannel';
import { benchSearch } from './searchLarge';

/**
 * `npm run bench:vault`: cost of checking files against a vault of a thousand certificates with a latency of fifty
 * milliseconds, compared with a simple client in the same run. The emulator runs in its own process (see runUnder.ts).
 * Exits with 1 if a cold check needs more than a twentieth of the requests of the simple client.
 */

const count = 1000;
const latency = 50;
/** Number of parallel requests of the simple client. */
const atATime = 8;

const emulator = emulatorFromEnvironment();

interface Measured {
  readonly requests: number;
  readonly milliseconds: number;
}

function address(name: string): VaultAddress {
  const reference = parseVaultReference(name);
  if (!reference.ok) {
    throw new Error(name);
  }
  return reference.address;
}

const big = address('big');
const throttled = address('throttled');

function newReader(options: Partial<VaultReaderOptions> = {}): VaultReader {
  return createVaultReader({
    credential: { kind: 'azureCli' },
    log: () => undefined,
    timeoutMs: 20_000,
    ...options,
  });
}

async function measure(work: () => Promise<unknown>): Promise<Measured> {
  await emulator.clearLog();
  const started = performance.now();
  await work();
  const milliseconds = performance.now() - started;
  return { requests: (await emulator.requests()).length, milliseconds };
}

/** `bulk-0007/1` is the oldest version of the certificate, `bulk-0007` the newest. */
async function wanted(...tokens: readonly string[]): Promise<readonly Wanted[]> {
  return Promise.all(
    tokens.map(async (token) => ({
      thumbprint: await emulator.thumbprint(`big:${token}`),
      name: token.replace(/\/.*/, ''),
    })),
  );
}

async function theObviousWay(): Promise<void> {
  const client = new CertificateClient(big.url, new AzureCliCredential());
  const names: string[] = [];
  for await (const { name } of client.listPropertiesOfCertificates()) {
    names.push(name ?? '');
  }
  const work = async (): Promise<void> => {
    for (let name = names.shift(); name !== undefined; name = names.shift()) {
      await client.getCertificate(name);
    }
  };
  await Promise.all(Array.from({ length: atATime }, work));
}

/** Number of requests until the first verdict, which comes from the cache on disk. */
async function firstVerdict(cacheFolder: string, [first]: readonly Wanted[]): Promise<number> {
  const reader = newReader({ cacheFolder });
  const requests = await new Promise<number>((resolve) => {
    reader.onDidChange(() => {
      const snapshot = reader.snapshot(big);
      const verdict = judge(first?.thumbprint ?? '', [snapshot], { now: Date.now(), expiryWarningDays: 30 });
      if (verdict.kind !== 'unverified') {
        resolve(snapshot.requests);
      }
    });
    reader.snapshot(big);
  });
  reader.dispose();
  return requests;
}

/** Until the vault that responds has given its verdicts; the other one is throttled. */
async function besideAThrottledVault(file: readonly Wanted[]): Promise<void> {
  const reader = newReader();
  const leave = new AbortController();
  const reading = reader.find([throttled, big], file, { signal: leave.signal });
  await new Promise<void>((resolve) => {
    reader.onDidChange(() => {
      const snapshot = reader.snapshot(big);
      const options = { now: Date.now(), expiryWarningDays: 30 };
      if (file.every(({ thumbprint }) => judge(thumbprint, [snapshot], options).kind !== 'unverified')) {
        resolve();
      }
    });
  });
  leave.abort();
  await reading.catch(() => undefined);
}

async function run(): Promise<readonly (readonly [string, Measured])[]> {
  const file = await wanted('bulk-0003', 'bulk-0250', 'bulk-0600', 'bulk-0999');
  const outdated = await wanted('bulk-0003', 'bulk-0250', 'bulk-0600', 'bulk-0500/1');
  const files = await Promise.all(
    Array.from({ length: 10 }, (_, index) => wanted(`bulk-0${String(index)}07`, `bulk-0${String(index)}99`)),
  );
  const nowhere = [{ thumbprint: 'A'.repeat(40) }];
  const cacheFolder = mkdtempSync(join(tmpdir(), 'bench-'));
  const reader = newReader({ cacheFolder });
  const rows: (readonly [string, Measured])[] = [];
  const row = async (name: string, work: () => Promise<unknown>): Promise<void> => {
    rows.push([name, await measure(work)]);
  };
  await row('the obvious way: list, then GET each', theObviousWay);
  await row('cold: four certificates, one on the last page', () => reader.find([big], file));
  const prints = file.map(({ thumbprint }) => thumbprint);
  await row('the contents of these four, behind the first verdicts', () => reader.examine([big], prints));
  await row('warm: the same file again', async () => {
    await reader.find([big], file);
    await reader.examine([big], prints);
  });
  await row('cold: two certificates on the first page', async () =>
    newReader().find([big], await wanted('bulk-0003', 'bulk-0004')),
  );
  await row('outdated: one of them is an older version', () => newReader().find([big], outdated));
  await row('ten files at once', async () => {
    const shared = newReader();
    await Promise.all(files.map((one) => shared.find([big], one)));
  });
  await row('a thumbprint that no vault has', () => reader.find([big], nowhere));
  await reader.kept();
  let sent = NaN;
  const restart = await measure(async () => {
    sent = await firstVerdict(cacheFolder, file);
  });
  rows.push(['restart: the first verdict', { ...restart, requests: sent }]);
  await row('restart: until all is confirmed', () => newReader({ cacheFolder }).find([big], nowhere));
  await emulator.fail('throttled', { kind: 'throttle', retryAfter: 8 });
  await row('beside a throttled vault: until the verdicts', () => besideAThrottledVault(outdated));
  reader.dispose();
  rmSync(cacheFolder, { recursive: true, force: true });
  return rows;
}

async function main(): Promise<void> {
  for (const name of ['big', 'throttled']) {
    await emulator.seedMany(name, count);
    await emulator.setLatency(name, latency);
  }
  await emulator.rotate('big', 'bulk-0500');
  const rows = await run();
  console.log(`${String(count)} certificates, ${String(latency)} ms away\n`);
  console.log(`${'requests'.padStart(10)}${'seconds'.padStart(10)}`);
  for (const [name, { requests, milliseconds }] of rows) {
    console.log(`${String(requests).padStart(10)}${(milliseconds / 1000).toFixed(2).padStart(10)}  ${name}`);
  }
  await benchSearch(emulator);
  const [obvious, cold] = rows.map(([, { requests }]) => requests);
  if (obvious === undefined || cold === undefined || cold * 20 > obvious) {
    console.error('\nA cold check takes more than a twentieth of the obvious way’s requests.');
    process.exitCode = 1;
  }
}

void main();
