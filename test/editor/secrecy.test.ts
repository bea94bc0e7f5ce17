import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { answerConfirmations } from './support/confirm';
import { afterThisTest } from './support/cleanUp';
import { show } from './support/files';
import { hoverAt } from './support/hovers';
import { outside } from './support/outside';
import { folder, setInFolder } from './support/settings';
import { children, row, tooltipOf } from './support/tree';
import { until } from './support/until';
import { watched } from './support/watch';

const vaults = ['contoso', 'fabrikam', 'northwind'];

async function demo(): Promise<readonly vscode.Uri[]> {
  const root = vscode.Uri.joinPath(folder('other').uri, 'demo');
  afterThisTest(() => vscode.workspace.fs.delete(root, { recursive: true }));
  await outside.writeSampleService(root.fsPath);
  await setInFolder('other', 'keyVaults', vaults);
  const names = (await vscode.workspace.fs.readDirectory(root)).map(([name]) => name);
  return names.filter((name) => name.endsWith('.cscfg')).map((name) => vscode.Uri.joinPath(root, name));
}

async function pointAtEveryThumbprint(document: vscode.TextDocument): Promise<number> {
  const places = [...document.getText().matchAll(/thumbprint="/g)].map(({ index }) => document.positionAt(index + 13));
  const hovers = await Promise.all(places.map((place) => hoverAt(document, place)));
  return hovers.filter((hover) => hover !== undefined).length;
}

async function openEveryRow(): Promise<number> {
  let rows = 0;
  for (const vault of vaults) {
    for (const certificate of await children(await row(vault))) {
      const versions = await children(certificate);
      await Promise.all([certificate, ...versions].map(tooltipOf));
      rows += versions.length;
    }
  }
  return rows;
}

describe('The log of a whole run of the demo', () => {
  it('contains every request with its result, and no token and no query', async () => {
    const files = await demo();
    assert.ok(files.length > 3);
    let hovers = 0;
    for (const uri of files) {
      hovers += await pointAtEveryThumbprint(await show(uri));
    }
    await until(
      'The vaults are read',
      () => watched.log.join('\n'),
      (text) => vaults.every((name) => text.includes(`${name}.vault.azure.net`)),
    );
    const versions = await openEveryRow();
    const { forDeployment } = await outside.resource('fabrikam');
    afterThisTest(() => outside.setResource('fabrikam', { forDeployment }));
    answerConfirmations(true);
    await vscode.commands.executeCommand('cscfg.refresh');
    await vscode.commands.executeCommand('cscfg.checkReadiness');
    await vscode.commands.executeCommand('cscfg.enableForDeployment', await row('fabrikam'));
    await vscode.commands.executeCommand('cscfg.copySecretIdentifier', await row('contoso', 'contoso-web'));
    assert.ok(hovers > 20 && versions > 20, `${String(hovers)} hovers, ${String(versions)} versions`);
    const text = [...watched.log, ...watched.messages].join('\n');
    assert.match(text, /^debug contoso\.vault\.azure\.net GET \/certificates\/contoso-web\/versions 200 \S+ \d+ ms$/m);
    assert.match(text, /^error northwind\.vault\.azure\.net forbiddenByRbac status=403 /m);
    assert.match(text, /^info management\.azure\.com PATCH \/subscriptions\/\S+\/fabrikam 200 \S+ \d+ ms$/m);
    const payload = Buffer.from('{"identity"').toString('base64url');
    assert.doesNotMatch(
      text,
      new RegExp(`emulated\\.|${payload}|bearer |authorization|api-version|api%2Dversion|skiptoken|PRIVATE KEY`, 'i'),
    );
    const hosts = await outside.tokenHosts();
    assert.deepEqual([...hosts].sort(), [
      'contoso.vault.azure.net',
      'fabrikam.vault.azure.net',
      'management.azure.com',
      'northwind.vault.azure.net',
    ]);
  });
});
