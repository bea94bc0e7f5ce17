import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { OverviewRow, ToPage } from '../../src/editor/overview/protocol';
import { afterThisTest } from './support/cleanUp';
import { openFile, replaceText, show } from './support/files';
import { outside } from './support/outside';
import { entry, stranger, web } from './support/service';
import { eventually, until } from './support/until';
import { ownVault, rotated, single } from './support/vaults';
import { replace, watched, type Panel } from './support/watch';
import { writeFiles } from './support/closedFiles';
import { template } from './support/template';

/** Opens the overview. Its page, which runs in the window, requests the rows. */
async function openOverview(): Promise<Panel> {
  const before = watched.panels.length;
  await vscode.commands.executeCommand('cscfg.showOverview');
  const panel = watched.panels[before];
  assert.ok(panel, 'A tab is opened.');
  return panel;
}

function rowsIn({ sent }: Panel): readonly OverviewRow[] {
  return (sent.at(-1) as ToPage | undefined)?.rows ?? [];
}

/** `name: verdict` of the rows of the given file, once the vaults are read. */
async function verdictsBecome(panel: Panel, uri: vscode.Uri, expected: readonly string[]): Promise<void> {
  const path = vscode.workspace.asRelativePath(uri);
  await eventually(
    () => [
      (panel.sent.at(-1) as ToPage | undefined)?.busy,
      ...rowsIn(panel)
        .filter(({ cells }) => cells.configuration === path)
        .map(({ cells }) => `${cells.name}: ${cells.verdict}`),
    ],
    [false, ...expected],
  );
}

