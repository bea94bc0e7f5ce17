import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { KeyVaults } from '../../src/editor/vaults/keyVaults';
import { Outages } from '../../src/editor/vaults/outages';
import { parseVaultReference, type VaultAddress } from '../../src/vault/address';
import { attentionTo } from '../../src/editor/workspace/refresh';
import { afterThisTest } from './support/cleanUp';
import { openFile } from './support/files';
import { outside } from './support/outside';
import { web } from './support/service';
import { until } from './support/until';
import { newVault, single } from './support/vaults';
import { replace } from './support/watch';

/** A vault that is not read by the extension itself, and what reads it again after an outage. */
async function watchedVault(waits: readonly number[]): Promise<Watched> {
  const { name, url } = await newVault([single]);
  const reference = parseVaultReference(url);
  assert.ok(reference.ok);
  const log = vscode.window.createOutputChannel('Outages', { log: true });
  const keyVaults = new KeyVaults(() => Promise.resolve({ none: 'nobody' }), undefined, log);
  const attention = new vscode.EventEmitter<void>();
  const state = { isThere: true, recovered: 0 };
  const outages = new Outages(
    keyVaults,
    () => [reference.address],
    { isThere: () => state.isThere, onDidChange: attention.event },
    () => state.recovered++,
    log,
    waits,
  );
  afterThisTest(() => {
    vscode.Disposable.from(outages, keyVaults, attention, log).dispose();
  });
  const listings = async (): Promise<number> =>
    (await outside.asked(name)).filter((line) => line === 'GET /certificates').length;
  return {
    name,
    state,
    listings,
    read: () => keyVaults.list([reference.address], { refresh: true }),
    failure: () => keyVaults.snapshot(reference.address).failure?.kind,
    look: (isThere) => {
      state.isThere = isThere;
      attention.fire();
    },
  };
}

interface Watched {
  readonly name: VaultAddress['name'];
  readonly state: { isThere: boolean; recovered: number };
  readonly listings: () => Promise<number>;
  readonly read: () => Promise<void>;
  readonly failure: () => string | undefined;
  readonly look: (isThere: boolean) => void;
}

/** Resolves when another vault, whose outage began later, has been read again. */
async function anotherAttempt(): Promise<void> {
  const vault = await watchedVault([0]);
  await outside.fail(vault.name, { kind: 'status', status: 503 });
  await vault.read();
  const before = await vault.listings();
  await until('Another vault is read again', vault.listings, (count) => count > before);
}

describe('After an outage', () => {
  it('a vault is read again by itself, with growing pauses, until it answers', async () => {
    const vault = await watchedVault([20, 400]);
    await outside.fail(vault.name, { kind: 'status', status: 503 });
    await vault.read();
    assert.equal(vault.failure(), 'service');
    const before = await vault.listings();
    await until('It was read again', vault.listings, (count) => count > before);
    assert.equal(vault.state.recovered, 0);
    await outside.behave();
    await until('It answers', vault.failure, (kind) => kind === undefined);
    await until(
      'The files are checked again',
      () => vault.state.recovered,
      (count) => count === 1,
    );
  });

  it('nothing is requested while nobody looks, and at once when somebody does', async () => {
    const vault = await watchedVault([0]);
    await outside.fail(vault.name, { kind: 'status', status: 503 });
    vault.look(false);
    await vault.read();
    await outside.behave();
    const before = await vault.listings();
    await anotherAttempt();
    assert.equal(await vault.listings(), before);
    vault.look(true);
    await until('It answers', vault.failure, (kind) => kind === undefined);
  });

  it('the user looks while the window has the focus and shows the tree or a .cscfg file', async () => {
    const window = { focused: true, active: true };
    afterThisTest(replace(vscode.window, 'state', () => window));
    const visibility = new vscode.EventEmitter<vscode.TreeViewVisibilityChangeEvent>();
    const view = { visible: false, onDidChangeVisibility: visibility.event };
    const attention = attentionTo(view);
    let changes = 0;
    const listening = attention.onDidChange(() => changes++);
    afterThisTest(() => {
      vscode.Disposable.from(listening, attention, visibility).dispose();
    });
    assert.equal(attention.isThere(), false);
    view.visible = true;
    visibility.fire({ visible: true });
    assert.deepEqual([attention.isThere(), changes], [true, 1]);
    view.visible = false;
    assert.equal(attention.isThere(), false);
    await openFile(web());
    await until(
      'The change is reported',
      () => changes,
      (count) => count > 1,
    );
    assert.equal(attention.isThere(), true);
    window.focused = false;
    assert.equal(attention.isThere(), false);
  });

  it('a vault that denies access is not read again: only a person can change that', async () => {
    const vault = await watchedVault([0]);
    await outside.deny(vault.name, 'bare');
    await vault.read();
    const before = await vault.listings();
    vault.look(true);
    await outside.behave();
    await anotherAttempt();
    assert.equal(await vault.listings(), before);
  });
});
