import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { actionsAt, apply, titled } from './support/actions';
import { afterThisTest } from './support/cleanUp';
import { placeOf, replaceText, show } from './support/files';
import { diagnosticsOf, findingsBecome, findingsOf } from './support/findings';
import { outside } from './support/outside';
import { entry, web } from './support/service';
import { folder } from './support/settings';
import { template } from './support/template';
import { eventually, until } from './support/until';
import { ownVault, rotated, single } from './support/vaults';
import { watched } from './support/watch';

const place = (name: string): vscode.Uri => vscode.Uri.joinPath(folder('other').uri, 'paired', name);
const write = (name: string, text: string): Thenable<void> =>
  vscode.workspace.fs.writeFile(place(name), Buffer.from(text));

describe('A deployment template', () => {
  afterEach(() => vscode.workspace.fs.delete(place(''), { recursive: true }));

  it('and the configuration that it deploys show what disagrees, and fixes on either side', async () => {
    const vault = await ownVault([rotated, single]);
    const url = async (name: string, index: number): Promise<string> => {
      const found = (await outside.certificates(vault.name)).find((one) => one.name === name);
      return `${vault.url}/secrets/${name}/${found?.versions[index]?.version ?? ''}`;
    };
    const [older, newest, api] = [await url('web', 0), await url('web', 1), await url('api', 0)];
    const thumbprints = [await vault.thumbprint('web'), await vault.thumbprint('api')] as const;
    const before = template('Paired', vault.name, [older], 3);
    await write('Paired.json', before);
    // Another service of the same workspace.
    await write('Other.json', template('Other', vault.name, [older]).replace('"Web"', '"Other"'));
    const text = web(entry('Web', thumbprints[0]), entry('Api', thumbprints[1])).replace('"Shop"', '"Paired"');
    await write('ServiceConfiguration.Cloud.cscfg', text);
    const configuration = await show(place('ServiceConfiguration.Cloud.cscfg'));
    afterThisTest(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));
    await findingsBecome(configuration, [
      'error role-profile-mismatch ‹1›',
      `error osprofile-outdated-version ‹${thumbprints[0]}›`,
      `error osprofile-missing ‹${thumbprints[1]}›`,
    ]);
    const [, outdated] = diagnosticsOf(configuration);
    assert.deepEqual(
      outdated?.relatedInformation?.map(({ location }) => location.uri.path),
      [place('Paired.json').path],
    );

    const deployed = await show(place('Paired.json'));
    const range = outdated.relatedInformation[0]?.location.range;
    assert.equal(range && deployed.getText(range), older);
    await findingsBecome(deployed, [
      'error role-profile-mismatch ‹3›',
      'error osprofile-missing ‹[›',
      `error osprofile-outdated-version ‹${older}›`,
    ]);
    const other = await vscode.workspace.openTextDocument(place('Other.json'));
    assert.deepEqual(findingsOf(other), []);

    const fix = async (document: vscode.TextDocument, at: string, title: string, left: number): Promise<void> => {
      await until(
        title,
        async () => (await actionsAt(document, placeOf(document, at))).map((one) => one.title),
        (titles) => titles.includes(title),
      );
      await apply(titled(await actionsAt(document, placeOf(document, at)), title));
      await eventually(() => [findingsOf(deployed).length, findingsOf(configuration).length], [left, left]);
    };
    await fix(deployed, older, 'Use the version of the configuration in Paired.json', 2);
    await fix(deployed, '3\n', 'Set the capacity to 1 in Paired.json', 1);
    await fix(configuration, thumbprints[1], 'Add api to osProfile.secrets in Paired.json', 0);
    assert.equal(deployed.getText(), template('Paired', vault.name, [newest, api], 1));
    assert.equal(configuration.getText(), text);

    await replaceText(deployed, '/secrets/web/', '/certificates/web/');
    const wrong = newest.replace('/secrets/', '/certificates/');
    await findingsBecome(deployed, [`error osprofile-certificate-id ‹${wrong}›`]);
    await deployed.save();
  });

  it('no longer counts when its folder is deleted', async () => {
    const vault = await ownVault([single]);
    await write('deploy/Paired.json', template('Paired', vault.name, [], 1));
    const thumbprint = await vault.thumbprint('api');
    await write('ServiceConfiguration.Cloud.cscfg', web(entry('Api', thumbprint)).replace('"Shop"', '"Paired"'));
    const configuration = await show(place('ServiceConfiguration.Cloud.cscfg'));
    afterThisTest(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));
    await findingsBecome(configuration, [`error osprofile-missing ‹${thumbprint}›`]);
    await vscode.workspace.fs.delete(place('deploy'), { recursive: true });
    await findingsBecome(configuration, []);
  });

  it('has values that are not checked: the language status of its configuration names the reasons', async () => {
    await ownVault([single]);
    const text = template('Paired', 'contoso', []).replace('"Standard_D2_v3"', '"[reference(1)]"');
    await write('Paired.json', text);
    await write('ServiceConfiguration.Cloud.cscfg', web().replace('"Shop"', '"Paired"'));
    await show(place('ServiceConfiguration.Cloud.cscfg'));
    afterThisTest(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));
    const detail = (): string | undefined => watched.statusItems.get('cscfg.service')?.detail;
    await eventually(
      detail,
      'No .csdef file belongs to this file. Deployment values that are not checked: 1 (function reference())',
    );
    await write('Paired.json', template('Paired', 'contoso', []));
    await eventually(detail, 'No .csdef file belongs to this file.');
  });
});