describe('Certificate Overview', () => {
  it('shows the certificates of all configurations, open or not, with the facts of the vault and the definition', async () => {
    const vault = await ownVault([rotated]);
    const older = await vault.thumbprint('web/1');
    const uriOf = await writeFiles({
      'ServiceConfiguration.Cloud.cscfg': web(entry('Tls', older), entry('Other', stranger)),
      'ServiceDefinition.csdef':
        '<ServiceDefinition name="Shop"><WebRole name="Web"><Certificates>' +
        '<Certificate name="Tls" storeLocation="LocalMachine" storeName="My" /></Certificates></WebRole></ServiceDefinition>',
    });
    const file = uriOf('ServiceConfiguration.Cloud.cscfg');
    const panel = await openOverview();
    await verdictsBecome(panel, file, ['Tls: Outdated', 'Other: Not found']);
    const row = rowsIn(panel).find(({ cells }) => cells.thumbprint === older);
    const { expires, version, ...cells } = row?.cells ?? {};
    assert.deepEqual(cells, {
      verdict: 'Outdated',
      name: 'Tls',
      role: 'Web',
      configuration: vscode.workspace.asRelativePath(file),
      service: 'Shop',
      certificate: 'web',
      vault: vault.name,
      store: 'LocalMachine\\My',
      thumbprint: older,
      inOsProfile: '',
    });
    assert.match(expires ?? '', /^\d{4}-\d\d-\d\d \(\d+ d\)$/);
    assert.match(version ?? '', /^[0-9a-f]{32}$/);
    assert.match(
      row?.description ?? '',
      /^Outdated: an older version of web in lab-\d+; the newest version expires on /,
    );
  });

  it('shows whether the deployment template installs each certificate, and follows the template', async () => {
    const vault = await ownVault([rotated, single]);
    const [installed, missing] = [await vault.thumbprint('web'), await vault.thumbprint('api')];
    const secretOf = async (name: string): Promise<string> => {
      const versions = (await outside.certificates(vault.name)).find((one) => one.name === name)?.versions;
      return `${vault.url}/secrets/${name}/${versions?.at(-1)?.version ?? ''}`;
    };
    const uriOf = await writeFiles({
      'ServiceConfiguration.Cloud.cscfg': web(entry('Web', installed), entry('Api', missing)).replace(
        '"Shop"',
        '"Deployed"',
      ),
      'Deployed.json': template('Deployed', vault.name, [await secretOf('web')]),
    });
    const path = vscode.workspace.asRelativePath(uriOf('ServiceConfiguration.Cloud.cscfg'));
    const panel = await openOverview();
    const answers = (): readonly string[] =>
      rowsIn(panel)
        .filter(({ cells }) => cells.configuration === path)
        .map(({ cells }) => `${cells.name}: ${cells.inOsProfile}`);
    await eventually(answers, ['Web: Yes', 'Api: No']);
    const both = [await secretOf('web'), await secretOf('api')];
    await vscode.workspace.fs.writeFile(uriOf('Deployed.json'), Buffer.from(template('Deployed', vault.name, both)));
    await eventually(answers, ['Web: Yes', 'Api: Yes']);
  });

  it('shows the first rows before the vault has answered', async () => {
    const vault = await ownVault([single]);
    await outside.fail(vault.name, { kind: 'hang' });
    const uriOf = await writeFiles({ 'a.cscfg': web(entry('Tls', await vault.thumbprint('api'))) });
    const panel = await openOverview();
    const first = await until(
      'There are rows',
      () => panel.sent.find((message) => (message as ToPage).rows.length > 0) as ToPage | undefined,
      (message) => message !== undefined,
    );
    assert.equal(first?.busy, true);
    const path = vscode.workspace.asRelativePath(uriOf('a.cscfg'));
    const shown = first.rows.filter(({ cells }) => cells.configuration === path);
    assert.deepEqual(
      shown.map(({ cells }) => cells.verdict),
      ['Not verified'],
    );
  });

  it('opens the place of a row', async () => {
    const text = web(entry('A', '12'), entry('Tls', stranger));
    const uriOf = await writeFiles({ 'a.cscfg': text });
    const panel = await openOverview();
    const row = await until(
      'The row is there',
      () => rowsIn(panel).find(({ cells }) => cells.thumbprint === stranger),
      (found) => found !== undefined,
    );
    panel.receive({ kind: 'open', id: row?.id });
    const editor = await until(
      'The file is open',
      () => vscode.window.activeTextEditor,
      (active) => active?.document.uri.toString() === uriOf('a.cscfg').toString(),
    );
    assert.equal(editor?.document.getText(editor.selection), stranger);
  });

  it('ignores a row that does not exist any more', async () => {
    await writeFiles({ 'a.cscfg': web(entry('Tls', '12')) });
    const panel = await openOverview();
    panel.receive({ kind: 'open', id: 'file:///nowhere.cscfg 0' });
    panel.receive({ kind: 'ready' });
    await until(
      'The rows are sent',
      () => rowsIn(panel).length,
      (count) => count > 0,
    );
    assert.equal(vscode.window.activeTextEditor, undefined);
    assert.doesNotMatch(watched.log.join('\n'), /^error/m);
  });

  it('follows the text of open files, and files that are created or deleted', async () => {
    const document = await openFile(web(entry('Tls', '12')), { in: 'other' });
    const panel = await openOverview();
    await verdictsBecome(panel, document.uri, ['Tls: Invalid']);
    await show(document.uri, { viewColumn: vscode.ViewColumn.Beside });
    await replaceText(document, '"12"', '"#{Tls}#"');
    await verdictsBecome(panel, document.uri, ['Tls: Placeholder']);
    const uriOf = await writeFiles({ 'new.cscfg': web(entry('New', '12')) });
    await verdictsBecome(panel, uriOf('new.cscfg'), ['New: Invalid']);
    await vscode.workspace.fs.delete(uriOf('new.cscfg'));
    await verdictsBecome(panel, uriOf('new.cscfg'), []);
  });

  it('reads the vaults again with Refresh', async () => {
    const vault = await ownVault([single]);
    const uriOf = await writeFiles({ 'a.cscfg': web(entry('Api', await vault.thumbprint('api'))) });
    const panel = await openOverview();
    await verdictsBecome(panel, uriOf('a.cscfg'), ['Api: Current']);
    await outside.rotate(vault.name, 'api');
    panel.receive({ kind: 'refresh' });
    await verdictsBecome(panel, uriOf('a.cscfg'), ['Api: Outdated']);
  });

  it('has one tab, however often it is opened', async () => {
    await openOverview();
    const before = watched.panels.length;
    await vscode.commands.executeCommand('cscfg.showOverview');
    assert.equal(watched.panels.length, before);
  });

  it('shows the first of 200 configurations soon, and asks the vault as often as for one', async () => {
    const small = await ownVault([single]);
    const one = await writeFiles({ 'a.cscfg': web(entry('Tls', await small.thumbprint('api'))) });
    const first = await openOverview();
    await verdictsBecome(first, one('a.cscfg'), ['Tls: Current']);
    const requestsForOne = (await outside.requests(small.name)).length;
    first.panel.dispose();
    await vscode.workspace.fs.delete(one('a.cscfg'));

    const large = await ownVault([single]);
    const text = web(entry('Tls', await large.thumbprint('api')));
    const names = Array.from({ length: 200 }, (_, index) => `${String(index)}/ServiceConfiguration.Cloud.cscfg`);
    await writeFiles(Object.fromEntries(names.map((name) => [name, text])));
    const begun = performance.now();
    const panel = await openOverview();
    const { sent } = panel;
    await until(
      'There are rows',
      () => sent.some((message) => (message as ToPage).rows.length > 0),
      (found) => found,
    );
    const soon = performance.now() - begun;
    await until(
      'All rows are verified',
      () => [(sent.at(-1) as ToPage).busy, rowsIn(panel).filter(({ cells }) => cells.verdict === 'Current').length],
      ([busy, count]) => busy === false && count === names.length,
    );
    const whole = performance.now() - begun;
    await outside.print(`      200 configurations: ${whole.toFixed(0)} ms, first rows after ${soon.toFixed(0)} ms\n`);
    assert.equal((await outside.requests(large.name)).length, requestsForOne);
  });
});

