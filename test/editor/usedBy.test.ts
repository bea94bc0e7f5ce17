import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { commands } from '../../src/editor/commands/ids';
import { activeEditor, replaceText, show } from './support/files';
import { newFiles } from './support/places';
import { entry, service, stranger, web } from './support/service';
import { children, itemOf, itemsOf, row } from './support/tree';
import { eventually } from './support/until';
import { ownVault, rotated, single, type OwnVault } from './support/vaults';

const cloud = 'ServiceConfiguration.Cloud.cscfg';
const local = 'ServiceConfiguration.Local.cscfg';

/** `label description` of the rows below the path of labels. */
async function rowsBelow(...labels: readonly string[]): Promise<readonly string[]> {
  return described(await itemsOf(await row(...labels)));
}

function described(items: readonly vscode.TreeItem[]): readonly string[] {
  return items.map(({ label, description }) =>
    [label, description].filter((part) => typeof part === 'string').join(' '),
  );
}

/** The rows of the vault: `web N d`. */
async function certificates(vault: OwnVault): Promise<readonly string[]> {
  return (await rowsBelow(vault.name)).map((line) => line.replace(/\d+ d\b/, 'N d'));
}

function withSetting(text: string, value: string): string {
  const settings = `<ConfigurationSettings><Setting name="Tokens" value="${value}" /></ConfigurationSettings>`;
  return text.replace('    <Certificates>', `    ${settings}\n    <Certificates>`);
}

describe('The tree of key vaults shows of each certificate', () => {
  it('what uses it: file, role and name, also in settings and other files, then its versions', async () => {
    const vault = await ownVault([rotated, single]);
    const [older, newest] = [await vault.thumbprint('web/1'), await vault.thumbprint('web')];
    await newFiles(
      {
        [cloud]: withSetting(service({ Web: [entry('Tls', newest)], Worker: [entry('Tls', older)] }), older),
        [local]: web(entry('Tls', newest)),
        'deploy.ps1': `\n$thumbprint = '${newest.toLowerCase()}'`,
      },
      'other',
    );
    await eventually(
      async () => (await rowsBelow(vault.name, 'web')).slice(0, -2),
      [
        'Tls Web · Cloud',
        'Tls Web · Local',
        'deploy.ps1 line 2',
        'Tokens Web · Cloud · outdated',
        'Tls Worker · Cloud · outdated',
      ],
    );
    const [first, ...others] = await itemsOf(await row(vault.name, 'web'));
    assert.equal(first?.accessibilityInformation?.label, `Used by Tls, Web, ${cloud}`);
    assert.equal(new Set([first, ...others].map((item) => item.id)).size, 7);
  });

  it('that nothing uses it, until something does', async () => {
    const vault = await ownVault([rotated, single]);
    const uri = await newFiles({ [cloud]: web(entry('Tls', await vault.thumbprint('web'))) }, 'other');
    // File watchers do not always report the contents of a new folder.
    await show(uri(cloud));
    await eventually(() => certificates(vault), ['api N d · not used', 'web N d']);
    const document = await show((await newFiles({ [local]: web(entry('Api', stranger)) }, 'other'))(local));
    await replaceText(document, stranger, await vault.thumbprint('api'));
    await eventually(() => certificates(vault), ['api N d', 'web N d']);
  });

  it('the place of a use, wherever it is by now', async () => {
    const vault = await ownVault([single]);
    const thumbprint = await vault.thumbprint('api');
    const uri = await newFiles({ [cloud]: web(entry('A', thumbprint), entry('B', thumbprint)) }, 'other');
    await eventually(async () => (await rowsBelow(vault.name, 'api')).slice(0, 2), ['A Web · Cloud', 'B Web · Cloud']);
    const [, second] = await children(await row(vault.name, 'api'));
    const { command } = await itemOf(second);
    const document = await show(uri(cloud));
    await replaceText(document, '<Role', '\n\n<Role');
    await vscode.commands.executeCommand(command?.command ?? '', ...((command?.arguments ?? []) as unknown[]));
    assert.equal(activeEditor().document, document);
    const { selection } = activeEditor();
    assert.equal(document.getText(selection), thumbprint);
    assert.equal(document.lineAt(selection.start).text.trim(), entry('B', thumbprint));
  });

  it('the thumbprints that are used and in no vault, with their uses', async () => {
    const vault = await ownVault([single]);
    const uri = await newFiles(
      { [cloud]: web(entry('Tls', stranger), entry('Api', await vault.thumbprint('api'))) },
      'other',
    );
    await show(uri(cloud));
    const list = 'Used but Not in Key Vault';
    const own = `${stranger.slice(0, 8)}… Tls`;
    await eventually(async () => (await rowsBelow(list)).filter((one) => one === own), [own]);
    assert.deepEqual(await rowsBelow(list, `${stranger.slice(0, 8)}…`), ['Tls Web · Cloud']);
    const missing = await row(list, `${stranger.slice(0, 8)}…`);
    for (const copied of [missing, ...(await children(missing))]) {
      await vscode.env.clipboard.writeText('before');
      await vscode.commands.executeCommand(commands.copyThumbprint, copied);
      await eventually(() => vscode.env.clipboard.readText(), stranger);
    }
  });
});
