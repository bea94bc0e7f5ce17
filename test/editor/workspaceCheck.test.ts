import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { afterThisTest, closeEditors } from './support/cleanUp';
import { writeFiles } from './support/closedFiles';
import { replaceText, show } from './support/files';
import { outside } from './support/outside';
import { entry, stranger, web } from './support/service';
import { folder, setInWindow } from './support/settings';
import { template } from './support/template';
import { eventually, until } from './support/until';
import { ownVault, single } from './support/vaults';
import { replace, watched } from './support/watch';

const definition = [
  '<ServiceDefinition name="Shop" xmlns="http://schemas.microsoft.com/ServiceHosting/2008/10/ServiceDefinition">',
  '  <WorkerRole name="Web" vmsize="Standard_D1_v2">',
  '    <Certificates><Certificate name="Tls" storeLocation="LocalMachine" storeName="My" /></Certificates>',
  '  </WorkerRole>',
  '</ServiceDefinition>',
].join('\n');

/** The codes of the findings of a file, open or not. */
function codesOf(uri: vscode.Uri): readonly unknown[] {
  return vscode.languages
    .getDiagnostics(uri)
    .filter(({ source }) => source === 'cscfg')
    .map(({ code }) => (typeof code === 'object' ? code.value : code));
}

async function check(): Promise<void> {
  afterThisTest(async () => {
    // Turning the setting on and off ends what the command started.
    await setInWindow('cscfg', 'checkWorkspace', true);
    await setInWindow('cscfg', 'checkWorkspace', false);
  });
  await vscode.commands.executeCommand('cscfg.checkWorkspace');
}

