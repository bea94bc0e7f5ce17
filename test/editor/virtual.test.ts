import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { OverviewRow, ToPage } from '../../src/editor/overview/protocol';
import { afterThisTest } from './support/cleanUp';
import { forgetDocuments, placeOf, show } from './support/files';
import { diagnosticsOf, findingsBecome } from './support/findings';
import { openVirtualFolder, writeVirtual } from './support/memoryFiles';
import { outside } from './support/outside';
import { preview } from './support/preview';
import { entry, web } from './support/service';
import { setInWindow } from './support/settings';
import { eventually } from './support/until';
import { watched } from './support/watch';

const csdef = 'src/ServiceDefinition.csdef';
const cloud = 'src/ServiceConfiguration.Cloud.cscfg';
const local = 'src/ServiceConfiguration.Local.cscfg';

const definition = [
  '<ServiceDefinition name="Shop" xmlns="http://schemas.microsoft.com/ServiceHosting/2008/10/ServiceDefinition">',
  '  <WebRole name="Web" vmsize="Standard_D1_v2">',
  '    <Certificates><Certificate name="Tls" storeLocation="LocalMachine" storeName="My" /></Certificates>',
  '  </WebRole>',
  '</ServiceDefinition>',
  '',
].join('\n');

function codesOf(uri: vscode.Uri): readonly unknown[] {
  return vscode.languages.getDiagnostics(uri).map(({ code }) => (typeof code === 'object' ? code.value : code));
}

/** VS Code cannot search these files, and they have no paths on a disk. */
describe('In a virtual workspace', () => {
  let close: () => Promise<void>;

  before(async () => {
    close = await openVirtualFolder({
      'cscfg.keyVaults': ['contoso'],
      'cscfg.rules.certificate-chain-incomplete': 'off',
    });
  });

  after(() => close());

  it('a configuration is compared with the definition, and its thumbprints are verified', async () => {
    const [older, newest] = [await outside.thumbprint('contoso-web/3'), await outside.thumbprint('contoso-web')];
    const virtual = writeVirtual({
      [csdef]: definition,
      [cloud]: web(entry('Tls', older), entry('Other', newest)),
    });
    const document = await show(virtual.uri(cloud));
    await findingsBecome(document, [`warning certificate-outdated ‹${older}›`, 'error certificate-undeclared ‹Other›']);
    assert.equal(
      diagnosticsOf(document)[1]?.relatedInformation?.[0]?.location.uri.toString(),
      virtual.uri(csdef).toString(),
    );
  });

  it('the check of the workspace reports closed files, and the overview lists their certificates', async () => {
    const thumbprint = await outside.thumbprint('contoso-web');
    const virtual = writeVirtual({
      [csdef]: definition,
      [cloud]: web(entry('Tls', '1234')),
      [local]: web(entry('Tls', thumbprint)),
      'obj/Copy.cscfg': web(entry('Tls', '1234')),
    });
    afterThisTest(async () => {
      await setInWindow('cscfg', 'checkWorkspace', true);
      await setInWindow('cscfg', 'checkWorkspace', false);
    });
    await vscode.commands.executeCommand('cscfg.checkWorkspace');
    assert.deepEqual(codesOf(virtual.uri(cloud)), ['thumbprint-malformed']);
    assert.deepEqual(codesOf(virtual.uri(local)), []);
    assert.deepEqual(codesOf(virtual.uri('obj/Copy.cscfg')), []);

    const at = (path: string): string => vscode.workspace.asRelativePath(virtual.uri(path));
    const before = watched.panels.length;
    await vscode.commands.executeCommand('cscfg.showOverview');
    const rows = (): readonly OverviewRow[] => (watched.panels[before]?.sent.at(-1) as ToPage | undefined)?.rows ?? [];
    await eventually(
      () =>
        rows()
          .filter(({ cells }) => cells.configuration === at(cloud) || cells.configuration === at(local))
          .map(({ cells }) => `${cells.configuration} ${cells.name}: ${cells.verdict}`)
          .sort(),
      [`${at(cloud)} Tls: Invalid`, `${at(local)} Tls: Current`],
    );
  });

  it('a rename changes every file of the service', async () => {
    const files = { [csdef]: definition, [cloud]: web(entry('Tls', '#{T}#')), [local]: web(entry('Tls', '#{T}#')) };
    const virtual = writeVirtual(files);
    const document = await show(virtual.uri(cloud));
    const edit = await vscode.commands.executeCommand<vscode.WorkspaceEdit>(
      'vscode.executeDocumentRenameProvider',
      document.uri,
      placeOf(document, 'Tls', 1),
      'Https',
    );
    afterThisTest(forgetDocuments);
    assert.ok(await vscode.workspace.applyEdit(edit));
    for (const [path, text] of Object.entries(files)) {
      const renamed = await vscode.workspace.openTextDocument(virtual.uri(path));
      assert.equal(renamed.getText(), text.replaceAll('Tls', 'Https'));
    }
  });

  it('a roll-over updates the configuration, the setting and the script that use a certificate', async () => {
    const [older, newest] = [await outside.thumbprint('contoso-web/3'), await outside.thumbprint('contoso-web')];
    const script = `$thumbprint = '${older}'\n`;
    const virtual = writeVirtual({
      [csdef]: definition,
      [cloud]: web(entry('Tls', older)),
      [local]: web(entry('Tls', older)),
      'scripts/deploy.ps1': script,
    });
    const document = await show(virtual.uri(cloud));
    await findingsBecome(document, [`warning certificate-outdated ‹${older}›`]);
    afterThisTest(forgetDocuments);
    await preview(vscode.commands.executeCommand('cscfg.rollOverOutdated', 'workspace'));
    await vscode.workspace.saveAll();
    await eventually(() => virtual.text(cloud), web(entry('Tls', newest)));
    await eventually(() => virtual.text(local), web(entry('Tls', newest)));
    await eventually(() => virtual.text('scripts/deploy.ps1'), script.replace(older, newest));
  });
});
