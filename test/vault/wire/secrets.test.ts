import assert from 'node:assert/strict';
import type { Verdict } from '../../../src/certificate/verdict';
import { judge } from '../../../src/vault/snapshot/judge';
import type { VaultReader } from '../../../src/vault/reader';
import { contoso, openLab, type Lab } from './lab';

const nowhere = 'A'.repeat(40);

describe('Secrets named by a thumbprint', () => {
  let lab: Lab;
  let thumbprint: string;
  before(async () => {
    lab = await openLab();
    const [version] = lab.emulator
      .vault('contoso')
      .add({ name: 'classic', secretOnly: true, versions: [{ from: -100, to: 265 }] }).versions;
    thumbprint = version!.thumbprint;
  });
  beforeEach(() => {
    lab.reset();
  });
  after(() => lab.close());

  const asked = (): readonly string[] => lab.emulator.log.asked('contoso').filter((line) => line.includes('/secrets'));
  const verdict = (reader: VaultReader, print: string): Verdict =>
    judge(print, [reader.snapshot(contoso)], { now: lab.emulator.now, expiryWarningDays: 30 });

  it('are found by name, and no value is requested', async () => {
    const reader = lab.reader();
    await reader.find([contoso], [{ thumbprint }]);
    const found = verdict(reader, thumbprint);
    assert.ok(found.kind === 'secretOnly');
    assert.deepEqual(found.secret, { vault: contoso.url, name: thumbprint, thumbprint, enabled: true });
    assert.deepEqual(asked(), ['GET /secrets']);
  });

  it('are not listed if every thumbprint matches a certificate', async () => {
    await lab.reader().find([contoso], [{ thumbprint: lab.emulator.thumbprint('contoso-web') }]);
    assert.deepEqual(asked(), []);
  });

  it('are listed once for concurrent callers, and not again while the list is fresh', async () => {
    const reader = lab.reader();
    await Promise.all([reader.find([contoso], [{ thumbprint }]), reader.find([contoso], [{ thumbprint: nowhere }])]);
    await reader.find([contoso], [{ thumbprint: 'B'.repeat(40) }]);
    assert.equal(asked().length, 1);
  });

  for (const mode of ['exact', 'short', 'empty'] as const) {
    it(`are read to the last page if pages are ${mode}`, async () => {
      const bulk = lab.emulator.seedMany('bulk', 60, { paging: mode });
      const [last] = bulk.add({ name: 'zzz-classic', secretOnly: true, versions: [{ from: -1, to: 1 }] }).versions;
      const address = { ...contoso, url: bulk.url, name: 'bulk' };
      const reader = lab.reader();
      await reader.find([address], [{ thumbprint: last!.thumbprint }]);
      const { secrets } = reader.snapshot(address);
      assert.deepEqual(secrets.state === 'listed' && secrets.secrets.map(({ name }) => name), [last!.thumbprint]);
    });
  }

  it('are not read without end if all pages are empty', async () => {
    const bare = lab.emulator.addVault('bare');
    const address = { ...contoso, url: bare.url, name: 'bare' };
    const reader = lab.reader();
    await reader.list(address);
    bare.paging = 'endless';
    await reader.find([address], [{ thumbprint: nowhere }]);
    const { failure, secrets } = reader.snapshot(address);
    assert.deepEqual([failure?.kind, secrets.state], ['notAVault', 'failed']);
    const pages = lab.emulator.log.asked('bare').filter((line) => line === 'GET /secrets').length;
    assert.ok(pages <= 110, String(pages));
  });

  for (const denial of ['rbac', 'policy', 'forbiddenByPolicy', 'bare'] as const) {
    it(`that are not allowed to be listed (${denial}) do not affect other data and are not requested again`, async () => {
      lab.emulator.vault('contoso').deny(denial, { actions: ['secrets'] });
      const reader = lab.reader();
      await reader.find([contoso], [{ thumbprint: nowhere }]);
      await reader.find([contoso], [{ thumbprint: nowhere }]);
      const found = verdict(reader, nowhere);
      assert.ok(found.kind === 'notFound');
      assert.deepEqual(found.unseen, [{ vault: contoso.url, what: 'secrets' }]);
      assert.equal(reader.snapshot(contoso).failure, undefined);
      assert.equal(asked().length, 1);
    });
  }

  it('that cannot be listed leave a thumbprint unverified', async () => {
    lab.emulator.vault('contoso').fail({ kind: 'status', status: 500 }, { path: /secrets/ });
    const reader = lab.reader();
    await reader.find([contoso], [{ thumbprint: nowhere }]);
    assert.equal(verdict(reader, nowhere).kind, 'unverified');
    assert.equal(reader.snapshot(contoso).failure?.kind, 'service');
  });

  it('are distinguished from the secrets of certificates', async () => {
    const vault = lab.emulator.vault('contoso');
    vault.add({ name: nowhere, versions: [{ from: -1, to: 1 }] });
    const reader = lab.reader();
    await reader.find([contoso], [{ thumbprint: nowhere }]);
    assert.equal(verdict(reader, nowhere).kind, 'notFound');
    vault.remove(nowhere);
  });

  for (const [kind, failure] of [
    ['truncated', 'notAVault'],
    ['wrongJson', 'notAVault'],
    ['html', 'notAVault'],
  ] as const) {
    it(`are not read from a response that is ${kind}`, async () => {
      lab.emulator.vault('contoso').fail({ kind }, { path: /secrets/ });
      const reader = lab.reader();
      await reader.find([contoso], [{ thumbprint }]);
      assert.equal(reader.snapshot(contoso).failure?.kind, failure);
      assert.equal(verdict(reader, thumbprint).kind, 'unverified');
    });
  }
});
