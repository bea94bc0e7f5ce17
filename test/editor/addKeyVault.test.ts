import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { afterThisTest } from './support/cleanUp';
import { answerConfirmations } from './support/confirm';
import { openFile } from './support/files';
import { findingsBecome } from './support/findings';
import { outside } from './support/outside';
import { answer, escape, question, take } from './support/questions';
import { entry, web } from './support/service';
import { folder, setInFolder, setInWindow } from './support/settings';
import { eventually, until } from './support/until';
import { newVault, single, type OwnVault } from './support/vaults';
import { replace, watched } from './support/watch';

const arm = 'management.azure.com';

const kept = (): unknown =>
  vscode.workspace.getConfiguration('cscfg', folder('other').uri).inspect('keyVaults')?.workspaceFolderValue;

/** Runs the command from a file in the folder `other`, and removes its vaults after the test. */
async function ask(
  vault?: OwnVault,
): Promise<{ readonly done: Thenable<unknown>; readonly document: vscode.TextDocument }> {
  await setInFolder('other', 'keyVaults', []);
  const print = (await vault?.thumbprint('api')) ?? '#{Tls}#';
  const document = await openFile(web(entry('Api', print)), { in: 'other' });
  return { done: vscode.commands.executeCommand('cscfg.addKeyVault'), document };
}

/** Makes lists that open from now on accept typed text. */
function typing(): (text: string) => Promise<void> {
  let open: vscode.QuickPick<vscode.QuickPickItem> | undefined;
  afterThisTest(
    replace(vscode.window, 'createQuickPick', (original) => <Item extends vscode.QuickPickItem>() => {
      const pick = original<Item>();
      open = pick;
      return pick;
    }),
  );
  return async (text) => {
    await question();
    assert.ok(open !== undefined);
    open.value = text;
  };
}

const labels = async (): Promise<readonly string[]> => (await question()).items().map(({ label }) => label);

async function item(label: string): Promise<vscode.QuickPickItem | undefined> {
  return (await question()).items().find((one) => one.label === label);
}

