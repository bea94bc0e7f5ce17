import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { UntrustedSettings, settingsIn } from '../../src/editor/workspace/untrustedSettings';
import { clouds } from '../../src/vault/address';
import { afterThisTest } from './support/cleanUp';
import { openFile, placeOf } from './support/files';
import { findingsBecome } from './support/findings';
import { hoverThatSays } from './support/hovers';
import { entry, stranger, web } from './support/service';
import { setInFolder } from './support/settings';
import { eventually, until } from './support/until';
import { replace, watched } from './support/watch';

const address = (name: string) => ({ url: `https://${name}.vault.azure.net`, name, cloud: clouds[0] });

/** As in Restricted Mode, which the test window does not have. */
function distrust(): void {
  afterThisTest(replace(vscode.workspace, 'isTrusted', () => false));
}

describe('While the workspace is not trusted', () => {
  const texts: readonly (readonly [text: string, says: ReturnType<typeof settingsIn>])[] = [
    ['{}', {}],
    ['', {}],
    ['[1]', {}],
    ['{ "cscfg.keyVaults": ["contoso", 1] }', { keyVaults: ['contoso'] }],
    ['{ "cscfg": { "keyVaults": ["contoso"] } }', { keyVaults: ['contoso'] }],
    ['{ "folders": [], "settings": { "cscfg.keyVaults": ["a"] } }', { keyVaults: ['a'] }],
    ['{\n  // ours\n  "cscfg.keyVaults": ["a",],\n}', { keyVaults: ['a'] }],
    ['{ "cscfg.keyVaultsByFile": { "*.cscfg": ["a"], } }', { keyVaultsByFile: { '*.cscfg': ['a'] } }],
    ['{ "a": ",]", "cscfg.keyVaults": "contoso" }', { keyVaults: [] }],
    ['{ "cscfg.keyVaults": ["a"', 'unreadable'],
    ['{ "editor.tabSize": 2', {}],
  ];
  for (const [text, says] of texts) {
    it(`a settings file is read: ${JSON.stringify(text)}`, () => {
      assert.deepEqual(settingsIn(text), says);
    });
  }

  it('files with other vaults in the workspace settings are recognized', async () => {
    const [cloud, staging] = [await openFile(web()), await openFile(web(), { as: 'Service.Staging.cscfg' })];
    const other = await openFile(web(), { in: 'other' });
    await setInFolder('other', 'keyVaults', []);
    distrust();
    const settings = new UntrustedSettings({ warn: () => undefined } as never);
    afterThisTest(() => {
      settings.dispose();
    });
    const [contoso, fabrikam] = [address('contoso'), address('fabrikam')];
    assert.ok(settings.nameOthers(other, [contoso], []), 'nothing is read yet');
    await until(
      'The settings are read',
      () => settings.nameOthers(other, [contoso], []),
      (others) => !others,
    );
    assert.ok(settings.nameOthers(cloud, [], []));
    assert.ok(settings.nameOthers(cloud, [fabrikam], []));
    assert.ok(!settings.nameOthers(cloud, [fabrikam, contoso], []));
    assert.ok(settings.nameOthers(staging, [contoso], []));
    assert.ok(!settings.nameOthers(staging, [fabrikam], []));
    assert.ok(settings.nameOthers(staging, [fabrikam], [contoso.url]), 'a template names another vault');
    assert.ok(!settings.nameOthers(staging, [fabrikam], [fabrikam.url, 'fabrikam']));
    assert.ok(settings.nameOthers(staging, [fabrikam], [undefined]), 'a template does not say which vault');
    await setInFolder('other', 'keyVaults', ['northwind']);
    await until(
      'The change is read',
      () => settings.nameOthers(other, [contoso], []),
      (others) => others,
    );
  });

  it('no thumbprint is reported, and hover and status offer to manage trust', async () => {
    const document = await openFile(web(entry('Api', stranger)));
    await findingsBecome(document, [`error thumbprint-not-in-vault ‹${stranger}›`]);
    distrust();
    await setInFolder('shop', 'expiryWarningDays', 20);
    await findingsBecome(document, []);
    const hover = await hoverThatSays(
      document,
      placeOf(document, stranger),
      'Not verified: the key vaults that this workspace names',
    );
    assert.deepEqual(
      hover.links.map(({ title, command }) => `${title} ${command}`)[0],
      'Manage Trust workbench.trust.manage',
    );
    await eventually(() => watched.statusItems.get('cscfg.keyVaults')?.command?.title, 'Manage Trust');
  });
});