describe('Check Workspace', () => {
  it('reports the findings of files that are not open, definitions included', async () => {
    const vault = await ownVault([single]);
    const uriOf = await writeFiles({
      'a/ServiceConfiguration.Cloud.cscfg': web(entry('Tls', stranger)),
      'a/ServiceDefinition.csdef': definition.replace('Standard_D1_v2', 'Small'),
      'b/ServiceConfiguration.Cloud.cscfg': web(entry('Tls', await vault.thumbprint('api'))),
      'b/ServiceDefinition.csdef': definition,
      'b/bin/ServiceConfiguration.Cloud.cscfg': web(entry('Tls', stranger)),
    });
    await check();
    assert.deepEqual(codesOf(uriOf('a/ServiceConfiguration.Cloud.cscfg')), ['thumbprint-not-in-vault']);
    assert.deepEqual(codesOf(uriOf('a/ServiceDefinition.csdef')), ['role-size-unsupported']);
    assert.deepEqual(codesOf(uriOf('b/ServiceConfiguration.Cloud.cscfg')), []);
    assert.deepEqual(codesOf(uriOf('b/bin/ServiceConfiguration.Cloud.cscfg')), []);
    assert.match(watched.messages.at(-1) ?? '', /^Checked files: \d+\. Errors: \d+\. Warnings: \d+\.$/);
  });

  it('gives the finding of a closed file the range that it has in the open file', async () => {
    const uriOf = await writeFiles({
      'a.cscfg': web(entry('A', '1234'), entry('B', '12 34')).replaceAll('\n', '\r\n'),
    });
    await check();
    const before = vscode.languages.getDiagnostics(uriOf('a.cscfg'));
    assert.equal(before.length, 2);
    await show(uriOf('a.cscfg'));
    await until(
      'The open file is checked',
      () => vscode.languages.getDiagnostics(uriOf('a.cscfg')),
      (found) => found.length > 0 && found.every((one, index) => one !== before[index]),
    );
    assert.deepEqual(vscode.languages.getDiagnostics(uriOf('a.cscfg')), before);
  });

  it('keeps the findings current when files are changed, created or deleted', async () => {
    const uriOf = await writeFiles({ 'a.cscfg': web(entry('Tls', '1234')), 'b.cscfg': web(entry('Tls', '1234')) });
    await check();
    assert.deepEqual(codesOf(uriOf('a.cscfg')), ['thumbprint-malformed']);
    await vscode.workspace.fs.writeFile(uriOf('a.cscfg'), Buffer.from(web(entry('Tls', '#{Tls}#'))));
    await eventually(() => codesOf(uriOf('a.cscfg')), ['thumbprint-placeholder']);
    await vscode.workspace.fs.writeFile(uriOf('c.cscfg'), Buffer.from(web(entry('Tls', '1234'))));
    await eventually(() => codesOf(uriOf('c.cscfg')), ['thumbprint-malformed']);
    await vscode.workspace.fs.delete(uriOf('b.cscfg'));
    await eventually(() => codesOf(uriOf('b.cscfg')), []);
  });

  it('reports the findings of deployment templates that are not open, and keeps them current', async () => {
    const vault = await ownVault([single]);
    const thumbprint = await vault.thumbprint('api');
    const configuration = web(entry('Tls', thumbprint)).replace('"Shop"', '"Deployed"');
    const uriOf = await writeFiles({
      'ServiceConfiguration.Cloud.cscfg': configuration,
      'Deployed.json': template('Deployed', vault.name, [`https://other.vault.azure.net/secrets/api`], 3),
    });
    await check();
    const [file, deployed] = [uriOf('ServiceConfiguration.Cloud.cscfg'), uriOf('Deployed.json')];
    const found = ['osprofile-other-vault', 'osprofile-unversioned', 'role-profile-mismatch'];
    assert.deepEqual(codesOf(deployed).toSorted(), found);
    assert.deepEqual(codesOf(file), ['role-profile-mismatch']);
    const [mismatch] = vscode.languages.getDiagnostics(file);
    const place = mismatch?.relatedInformation?.[0]?.location;
    assert.deepEqual(
      [place?.uri.path, place?.range],
      [
        deployed.path,
        vscode.languages.getDiagnostics(deployed).find(({ message }) => message.includes('capacity'))?.range,
      ],
    );

    await vscode.workspace.fs.writeFile(deployed, Buffer.from(template('Deployed', vault.name, [])));
    await eventually(() => [codesOf(deployed), codesOf(file)], [['osprofile-missing'], ['osprofile-missing']]);
    await vscode.workspace.fs.writeFile(file, Buffer.from(web().replace('"Shop"', '"Deployed"')));
    await eventually(() => [codesOf(deployed), codesOf(file)], [[], []]);
  });

  it('asks the vault for a thumbprint that a closed file has from now on', async () => {
    const vault = await ownVault([single]);
    const uriOf = await writeFiles({ 'a.cscfg': web(entry('Tls', await vault.thumbprint('api'))) });
    await check();
    assert.deepEqual(codesOf(uriOf('a.cscfg')), []);
    await vscode.workspace.fs.writeFile(uriOf('a.cscfg'), Buffer.from(web(entry('Tls', stranger))));
    await eventually(() => codesOf(uriOf('a.cscfg')), ['thumbprint-not-in-vault']);
  });

  it('follows the vault when it is read again', async () => {
    const vault = await ownVault([single]);
    const uriOf = await writeFiles({ 'a.cscfg': web(entry('Tls', await vault.thumbprint('api'))) });
    await check();
    await outside.rotate(vault.name, 'api');
    await vscode.commands.executeCommand('cscfg.refresh');
    await eventually(() => codesOf(uriOf('a.cscfg')), ['certificate-outdated']);
  });

  it('reports unsaved text while a file is open, and the text on disk when it is closed', async () => {
    const uriOf = await writeFiles({ 'a.cscfg': web(entry('Tls', '1234')) });
    await check();
    const document = await show(uriOf('a.cscfg'));
    await replaceText(document, '1234', '#{Tls}#');
    await eventually(() => codesOf(uriOf('a.cscfg')), ['thumbprint-placeholder']);
    await closeEditors();
    await eventually(() => codesOf(uriOf('a.cscfg')), ['thumbprint-malformed']);
  });

  it('uses the vaults of the settings for each file', async () => {
    const staging = await outside.thumbprint('fabrikam:staging-web');
    const uri = vscode.Uri.joinPath(folder('shop').uri, 'Closed.Staging.cscfg');
    await vscode.workspace.fs.writeFile(uri, Buffer.from(web(entry('Tls', staging), entry('Other', stranger))));
    afterThisTest(() => vscode.workspace.fs.delete(uri));
    await check();
    assert.deepEqual(codesOf(uri), ['thumbprint-not-in-vault']);
    assert.match(
      vscode.languages.getDiagnostics(uri)[0]?.message ?? '',
      /no certificate in fabrikam has this thumbprint/,
    );
  });

  it('can be canceled while a vault is read, and leaves no findings that nothing would update', async () => {
    const vault = await ownVault([single]);
    await outside.fail(vault.name, { kind: 'hang' });
    const uriOf = await writeFiles({ 'a.cscfg': web(entry('Tls', stranger), entry('A', '1234')) });
    const progress: string[] = [];
    const cancellation = new vscode.CancellationTokenSource();
    afterThisTest(
      replace(vscode.window, 'withProgress', () => (_options, task) => {
        const report = ({ message }: { readonly message?: string }): number => progress.push(message ?? '');
        return task({ report }, cancellation.token);
      }),
    );
    const ended = check();
    await eventually(() => codesOf(uriOf('a.cscfg')), ['thumbprint-malformed']);
    await until(
      'The vault is asked',
      () => outside.requests(vault.name),
      (requests) => requests.length > 0,
    );
    cancellation.cancel();
    await ended;
    assert.deepEqual(codesOf(uriOf('a.cscfg')), []);
    assert.match(progress.join('\n'), /^(\d+ of \d+ files\n)+Reading the key vaults…$/);
  });

  it('starts with the setting, and removes the findings when the setting is turned off', async () => {
    const uriOf = await writeFiles({ 'a.cscfg': web(entry('Tls', '1234')) });
    await setInWindow('cscfg', 'checkWorkspace', true);
    await eventually(() => codesOf(uriOf('a.cscfg')), ['thumbprint-malformed']);
    await setInWindow('cscfg', 'checkWorkspace', false);
    await eventually(() => codesOf(uriOf('a.cscfg')), []);
  });

  it('checks 200 configurations in a short time, and asks the vault as often as for one service', async () => {
    const names = ['Cloud', 'Local', 'Staging', 'Test'].map((name) => `ServiceConfiguration.${name}.cscfg`);
    const shop = (index: number, thumbprint: string): Readonly<Record<string, string>> => ({
      ...Object.fromEntries(
        names.map((name) => [`${String(index)}/${name}`, web(entry('Tls', thumbprint), entry('A', '12'))]),
      ),
      [`${String(index)}/ServiceDefinition.csdef`]: definition,
    });
    const small = await ownVault([single]);
    const alone = await writeFiles(shop(0, await small.thumbprint('api')));
    await check();
    const requestsForOne = (await outside.requests(small.name)).length;
    await setInWindow('cscfg', 'checkWorkspace', true);
    await setInWindow('cscfg', 'checkWorkspace', false);
    await vscode.workspace.fs.delete(alone('0'), { recursive: true });

    const large = await ownVault([single]);
    const thumbprint = await large.thumbprint('api');
    const services = Array.from({ length: 50 }, (_, index) => index);
    const uriOf = await writeFiles(
      Object.fromEntries(services.flatMap((index) => Object.entries(shop(index, thumbprint)))),
    );
    let first = NaN;
    const begun = performance.now();
    const listening = vscode.languages.onDidChangeDiagnostics(({ uris }) => {
      if (Number.isNaN(first) && uris.some((uri) => codesOf(uri).length > 0)) {
        first = performance.now() - begun;
      }
    });
    await check();
    const whole = performance.now() - begun;
    listening.dispose();
    await outside.print(
      `      200 configurations: ${whole.toFixed(0)} ms, first finding after ${first.toFixed(0)} ms\n`,
    );
    for (const index of services) {
      for (const name of names) {
        assert.deepEqual(codesOf(uriOf(`${String(index)}/${name}`)), [
          'certificate-undeclared',
          'thumbprint-malformed',
        ]);
      }
    }
    assert.ok(first < whole / 2, 'findings appear while the check runs');
    const requests = await outside.requests(large.name);
    assert.equal(requests.length, requestsForOne, requests.map(({ method, path }) => `${method} ${path}`).join('\n'));
  });
});