describe('Add Key Vault', () => {
  it('offers the vaults of the account’s subscriptions, with region and readiness', async () => {
    const vault = await newVault([single], { resource: { location: 'East US', forDeployment: false } });
    const { done, document } = await ask(vault);
    const found = await item(vault.name);
    assert.deepEqual(
      [found?.description, found?.detail],
      ['eastus · Contoso Production', '$(warning) Not enabled for deployment'],
    );
    const all = await labels();
    assert.ok(all.includes('From Azure') && all.includes('northwind'));
    // The settings of the other folder contain these already.
    assert.ok(!all.includes('contoso') && !all.includes('fabrikam'));
    await answer(vault.name);
    await done;
    assert.deepEqual(kept(), [vault.name]);
    await findingsBecome(document, []);
    const asked = (await outside.asked(arm)).filter((line) => line.startsWith('POST'));
    assert.equal(asked[0], 'POST /providers/Microsoft.ResourceGraph/resources');
  });

  it('adds a vault to the others, once, and shows why it cannot be read', async () => {
    const type = typing();
    const { done } = await ask();
    await setInFolder('other', 'keyVaults', ['fabrikam']);
    await type('walled');
    await until('It is offered', labels, (all) => all.some((label) => label.endsWith('walled')));
    await answer('walled');
    await done;
    assert.deepEqual(kept(), ['fabrikam', 'walled']);
    assert.match(watched.messages.join(), /^The firewall of walled\.vault\.azure\.net blocks/);
    const again = vscode.commands.executeCommand('cscfg.addKeyVault');
    await type('https://walled.vault.azure.net');
    await until('It is offered again', labels, (all) => all.includes('$(add) walled'));
    await answer('walled');
    await again;
    assert.deepEqual(kept(), ['fabrikam', 'walled']);
  });

  it('asks before it adds a vault that does not exist, because its name may be mistyped', async () => {
    const type = typing();
    for (const yes of [false, true]) {
      const asked = answerConfirmations(yes);
      const { done } = await ask();
      await type('contosso');
      await until('It is offered', labels, (all) => all.includes('$(add) contosso'));
      await answer('contosso');
      await done;
      assert.deepEqual(
        asked.map(({ question: words, buttons }) => [words, buttons]),
        [['Add contosso although it cannot be reached?', ['Add Anyway']]],
      );
      assert.match(asked[0]?.detail ?? '', /contosso\.vault\.azure\.net/);
      assert.deepEqual(kept(), yes ? ['contosso'] : []);
      assert.deepEqual(watched.messages, []);
    }
  });

  it('reads all pages of the response', async () => {
    await outside.setGraphPage(2);
    const { done } = await ask();
    const vaults = (await question()).items().filter(({ detail }) => detail?.includes('for deployment') === true);
    assert.ok(vaults.length > 3);
    await escape();
    await done;
    assert.deepEqual(kept(), []);
  });

  it('offers the vaults of deployment files first', async () => {
    const vault = await newVault([single]);
    const uri = vscode.Uri.joinPath(folder('other').uri, 'parameters.json');
    const content = { parameters: { url: { value: `${vault.url}/secrets/api/0123` } } };
    await vscode.workspace.fs.writeFile(uri, Buffer.from(JSON.stringify(content)));
    afterThisTest(() => vscode.workspace.fs.delete(uri));
    await until(
      'The deployment file is known',
      async () => {
        const { done } = await ask();
        const all = await labels();
        await escape();
        await done;
        return all;
      },
      (all) =>
        all[0] === 'From deployment files in the workspace' && all[1] === vault.name && !all.includes(vault.name, 2),
    );
  });

  const references: readonly (readonly [what: string, text: (vault: OwnVault) => string])[] = [
    ['name', ({ name }) => name],
    ['URL', ({ url }) => `${url}/certificates/api`],
    [
      'resource ID',
      ({ name }) => `/subscriptions/0000/resourceGroups/shop/providers/Microsoft.KeyVault/vaults/${name}`,
    ],
  ];
  for (const [what, text] of references) {
    it(`takes a ${what} that is typed, even if the vaults cannot be listed`, async () => {
      await outside.denyManagement();
      const vault = await newVault([single]);
      const type = typing();
      const { done, document } = await ask(vault);
      await type(text(vault));
      await eventually(async () => (await labels())[0], `$(add) ${vault.name}`);
      await answer(vault.name);
      await done;
      assert.deepEqual(kept(), [vault.name]);
      await findingsBecome(document, []);
    });
  }

  it('shows why an address is invalid, and does not accept it', async () => {
    const type = typing();
    const { done } = await ask();
    await type('https://hostile.example/secrets/x');
    await until('The refusal is shown', labels, ([first = '']) => first.startsWith('$(error) hostile.example is not'));
    await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
    await escape();
    await done;
    assert.deepEqual(kept(), []);
    assert.deepEqual((await outside.requests('hostile.example')).length, 0);
  });

  it('offers to sign in without opening a dialog, and lists the vaults afterwards', async () => {
    await outside.signInAs('signed-out');
    const vault = await newVault([single]);
    const { done } = await ask();
    const signIn = '$(account) Sign in to choose from your vaults…';
    assert.deepEqual((await labels()).slice(-2), ['From Azure', signIn]);
    await outside.signInAs('dev');
    await take(signIn);
    await until('The vaults are listed', labels, (all) => all.includes(vault.name));
    await escape();
    await done;
  });

  it('uses the cloud that VS Code signs in to', async () => {
    await setInWindow('microsoft-sovereign-cloud', 'environment', 'ChinaCloud');
    const vault = await newVault([single], { cloud: 'china' });
    const { done } = await ask();
    assert.ok((await labels()).includes(vault.name));
    assert.ok(!(await labels()).includes('northwind'));
    await answer(vault.name);
    await done;
    assert.deepEqual(kept(), [`https://${vault.name}.vault.azure.cn`]);
    assert.ok((await outside.tokenHosts()).includes('management.chinacloudapi.cn'));
  });
});
