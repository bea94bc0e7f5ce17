import assert from 'node:assert/strict';
import { judge } from '../../../src/vault/snapshot/judge';
import type { VaultReader } from '../../../src/vault/reader';
import type { OddEntry } from '../../emulator/faults';
import type { EmulatedVault } from '../../emulator/vault';
import { openLab, vaultAddress, type Lab } from '../wire/lab';

const nowhere = 'A'.repeat(40);
const odd = vaultAddress('odd');
const list = /^\/certificates$/;

/** The list is sorted: `api`, `jobs`, `web`, and `web` has an older version. */
const places = { api: 0, jobs: 1, web: 2 } as const;

describe('An invalid entry in the list of a vault', () => {
  let lab: Lab;
  let vault: EmulatedVault;
  before(async () => {
    lab = await openLab();
  });
  beforeEach(() => {
    lab.reset();
    vault = lab.emulator.addVault('odd');
    const newest = { from: -60, to: 305 };
    vault.add({ name: 'api', versions: [newest] });
    vault.add({ name: 'jobs', versions: [newest] });
    vault.add({ name: 'web', versions: [{ from: -400, to: 100 }, newest] });
  });
  after(() => lab.close());

  const strike = (path: RegExp, ...entries: readonly OddEntry[]): void => {
    vault.fail({ kind: 'odd', entries }, { path });
  };

  async function read(): Promise<VaultReader> {
    const reader = lab.reader();
    const prints = ['api', 'jobs', 'web', 'web/1'].map((name) => lab.emulator.thumbprint(`odd:${name}`));
    await reader.find(
      [odd],
      [...prints, nowhere].map((thumbprint) => ({ thumbprint })),
    );
    return reader;
  }

  /** The verdicts on `api`, `jobs`, `web`, the older version of `web`, and what no vault has. */
  function kinds(reader: VaultReader): readonly string[] {
    const options = { now: lab.emulator.now, expiryWarningDays: 30 };
    return [...['api', 'jobs', 'web', 'web/1'].map((name) => lab.emulator.thumbprint(`odd:${name}`)), nowhere].map(
      (one) => {
        const verdict = judge(one, [reader.snapshot(odd)], options);
        return verdict.kind === 'unverified' ? `unverified ${verdict.reason.kind}` : verdict.kind;
      },
    );
  }

  const known = ['current', 'current', 'outdated'] as const;

  const unreadable: readonly (readonly [string, unknown])[] = [
    ['no attributes', { attributes: undefined }],
    ['attributes that are null', { attributes: null }],
    ['attributes that are a text', { attributes: 'none' }],
    ['"enabled" as a text', { attributes: { enabled: 'false' } }],
    ['"enabled" as a number', { attributes: { enabled: 0 } }],
    ['no "enabled"', { attributes: { enabled: undefined } }],
    ['an end that is a text', { attributes: { exp: 'soon' } }],
    ['an end that is a number in a text', { attributes: { exp: '1900000000' } }],
    ['an end that is 0', { attributes: { exp: 0 } }],
    ['an end before 1970', { attributes: { exp: -1 } }],
    ['an end that no calendar has', { attributes: { exp: 1e300 } }],
    ['an end that is an object', { attributes: { exp: {} } }],
    ['a start that is a text', { attributes: { nbf: 'now' } }],
    ['a thumbprint of a wrong length', { x5t: 'c2hvcnQ' }],
    ['a thumbprint that is a number', { x5t: 7 }],
    ['no thumbprint though it is enabled', { x5t: undefined }],
    ['no id', { id: undefined }],
    ['an id that is a number', { id: 5 }],
    ['an id that is no address of a certificate', { id: 'https://odd.vault.azure.net/certificates/../secrets' }],
  ];
  for (const [what, value] of unreadable) {
    it(`does not affect other entries: ${what}`, async () => {
      strike(list, { at: places.api, value, merge: true });
      const reader = await read();
      assert.deepEqual(kinds(reader), ['unverified failed', ...known, 'unverified failed']);
      assert.deepEqual([...reader.snapshot(odd).newest.keys()], ['jobs', 'web']);
    });
  }

  for (const value of [null, 7, 'text', [], {}]) {
    it(`is not a certificate and does not affect other entries: ${JSON.stringify(value)}`, async () => {
      strike(list, { at: places.api, value });
      assert.deepEqual(kinds(await read()), ['unverified failed', ...known, 'unverified failed']);
    });
  }

  it('is current if its expiry is null', async () => {
    strike(list, { at: places.api, value: { attributes: { exp: null, nbf: null } }, merge: true });
    const reader = await read();
    assert.deepEqual(kinds(reader), ['current', ...known, 'notFound']);
    assert.equal(reader.snapshot(odd).newest.get('api')?.expires, undefined);
  });

  it('is valid without its creation and update times', async () => {
    strike(list, { at: places.api, value: { attributes: { created: 'x', updated: null } }, merge: true });
    assert.deepEqual(kinds(await read()), ['current', ...known, 'notFound']);
  });

  it('does not hide the versions of a certificate without a thumbprint', async () => {
    strike(list, { at: places.web, value: { x5t: undefined, attributes: { enabled: false } }, merge: true });
    assert.deepEqual(kinds(await read()), ['current', 'current', 'current', 'outdated', 'notFound']);
  });

  it('prevents notFound if its versions are unreadable too', async () => {
    strike(list, { at: places.web, value: { x5t: null, attributes: { enabled: false } }, merge: true });
    vault.fail({ kind: 'broken', how: 'shortBody' }, { path: /\/web\/versions$/ });
    const unverified = 'unverified failed';
    assert.deepEqual(kinds(await read()), ['current', 'current', unverified, unverified, unverified]);
  });

  it('affects one list of versions only', async () => {
    strike(/\/web\/versions$/, { at: 0, value: null }, { at: 1, value: { attributes: null }, merge: true });
    const reader = await read();
    assert.deepEqual(kinds(reader), ['current', 'current', 'current', 'unverified failed', 'unverified failed']);
    vault.behave();
    await reader.find([odd], [{ thumbprint: nowhere }], { refresh: true });
    assert.deepEqual(kinds(reader).at(-1), 'notFound');
  });

  for (const path of [/^\/deletedcertificates$/, /^\/secrets$/]) {
    it(`prevents notFound: ${path.source}`, async () => {
      vault.add({ name: 'gone', versions: [{ from: -60, to: 305 }] });
      vault.softDelete('gone');
      strike(path, { at: 0, value: null });
      assert.deepEqual(kinds(await read()), ['current', ...known, 'unverified failed']);
    });
  }

  it('is deleted even if its dates are invalid', async () => {
    strike(/^\/deletedcertificates$/, {
      at: 0,
      value: { attributes: 'x', deletedDate: 'x', scheduledPurgeDate: null },
      merge: true,
    });
    vault.softDelete('api');
    assert.deepEqual(kinds(await read()), ['deleted', ...known, 'notFound']);
  });
});
