import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { settingsTargetFor } from '../../src/editor/workspace/vaultSettings';
import { homeTenant } from '../emulator/vault';
import { afterThisTest } from './support/cleanUp';
import { openFile } from './support/files';
import { findingsBecome } from './support/findings';
import { outside } from './support/outside';
import { entry, web } from './support/service';
import { folder, setInFolder, setInWindow, type FolderName } from './support/settings';
import { itemsOf, row, tree } from './support/tree';
import { eventually, until } from './support/until';
import { newVault, ownVault, single } from './support/vaults';
import { replace, watched } from './support/watch';

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

  it('shows its progress in the view', async () => {
    await ownVault([single]);
    const places: unknown[] = [];
    afterThisTest(
      replace(vscode.window, 'withProgress', (original) => (options, task) => {
        places.push(options.location);
        return original(options, task);
      }),
    );
    await vscode.commands.executeCommand('cscfg.refresh');
    assert.deepEqual(places, [{ viewId: 'cscfg.keyVaultCertificates' }]);
  });

  it('reports several vaults in one notification, which can sign in, try again and show the log', async () => {
    const [first, second] = [await ownVault([single]), await newVault([single])];
    await setInFolder('other', 'keyVaults', [first.name, second.name]);
    await outside.deny(first.name, 'bare');
    await outside.fail(second.name, { kind: 'status', status: 500 });
    const shown = pressing('Retry');
    await vscode.commands.executeCommand('cscfg.refresh');
    await until(
      'It is tried again',
      () => shown.length,
      (count) => count === 2,
    );
    const [{ text, buttons } = { text: '', buttons: [] }] = shown;
    assert.match(
      text,
      new RegExp(`^2 key vaults could not be read: ${first.name} \\(.+\\), ${second.name} \\(internal error\\)\\.$`),
    );
    assert.deepEqual(buttons, ['Retry', 'Show Log']);
  });

  it('reports that there is nothing to read', async () => {
    await setInFolder('shop', 'keyVaults', []);
    await setInFolder('shop', 'keyVaultsByFile', {});
    await setInFolder('other', 'keyVaults', []);
    await vscode.commands.executeCommand('cscfg.refresh');
    assert.deepEqual(watched.messages, ['No key vault is configured. Add one first.']);
  });
});

describe('Signing in by command', () => {
  it('says who is signed in and to which tenant; the view shows the account', async () => {
    await setInFolder('shop', 'keyVaults', []);
    await setInFolder('shop', 'keyVaultsByFile', {});
    await ownVault([single]);
    await vscode.commands.executeCommand('cscfg.signIn');
    assert.deepEqual(watched.messages, [`Signed in with Azure CLI account. Tenant: ${homeTenant}`]);
    // Whether or not another test has shown the view.
    await eventually(async () => {
      await tree().provider.getChildren();
      return tree().view.description;
    }, 'Azure CLI account');
    assert.equal(watched.contextKeys.get('cscfg.signedIn'), true);
  });

  it('is a button of the notification about a vault without a signed-in account', async () => {
    await setInFolder('shop', 'keyVaults', []);
    await setInFolder('shop', 'keyVaultsByFile', {});
    await setInWindow('cscfg', 'requestTimeout', 21);
    await outside.signInAs('signed-out');
    await ownVault([single]);
    const shown = pressing('Sign In');
    await vscode.commands.executeCommand('cscfg.refresh');
    await until(
      'Signing in was tried',
      () => shown.length,
      (count) => count === 2,
    );
    assert.deepEqual(shown[0]?.buttons, ['Sign In', 'Retry', 'Show Log']);
  });
});

describe('A vault in the tree', () => {
  it('is refreshed by itself, and its URL copied', async () => {
    const [first, second] = [await ownVault([single]), await newVault([single])];
    await setInFolder('other', 'keyVaults', [first.name, second.name]);
    const [one] = [await row(first.name), await row(first.name, 'api'), await row(second.name, 'api')];
    const listings = async (name: string): Promise<number> =>
      (await outside.asked(name)).filter((line) => line === 'GET /certificates').length;
    const before = [await listings(first.name), await listings(second.name)];
    await vscode.commands.executeCommand('cscfg.refreshVault', one);
    assert.deepEqual([await listings(first.name), await listings(second.name)], [(before[0] ?? 0) + 1, before[1]]);
    await vscode.commands.executeCommand('cscfg.copyVaultUrl', one);
    assert.equal(await vscode.env.clipboard.readText(), first.url);
  });
});

/** Presses the button in the first notification with buttons; the result collects the notifications. */
function pressing(button: string): { readonly text: string; readonly buttons: readonly string[] }[] {
  const shown: { readonly text: string; readonly buttons: readonly string[] }[] = [];
  afterThisTest(
    replace(
      vscode.window,
      'showWarningMessage',
      () =>
        ((text: string, ...buttons: string[]) => {
          shown.push({ text, buttons });
          return Promise.resolve(shown.length === 1 ? button : undefined);
        }) as never,
    ),
  );
  return shown;
}

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
