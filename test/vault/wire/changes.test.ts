import assert from 'node:assert/strict';
import type { CertificateVersion, Verdict } from '../../../src/certificate/verdict';
import { changeFailureMessage } from '../../../src/vault/write/messages';
import { judge } from '../../../src/vault/snapshot/judge';
import type { VaultReader } from '../../../src/vault/reader';
import type { EmulatedVault } from '../../emulator/vault';
import { account, contoso, openLab, vaultAddress, type Lab } from './lab';

describe('Changing a vault', () => {
  let lab: Lab;
  let vault: EmulatedVault;
  before(async () => {
    lab = await openLab();
    vault = lab.emulator.vault('contoso');
  });
  beforeEach(() => {
    lab.reset();
    vault.add({ name: 'gone', versions: [{ from: -10, to: 355 }], deleted: { on: -1, purge: 89 } });
    vault.add({
      name: 'off',
      versions: [
        { from: -300, to: 65, enabled: false },
        { from: -10, to: 355, enabled: false },
      ],
    });
  });
  after(() => lab.close());

  const print = (token: string): string => lab.emulator.thumbprint(token);
  const changed = (): readonly string[] =>
    lab.emulator.log.asked('contoso').filter((line) => /^(?:POST|PATCH)/.test(line));
  const judged = (reader: VaultReader, token: string): Verdict =>
    judge(print(token), [reader.snapshot(contoso)], { now: lab.emulator.now, expiryWarningDays: 30 });

  async function found(reader: VaultReader, token: string): Promise<CertificateVersion> {
    await reader.find([contoso], [{ thumbprint: print(token), name: token.replace(/\/.*/, '') }]);
    const verdict = judged(reader, token);
    assert.ok('match' in verdict, verdict.kind);
    return verdict.match;
  }

  it('recovers a deleted certificate, and then finds it', async () => {
    const reader = lab.reader();
    const match = await found(reader, 'gone');
    assert.equal(judged(reader, 'gone').kind, 'deleted');
    assert.equal(await reader.recover(match), undefined);
    assert.deepEqual(changed(), ['POST /deletedcertificates/gone/recover']);
    assert.equal(judged(reader, 'gone').kind, 'current');
    assert.equal(reader.snapshot(contoso).busy, false);
  });

  it('waits until the vault has recovered it', async () => {
    vault.slowRecovery = 1;
    const reader = lab.reader();
    assert.equal(await reader.recover(await found(reader, 'gone')), undefined);
    const gets = lab.emulator.log.of('contoso').filter(({ path }) => path === '/certificates/gone/');
    assert.deepEqual(
      gets.map(({ status }) => status),
      [404, 404, 200],
    );
    assert.equal(judged(reader, 'gone').kind, 'current');
  });

  it('stops waiting when it is aborted', async () => {
    vault.slowRecovery = 1000;
    const reader = lab.reader();
    const match = await found(reader, 'gone');
    const controller = new AbortController();
    const recovering = reader.recover(match, { signal: controller.signal });
    while (changed().length === 0) {
      await new Promise(setImmediate);
    }
    controller.abort();
    const failure = await recovering;
    assert.equal(failure?.kind, 'cancelled');
  });

  it('times out if the recovery does not finish', async () => {
    vault.slowRecovery = 1000;
    const timeoutMs = 10_000;
    const reader = lab.reader({ timeoutMs });
    const match = await found(reader, 'gone');
    const limit = new AbortController();
    const timeout = AbortSignal.timeout.bind(AbortSignal);
    AbortSignal.timeout = (milliseconds) => (milliseconds === 6 * timeoutMs ? limit.signal : timeout(milliseconds));
    const recovering = reader.recover(match);
    while (
      !lab.emulator.log.of('contoso').some(({ path, status }) => path === '/certificates/gone/' && status === 404)
    ) {
      await new Promise(setImmediate);
    }
    limit.abort();
    const failure = await recovering.finally(() => (AbortSignal.timeout = timeout));
    assert.ok(failure !== undefined);
    assert.equal(
      changeFailureMessage('recover', 'gone', failure),
      'gone is still being recovered in contoso.vault.azure.net. Refresh in a minute.',
    );
    assert.equal(reader.snapshot(contoso).busy, false);
    vault.slowRecovery = 0;
    lab.emulator.log.clear();
    await lab.reader().list(vaultAddress('fabrikam'));
    assert.deepEqual(lab.emulator.log.of('contoso'), []);
  });

  it('enables only the requested version', async () => {
    const reader = lab.reader();
    assert.equal(await reader.enable(await found(reader, 'off/1')), undefined);
    const [old, newest] = vault.certificate('off').versions;
    assert.deepEqual([old?.enabled, newest?.enabled], [true, false]);
    assert.deepEqual(changed(), [`PATCH /certificates/off/${old?.version ?? ''}`]);
    assert.equal(judged(reader, 'off/1').kind, 'outdated');
  });

  it('enables the newest version, whose number is not in the list', async () => {
    const reader = lab.reader();
    const match = await found(reader, 'off');
    assert.equal(match.version, undefined);
    assert.equal(await reader.enable(match), undefined);
    assert.equal(judged(reader, 'off').kind, 'current');
  });

  it('does not change an existing certificate', async () => {
    const reader = lab.reader();
    const match = await found(reader, 'gone');
    vault.recover('gone');
    assert.equal(await reader.recover(match), undefined);
    assert.deepEqual(changed(), []);
    assert.equal(judged(reader, 'gone').kind, 'current');
  });

  for (const [denial, kind] of [
    ['rbac', 'forbiddenByRbac'],
    ['policy', 'forbiddenByPolicy'],
  ] as const) {
    it(`returns a refusal (${denial}) as a failure and keeps its data`, async () => {
      vault.deny(denial, { actions: ['write'] });
      const reader = lab.reader();
      const [gone, off] = [await found(reader, 'gone'), await found(reader, 'off')];
      assert.equal((await reader.recover(gone))?.kind, kind);
      assert.equal((await reader.enable(off))?.kind, kind);
      assert.deepEqual([judged(reader, 'gone').kind, judged(reader, 'off').kind], ['deleted', 'disabled']);
      assert.equal(reader.snapshot(contoso).failure, undefined);
    });
  }

  it('fails for a purged certificate', async () => {
    const reader = lab.reader();
    const [gone, off] = [await found(reader, 'gone'), await found(reader, 'off')];
    vault.remove('gone');
    vault.remove('off');
    assert.equal((await reader.recover(gone))?.kind, 'notFound');
    assert.equal((await reader.enable(off))?.kind, 'notFound');
  });

  it('never sends a request to a host that is not a vault', async () => {
    const reader = lab.reader({ credential: { kind: 'auto', session: account('dev') } });
    const match = { ...(await found(reader, 'gone')), vault: 'https://hostile.example' };
    lab.emulator.log.clear();
    assert.equal((await reader.recover(match))?.kind, 'notAVault');
    assert.equal((await reader.enable(match))?.kind, 'notAVault');
    assert.deepEqual(lab.emulator.log.requests, []);
  });
});
