import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { openFile, openUntitled } from './support/files';
import { findingsBecome } from './support/findings';
import { outside } from './support/outside';
import { entry, web } from './support/service';
import { setInFolder, setInWindow } from './support/settings';
import { eventually, until } from './support/until';
import { newVault, ownVault, single } from './support/vaults';
import { watched } from './support/watch';

describe('The settings', () => {
  it('select the vaults of the files of each folder', async () => {
    const [ours, theirs] = [await outside.thumbprint('contoso-api'), await outside.thumbprint('load-test')];
    const text = web(entry('Api', ours), entry('Load', theirs));
    await setInFolder('other', 'keyVaults', ['https://fabrikam.vault.azure.net']);
    await findingsBecome(await openFile(text, { in: 'shop' }), [`error thumbprint-not-in-vault ‹${theirs}›`]);
    await findingsBecome(await openFile(text, { in: 'other' }), [`error thumbprint-not-in-vault ‹${ours}›`]);
  });

  it('of the workspace apply to a file that was never saved, and those of a folder to the same text in it', async () => {
    const [ours, theirs] = [await outside.thumbprint('contoso-api'), await outside.thumbprint('load-test')];
    await setInWindow('cscfg', 'keyVaults', ['fabrikam']);
    const untitled = await openUntitled(web(entry('Api', ours), entry('Load', theirs)));
    await findingsBecome(untitled, [`error thumbprint-not-in-vault ‹${ours}›`]);
    await eventually(() => watched.statusItems.get('cscfg.keyVaults')?.text, 'fabrikam');
    const saved = await openFile(untitled.getText(), { in: 'shop' });
    await findingsBecome(saved, [`error thumbprint-not-in-vault ‹${theirs}›`]);
    await eventually(() => watched.statusItems.get('cscfg.keyVaults')?.text, 'contoso');
  });

  it('can select other vaults for specific files of a folder', async () => {
    const [ours, theirs] = [await outside.thumbprint('contoso-api'), await outside.thumbprint('load-test')];
    const text = web(entry('Api', ours), entry('Load', theirs));
    await findingsBecome(await openFile(text, { as: 'Staging.cscfg' }), [`error thumbprint-not-in-vault ‹${ours}›`]);
    await setInFolder('shop', 'keyVaultsByFile', { 'deep/**': ['fabrikam'] });
    await findingsBecome(await openFile(text, { as: 'Staging.cscfg' }), [`error thumbprint-not-in-vault ‹${theirs}›`]);
  });

  it('apply to open files immediately', async () => {
    const [first, second] = [await ownVault([single]), await newVault([single])];
    const thumbprint = await first.thumbprint('api');
    const document = await openFile(web(entry('Api', thumbprint)), { in: 'other' });
    await until(
      'The vault is read',
      () => outside.asked(first.name),
      (asked) => asked.length > 0,
    );
    await findingsBecome(document, []);
    await setInFolder('other', 'keyVaults', [second.url]);
    await findingsBecome(document, [`error thumbprint-not-in-vault ‹${thumbprint}›`]);
    await setInFolder('other', 'keyVaults', [second.url, first.name]);
    await findingsBecome(document, []);
  });

  it('give each rule its level, or switch it off', async () => {
    const document = await openFile(web(entry('Tls', '1234')));
    await setInFolder('shop', 'rules.thumbprint-malformed', 'hint');
    await findingsBecome(document, ['hint thumbprint-malformed ‹1234›']);
    await setInFolder('shop', 'rules.thumbprint-malformed', 'off');
    await findingsBecome(document, []);
    await setInFolder('shop', 'rules.thumbprint-malformed', 'sever');
    await findingsBecome(document, ['error thumbprint-malformed ‹1234›']);
  });

  it('determine how long before expiry a certificate is reported', async () => {
    const vault = await ownVault([{ name: 'api', versions: [{ from: -300, to: 25 }] }]);
    const thumbprint = await vault.thumbprint('api');
    const document = await openFile(web(entry('Api', thumbprint)), { in: 'other' });
    await findingsBecome(document, [`information certificate-expiring ‹${thumbprint}›`]);
    await setInFolder('other', 'expiryWarningDays', 20);
    await findingsBecome(document, []);
    await setInFolder('other', 'expiryWarningDays', 'soon');
    await findingsBecome(document, [`information certificate-expiring ‹${thumbprint}›`]);
  });

  it('that are not vaults appear in the status, and valid vaults are still read', async () => {
    const vault = await ownVault([single]);
    const thumbprint = await vault.thumbprint('api');
    await outside.rotate(vault.name, 'api');
    await setInFolder('other', 'keyVaults', ['https://contoso.example.com', vault.name]);
    const document = await openFile(web(entry('Api', thumbprint)), { in: 'other' });
    await findingsBecome(document, [`warning certificate-outdated ‹${thumbprint}›`]);
    const status = watched.statusItems.get('cscfg.keyVaults');
    assert.equal(status?.text, 'Not a key vault: https://contoso.example.com');
    assert.equal(status.severity, vscode.LanguageStatusSeverity.Error);
  });

  it('with invalid values count as not set', async () => {
    await setInFolder('shop', 'keyVaults', 'contoso');
    await setInFolder('shop', 'keyVaultsByFile', ['contoso']);
    const document = await openFile(web(entry('Tls', '1234')));
    await findingsBecome(document, ['error thumbprint-malformed ‹1234›']);
    assert.equal(watched.statusItems.get('cscfg.keyVaults')?.text, 'No key vault');
  });

  it('start a new reading when the time-out changes', async () => {
    const vault = await ownVault([single]);
    const document = await openFile(web(entry('Api', await vault.thumbprint('api'))), { in: 'other' });
    const listings = async (): Promise<number> =>
      (await outside.asked(vault.name)).filter((one) => one === 'GET /certificates').length;
    await until('The vault is listed', listings, (count) => count === 1);
    await setInWindow('cscfg', 'requestTimeout', 30);
    await until('The vault is listed again', listings, (count) => count === 2);
    await findingsBecome(document, []);
  });

  it('of an untrusted workspace do not select vaults', () => {
    const extension = vscode.extensions.getExtension('cscfg-certificates.cscfg-certificates');
    const { capabilities, contributes } = extension?.packageJSON as Manifest;
    const naming = contributes.configuration
      .flatMap(({ properties }) => Object.keys(properties))
      .filter((key) => key.startsWith('cscfg.keyVault') || key === 'cscfg.credential');
    assert.deepEqual(capabilities.untrustedWorkspaces, {
      ...capabilities.untrustedWorkspaces,
      supported: 'limited',
      restrictedConfigurations: naming,
    });
  });
});

interface Manifest {
  readonly capabilities: { readonly untrustedWorkspaces: object };
  readonly contributes: { readonly configuration: readonly { readonly properties: object }[] };
}
