import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseCscfg } from '../../../src/cscfg/document';
import { thumbprintsToVerify } from '../../../src/cscfg/entries';
import { decodeText } from '../../../src/text/decode';
import { clouds } from '../../../src/vault/address';
import { createControlPlane } from '../../../src/vault/index';
import type { VaultFailure } from '../../../src/vault/failure';
import { failureMessage } from '../../../src/vault/failureMessages';
import type { VaultReaderOptions } from '../../../src/vault/options';
import type { VaultSnapshot } from '../../../src/vault/snapshot/snapshot';
import type { VaultReader, Wanted } from '../../../src/vault/reader';
import { writeSampleService } from '../../emulator/sampleService';
import type { Fault } from '../../emulator/faults';
import { homeTenant } from '../../emulator/vault';
import { account, contoso, nobody, openLab, vaultAddress, type Lab } from '../wire/lab';

const vaults = ['contoso', 'fabrikam', 'northwind', 'walled', 'nosuchvault'].map(vaultAddress);

const faults: readonly Fault[] = [
  { kind: 'throttle', retryAfter: 0 },
  { kind: 'status', status: 500 },
  { kind: 'status', status: 502, html: true },
  { kind: 'claims' },
  { kind: 'badToken', why: 'expired' },
  { kind: 'badToken', why: 'rejected' },
  { kind: 'firstParty' },
  { kind: 'redirect' },
  { kind: 'reset' },
  { kind: 'truncated' },
  { kind: 'wrongJson' },
  { kind: 'html' },
  { kind: 'badThumbprints' },
];

const managementFaults: readonly Fault[] = [
  { kind: 'throttle', retryAfter: 0 },
  { kind: 'status', status: 500 },
  { kind: 'html' },
  { kind: 'wrongJson' },
  { kind: 'claims' },
  { kind: 'reset' },
];

describe('All features with the sample service', () => {
  let lab: Lab;
  let folder: string;
  before(async () => {
    lab = await openLab();
    folder = mkdtempSync(join(tmpdir(), 'day-'));
    writeSampleService(lab.emulator, join(folder, 'service'));
  });
  after(async () => {
    await lab.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** The thumbprints of all the sample's configurations, as the editor requests them. */
  function wanted(): readonly Wanted[] {
    const files = readdirSync(join(folder, 'service')).filter((name) => name.endsWith('.cscfg'));
    return files.flatMap((name) => {
      const decoded = decodeText(readFileSync(join(folder, 'service', name)));
      assert.ok(decoded.ok);
      return thumbprintsToVerify(parseCscfg(decoded.text)).map(({ thumbprint }) => ({ thumbprint }));
    });
  }

  async function work(reader: VaultReader): Promise<void> {
    const all = wanted();
    assert.ok(all.length > 10);
    await reader.find(vaults, all);
    await reader.examine(
      vaults,
      all.map(({ thumbprint }) => thumbprint),
    );
    for (const vault of vaults) {
      const { newest } = await reader.list(vault, { refresh: true });
      for (const version of newest.values()) {
        await Promise.all([reader.versions(vault, version.certificate), reader.details(version)]);
      }
    }
  }

  /** What surrounds the vaults: found, read, changed, refused and broken. */
  async function lookAround(options: Partial<VaultReaderOptions>): Promise<readonly VaultFailure[]> {
    const control = createControlPlane({
      credential: { kind: 'azureCli' },
      timeoutMs: 3000,
      log: (level, line) => lab.lines.push(`${level} ${line}`),
      ...options,
    });
    const { management } = lab.emulator;
    const failures: VaultFailure[] = [];
    for (const fault of [undefined, ...managementFaults]) {
      const lift = fault === undefined ? (): void => undefined : management.fail(fault);
      const failure = await control.discover(clouds[0], () => undefined);
      failures.push(...(failure ? [failure] : []));
      const answer = await control.vault(contoso, { tenant: homeTenant });
      if (answer.ok) {
        await control.enableForDeployment(contoso, answer.resource);
      } else if (answer.why.kind === 'failed') {
        failures.push(answer.why.failure);
      }
      lift();
    }
    return failures;
  }

  it('leaves no token, no query and no signature in the log, in what is known and in what is kept', async function () {
    this.timeout(60_000);
    const cacheFolder = join(folder, 'kept');
    const snapshots: VaultSnapshot[] = [];
    const around: VaultFailure[] = [];
    const keep = (reader: VaultReader): void => void snapshots.push(...vaults.map((vault) => reader.snapshot(vault)));
    for (const session of [account('somebody'), nobody]) {
      const reader = lab.reader({ cacheFolder, credential: { kind: 'auto', session }, timeoutMs: 3000 });
      await work(reader);
      around.push(...(await lookAround({ credential: { kind: 'auto', session } })));
      keep(reader);
      for (const fault of faults) {
        const lift = lab.emulator.vault('contoso').fail(fault);
        await reader.list(contoso, { refresh: true });
        keep(reader);
        lift();
      }
      for (const state of ['signed-out', 'garbage', 'foreign-tenant', 'expired']) {
        lab.emulator.signInAs(state);
        const other = lab.reader({ credential: { kind: 'azureCli' } });
        await other.list(contoso);
        keep(other);
      }
      lab.emulator.signInAs('dev');
    }
    const kept = readdirSync(cacheFolder).map((name) => readFileSync(join(cacheFolder, name), 'utf8'));
    const known = snapshots.map((one) =>
      JSON.stringify({ ...one, newest: [...one.newest], details: [...one.details] }),
    );
    const said = snapshots.flatMap(({ failure }) => (failure ? JSON.stringify(failureMessage(failure)) : []));
    const surroundings = around.map((one) => JSON.stringify(one));
    const written = [...lab.lines, ...kept, ...known, ...said, ...surroundings];
    assert.ok(lab.lines.length > 200 && kept.length === 2 && said.length > 50 && around.length > 10);
    for (const secret of [
      'emulated.',
      // The payload of any of the emulator's tokens begins so.
      Buffer.from('{"identity"').toString('base64url'),
      /bearer/i,
      /authorization/i,
      /skiptoken/i,
      'api-version',
      'api%2Dversion',
      'PRIVATE KEY',
    ]) {
      const found = written.filter((text) => (typeof secret === 'string' ? text.includes(secret) : secret.test(text)));
      assert.deepEqual(found, [], String(secret));
    }
  });

  it('send tokens only to vaults and to Resource Manager', () => {
    const hosts = [...lab.emulator.log.tokenHosts].sort();
    assert.deepEqual(hosts, [
      'contoso.vault.azure.net',
      'fabrikam.vault.azure.net',
      'management.azure.com',
      'northwind.vault.azure.net',
      'walled.vault.azure.net',
    ]);
    assert.deepEqual([...new Set(lab.emulator.log.refusedHosts)], ['nosuchvault.vault.azure.net']);
  });
});