describe('Export Inventory', () => {
  async function exported(name: string): Promise<string> {
    const root = await writeFiles({ 'a.cscfg': web(entry('=Tls', stranger)) });
    const target = root(name);
    afterThisTest(replace(vscode.window, 'showSaveDialog', () => () => Promise.resolve(target)));
    await vscode.commands.executeCommand('cscfg.exportInventory');
    return Buffer.from(await vscode.workspace.fs.readFile(target)).toString('utf8');
  }

  it('writes CSV, with the verdicts of the vaults', async () => {
    await ownVault([single]);
    const text = await exported('list.csv');
    assert.match(
      text,
      new RegExp(`\\r\\nShop,other/[^,]*/a\\.cscfg,Web,'=Tls,,${stranger},,,,,,notFound,unknown,5,\\d+\\r\\n$`),
    );
    assert.match(watched.messages.at(-1) ?? '', /^Exported 1 certificates to other\/.*\/list\.csv\.$/);
  });

  it('writes JSON to a file with this extension', async () => {
    await ownVault([single]);
    const { version, certificates } = JSON.parse(await exported('list.json')) as {
      readonly version: number;
      readonly certificates: readonly { readonly name: string; readonly verdict: string }[];
    };
    assert.equal(version, 1);
    assert.deepEqual(
      certificates.map(({ name, verdict }) => `${name} ${verdict}`),
      ['=Tls notFound'],
    );
  });

  it('writes nothing if no file is chosen', async () => {
    afterThisTest(replace(vscode.window, 'showSaveDialog', () => () => Promise.resolve(undefined)));
    await vscode.commands.executeCommand('cscfg.exportInventory');
    assert.deepEqual(watched.messages, []);
  });
});
