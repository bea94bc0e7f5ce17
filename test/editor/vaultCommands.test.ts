import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { settingsTargetFor } from '../../src/editor/workspace/vaultSettings';
import { openFile } from './support/files';
import { findingsBecome } from './support/findings';
import { outside } from './support/outside';
import { entry, web } from './support/service';
import { folder, setInFolder, type FolderName } from './support/settings';
import { itemsOf, row, tree } from './support/tree';
import { until } from './support/until';
import { newVault, ownVault, single } from './support/vaults';
import { watched } from './support/watch';

async function settingsFile(name: FolderName): Promise<unknown> {
  const file = vscode.Uri.joinPath(folder(name).uri, '.vscode', 'settings.json');
  return JSON.parse(Buffer.from(await vscode.workspace.fs.readFile(file)).toString()) as unknown;
}

describe('Adding a vault', () => {
  it('uses the workspace or user settings if folder settings do not apply', () => {
    const [shop, other] = [folder('shop'), folder('other')];
    const { Global, Workspace, WorkspaceFolder } = vscode.ConfigurationTarget;
    assert.deepEqual(settingsTargetFor(other, [shop, other], true), { target: WorkspaceFolder, folder: other });
    assert.deepEqual(settingsTargetFor(undefined, [shop, other], true), { target: Workspace });
    assert.deepEqual(settingsTargetFor(shop, [shop], true), { target: Workspace });
    assert.deepEqual(settingsTargetFor(undefined, [], true), { target: Global });
    assert.deepEqual(settingsTargetFor(other, [shop, other], false), { target: Global });
  });
});

describe('Removing a vault', () => {
  it('removes it in any form from every setting, and checks again', async () => {
    const [first, second] = [await ownVault([]), await newVault([single])];
    const [{ url }, thumbprint] = [second, await second.thumbprint('api')];
    await setInFolder('other', 'keyVaults', [first.name, `${url}/secrets/x`, second.name]);
    await setInFolder('other', 'keyVaultsByFile', { '*.One.cscfg': [second.name], '*.Two.cscfg': [url, first.name] });
    const document = await openFile(web(entry('Api', thumbprint)), { in: 'other' });
    await until(
      'The vault is read',
      () => outside.asked(second.name),
      (asked) => asked.length > 0,
    );
    await vscode.commands.executeCommand('cscfg.removeKeyVault', await row(second.name));
    assert.deepEqual(await settingsFile('other'), {
      'cscfg.keyVaults': [first.name],
      'cscfg.keyVaultsByFile': { '*.Two.cscfg': [first.name] },
    });
    await findingsBecome(document, [`error thumbprint-not-in-vault ‹${thumbprint}›`]);
  });
});

describe('Refreshing', () => {
  it('reads every configured vault', async () => {
    const [first, second] = [await ownVault([single]), await newVault([single])];
    await setInFolder('shop', 'keyVaultsByFile', { '*.Staging.cscfg': [second.name] });
    for (const { name } of [first, second]) {
      await row(name, 'api');
      await outside.add(name, { ...single, name: 'new' });
    }
    await vscode.commands.executeCommand('cscfg.refresh');
    for (const { name } of [first, second]) {
      const items = await itemsOf(await row(name));
      assert.deepEqual(
        items.map(({ label }) => label),
        ['api', 'new'],
      );
    }
  });

  it('reports to the user what could not be read, without a link', async () => {
    const vault = await ownVault([single]);
    await outside.deny(vault.name, 'bare');
    await vscode.commands.executeCommand('cscfg.refresh');
    assert.equal(watched.messages.length, 1);
    assert.match(watched.messages[0] ?? '', /denied access to its certificates \(403\)/);
  });

  it('reports that there is nothing to read', async () => {
    await setInFolder('shop', 'keyVaults', []);
    await setInFolder('shop', 'keyVaultsByFile', {});
    await setInFolder('other', 'keyVaults', []);
    await vscode.commands.executeCommand('cscfg.refresh');
    assert.deepEqual(watched.messages, ['No key vault is configured. Add one first.']);
  });
});

describe('Finding in the tree', () => {
  it('shows the tree', async () => {
    await vscode.commands.executeCommand('cscfg.filter');
    await until(
      'The tree is visible',
      () => tree().view.visible,
      (visible) => visible,
    );
    await vscode.commands.executeCommand('list.closeFind');
    assert.deepEqual(watched.messages, []);
  });
});
