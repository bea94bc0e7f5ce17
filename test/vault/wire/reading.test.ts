import assert from 'node:assert/strict';
import type { Verdict } from '../../../src/certificate/verdict';
import { judge } from '../../../src/vault/snapshot/judge';
import type { VaultReader } from '../../../src/vault/reader';
import type { PagingMode } from '../../emulator/paging';
import { contoso, openLab, vaultAddress, type Lab } from './lab';

const nowhere = 'A'.repeat(40);

describe('Reading a vault', () => {
  let lab: Lab;
  before(async () => {
    lab = await openLab();
  });
  beforeEach(() => {
    lab.reset();
  });
  after(() => lab.close());

  const asked = (): readonly string[] => lab.emulator.log.asked('contoso');
  const print = (token: string): string => lab.emulator.find(token).version.thumbprint;
  const verdict = (reader: VaultReader, thumbprint: string): Verdict =>
    judge(thumbprint, [reader.snapshot(contoso)], { now: lab.emulator.now, expiryWarningDays: 30 });

  it('lists the newest version of every certificate except those still being created', async () => {
    const { newest, listedAt, busy, requests, failure } = await lab.reader().list(contoso);
    const { certificates } = lab.emulator.vault('contoso');
    const present = certificates.filter(({ spec }) => !spec.deleted && !spec.pending && !spec.secretOnly);
    assert.deepEqual(
      [...newest.keys()],
      present.map(({ name }) => name),
    );
    const seeded = present.find(({ name }) => name === 'contoso-web')?.versions.at(-1);
    assert.deepEqual(newest.get('contoso-web'), {
      vault: contoso.url,
      certificate: 'contoso-web',
      thumbprint: seeded?.thumbprint,
      enabled: true,
      notBefore: seeded?.notBefore,
      expires: seeded?.expires,
      created: seeded?.created,
      updated: seeded?.updated,
    });
    assert.ok(listedAt !== undefined && !busy && failure === undefined);
    assert.equal(requests, 2);
  });

  it('reports each page as it arrives, and is busy until the last', async () => {
    lab.emulator.seedMany('bulk', 60);
    const bulk = vaultAddress('bulk');
    const reader = lab.reader();
    const seen: string[] = [];
    reader.onDidChange((vault) => {
      assert.equal(vault, bulk.url);
      const { busy, newest, listedAt } = reader.snapshot(bulk);
      seen.push(`${String(newest.size)}${busy ? ' busy' : ''}${listedAt === undefined ? '' : ' listed'}`);
    });
    await reader.list(bulk);
    assert.deepEqual(seen, ['0 busy', '25 busy', '50 busy', '60 busy', '60 busy listed', '60 listed']);
  });

  for (const mode of ['exact', 'short', 'empty'] satisfies PagingMode[]) {
    it(`reads all of a list whose pages are ${mode}`, async () => {
      lab.emulator.seedMany('bulk', 60, { paging: mode });
      const { newest, failure } = await lab.reader().list(vaultAddress('bulk'));
      assert.deepEqual([newest.size, failure], [60, undefined]);
    });
  }

  it('requests only the list if it contains every thumbprint', async () => {
    const reader = lab.reader();
    await reader.find([contoso], [{ thumbprint: print('contoso-web') }, { thumbprint: print('contoso-api') }]);
    assert.deepEqual(asked(), ['GET /certificates']);
    assert.equal(verdict(reader, print('contoso-web')).kind, 'current');
  });

  it('requests the certificate with the same name first, and no other if it matches', async () => {
    const reader = lab.reader();
    await reader.find([contoso], [{ thumbprint: print('contoso-web/3'), name: 'Contoso-Web' }]);
    assert.deepEqual(asked(), ['GET /certificates', 'GET /certificates/contoso-web/versions']);
    const found = verdict(reader, print('contoso-web/3'));
    assert.ok(found.kind === 'outdated');
    assert.equal(found.latest.thumbprint, print('contoso-web'));
    assert.equal(found.latest.version, lab.emulator.find('contoso-web').version.version);
  });

  it('requests certificates with similar names first', async () => {
    const reader = lab.reader();
    await reader.find([contoso], [{ thumbprint: print('contoso-api/1'), name: 'ApiCertificate' }]);
    assert.equal(verdict(reader, print('contoso-api/1')).kind, 'outdated');
    await reader.find([contoso], [{ thumbprint: print('contoso-reports/1'), name: 'Reports' }]);
    assert.deepEqual(asked().at(-1), 'GET /certificates/contoso-reports/versions');
  });

  it('requests the versions of at most eight certificates at a time until all are found', async () => {
    const bulk = lab.emulator.seedMany('bulk', 30);
    bulk.add({
      name: 'a-first',
      versions: [
        { from: -400, to: -35 },
        { from: -60, to: 305 },
      ],
    });
    bulk.latency = 200;
    const old = bulk.certificate('a-first').versions[0]!.thumbprint;
    await lab.reader().find([vaultAddress('bulk')], [{ thumbprint: old }]);
    const versions = lab.emulator.log.asked('bulk').filter((line) => line.endsWith('/versions'));
    assert.equal(versions[0], 'GET /certificates/a-first/versions');
    assert.ok(versions.length <= 9, String(versions.length));

    lab.emulator.log.clear();
    await lab.reader().find([vaultAddress('bulk')], [{ thumbprint: nowhere }]);
    // Fewer if the machine is busy. The test of a canceled search asserts that eight are sent.
    assert.ok(lab.emulator.log.highWater('bulk') <= 8);
    // Two pages of certificates, their versions, the deleted ones, two pages of secrets.
    assert.equal(lab.emulator.log.asked('bulk').length, 2 + 31 + 1 + 2);
  });

  it('reports notFound only after reading all versions, deleted certificates, and secrets', async () => {
    const reader = lab.reader();
    await reader.find([contoso], [{ thumbprint: nowhere }]);
    const certificates = reader.snapshot(contoso).newest.size;
    assert.equal(asked().filter((line) => line.endsWith('/versions')).length, certificates);
    assert.deepEqual(asked().slice(-2).sort(), ['GET /deletedcertificates', 'GET /secrets']);
    assert.equal(verdict(reader, nowhere).kind, 'notFound');
  });

  it('finds a deleted certificate', async () => {
    const reader = lab.reader();
    await reader.find([contoso], [{ thumbprint: print('contoso-ftp') }]);
    const found = verdict(reader, print('contoso-ftp'));
    assert.ok(found.kind === 'deleted');
    const day = 86_400_000;
    assert.equal(Math.round(((found.match.scheduledPurge ?? 0) - lab.emulator.now) / day), 71);
  });

  it('reports notFound if listing deleted certificates is refused', async () => {
    lab.emulator.vault('contoso').deny('policy', { actions: ['deleted'] });
    const reader = lab.reader();
    await reader.find([contoso], [{ thumbprint: nowhere }]);
    assert.equal(reader.snapshot(contoso).deleted.state, 'failed');
    assert.equal(reader.snapshot(contoso).failure, undefined);
    assert.equal(verdict(reader, nowhere).kind, 'notFound');
  });

  it('reports unverified if listing deleted certificates fails', async () => {
    lab.emulator.vault('contoso').fail({ kind: 'status', status: 500 }, { path: /deleted/ });
    const reader = lab.reader();
    await reader.find([contoso], [{ thumbprint: nowhere }]);
    assert.equal(verdict(reader, nowhere).kind, 'unverified');
  });

  it('reports an unverified thumbprint if the versions of one certificate could not be read, and requests the others next time', async () => {
    const lift = lab.emulator.vault('contoso').fail({ kind: 'status', status: 500 }, { path: /reports\/versions/ });
    const reader = lab.reader();
    await reader.find([contoso], [{ thumbprint: nowhere }]);
    assert.equal(verdict(reader, nowhere).kind, 'unverified');
    lift();
    await reader.find([contoso], [{ thumbprint: nowhere }]);
    assert.equal(verdict(reader, nowhere).kind, 'notFound');
    assert.equal(asked().filter((line) => line === 'GET /certificates/contoso-web/versions').length, 1);
  });

  it('sends no request while its data is fresh', async () => {
    const reader = lab.reader();
    await reader.find([contoso], [{ thumbprint: nowhere }]);
    const before = asked().length;
    await reader.find([contoso], [{ thumbprint: nowhere }, { thumbprint: print('contoso-web') }]);
    await reader.list(contoso);
    assert.equal(asked().length, before);
  });

  it('lists again after the data expires, with versions only of changed certificates', async () => {
    let now = lab.emulator.now;
    const reader = lab.reader({ now: () => now, freshMs: 60_000 });
    await reader.find([contoso], [{ thumbprint: nowhere }]);
    lab.emulator.vault('contoso').rotate('contoso-wildcard');
    lab.emulator.log.clear();
    now += 60_000;
    await reader.find([contoso], [{ thumbprint: nowhere }]);
    const [list, ...others] = asked();
    assert.equal(list, 'GET /certificates');
    assert.deepEqual(others.sort(), [
      'GET /certificates/contoso-wildcard/versions',
      'GET /deletedcertificates',
      'GET /secrets',
    ]);
    assert.equal(verdict(reader, nowhere).kind, 'notFound');
  });

  it('requests versions again only for a certificate that was updated', async () => {
    let now = lab.emulator.now;
    const vault = lab.emulator.addVault('changing');
    const address = vaultAddress('changing');
    for (const name of ['web', 'api', 'jobs']) {
      vault.add({ name, versions: [{ from: -60, to: 305 }] });
    }
    const reader = lab.reader({ now: () => now, freshMs: 60_000 });
    await reader.find([address], [{ thumbprint: nowhere }]);
    vault.setEnabled('api', vault.certificate('api').versions[0]!.version, false);
    lab.emulator.log.clear();
    now += 60_000;
    await reader.find([address], [{ thumbprint: nowhere }]);
    assert.deepEqual(
      lab.emulator.log.asked('changing').filter((line) => line.endsWith('/versions')),
      ['GET /certificates/api/versions'],
    );
  });

  it('sees on refresh what changed: a rotation, a deletion, an older version disabled', async () => {
    const vault = lab.emulator.addVault('changing');
    const address = vaultAddress('changing');
    for (const name of ['rotated', 'removed', 'disabled']) {
      vault.add({
        name,
        versions: [
          { from: -400, to: 100 },
          { from: -60, to: 305 },
        ],
      });
    }
    const prints = {
      rotated: vault.certificate('rotated').versions[1]!.thumbprint,
      removed: vault.certificate('removed').versions[1]!.thumbprint,
      disabled: vault.certificate('disabled').versions[0]!.thumbprint,
    };
    const reader = lab.reader();
    const kinds = (): readonly string[] =>
      Object.values(prints).map(
        (one) => judge(one, [reader.snapshot(address)], { now: lab.emulator.now, expiryWarningDays: 30 }).kind,
      );
    const wanted = Object.entries(prints).map(([name, thumbprint]) => ({ name, thumbprint }));
    await reader.find([address], wanted);
    assert.deepEqual(kinds(), ['current', 'current', 'outdated']);

    vault.rotate('rotated');
    vault.softDelete('removed');
    vault.setEnabled('disabled', vault.certificate('disabled').versions[0]!.version, false);
    await reader.find([address], wanted);
    assert.deepEqual(kinds(), ['current', 'current', 'outdated']);
    await reader.find([address], wanted, { refresh: true });
    assert.deepEqual(kinds(), ['outdated', 'deleted', 'disabled']);
  });

  it('detects a rotation between reading the list and the versions', async () => {
    const vault = lab.emulator.addVault('racing');
    vault.add({ name: 'web', versions: [{ from: -60, to: 305 }] });
    let pages = 0;
    vault.beforePage = () => {
      pages++;
      if (pages === 2) {
        vault.rotate('web');
        vault.remove('other');
      }
    };
    const reader = lab.reader();
    const address = vaultAddress('racing');
    await reader.find([address], [{ thumbprint: nowhere }]);
    const newest = vault.certificate('web').versions.at(-1)?.thumbprint ?? '';
    await reader.find([address], [{ thumbprint: newest }]);
    const found = judge(newest, [reader.snapshot(address)], { now: lab.emulator.now, expiryWarningDays: 30 });
    assert.equal(found.kind, 'current');
    assert.equal(reader.snapshot(address).newest.get('web')?.thumbprint, newest);
  });

  it('finds a thumbprint in the second vault though the first one fails', async () => {
    const reader = lab.reader();
    const northwind = vaultAddress('northwind');
    await reader.find([northwind, contoso], [{ thumbprint: print('contoso-web/3') }]);
    const snapshots = [reader.snapshot(northwind), reader.snapshot(contoso)];
    const options = { now: lab.emulator.now, expiryWarningDays: 30 };
    assert.equal(judge(print('contoso-web/3'), snapshots, options).kind, 'outdated');
    assert.equal(judge(nowhere, snapshots, options).kind, 'unverified');
  });

  it('keeps its data when a later request fails', async () => {
    const reader = lab.reader();
    await reader.find([contoso], [{ thumbprint: print('contoso-web/3') }]);
    const { newest, listedAt } = reader.snapshot(contoso);
    lab.emulator.network = 'refuse';
    await reader.find([contoso], [{ thumbprint: print('contoso-web/3') }], { refresh: true });
    const after = reader.snapshot(contoso);
    assert.equal(after.failure?.kind, 'offline');
    assert.deepEqual([...after.newest], [...newest]);
    assert.equal(after.listedAt, listedAt);
    assert.equal(verdict(reader, print('contoso-web/3')).kind, 'outdated');
    assert.equal(verdict(reader, nowhere).kind, 'unverified');

    lab.emulator.network = 'up';
    await reader.list(contoso);
    assert.equal(reader.snapshot(contoso).failure, undefined);
  });

  it('keeps the first pages of an incomplete list without a complete listing', async () => {
    const bulk = lab.emulator.seedMany('bulk', 60);
    bulk.fail({ kind: 'status', status: 500 }, { after: 1 });
    const { newest, listedAt, failure } = await lab.reader().list(vaultAddress('bulk'));
    assert.deepEqual([newest.size, listedAt, failure?.kind], [25, undefined, 'service']);
  });

  it('clears all data on forget', async () => {
    const reader = lab.reader();
    await reader.list(contoso);
    let reported = '';
    reader.onDidChange((vault) => {
      reported = vault;
    });
    await reader.forget();
    assert.equal(reported, contoso.url);
    assert.equal(reader.snapshot(contoso).newest.size, 0);
    await reader.list(contoso);
    assert.equal(asked().length, 2);
  });

  it('returns versions newest first with one request', async () => {
    const reader = lab.reader();
    await reader.list(contoso);
    const versions = await reader.versions(contoso, 'contoso-web');
    assert.ok(!('kind' in versions));
    assert.deepEqual(
      versions.map(({ thumbprint }) => thumbprint),
      [4, 3, 2, 1].map((number) => print(`contoso-web/${String(number)}`)),
    );
    await reader.versions(contoso, 'CONTOSO-WEB');
    assert.equal(asked().filter((line) => line.endsWith('/versions')).length, 1);
  });
});
