import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { afterThisTest } from './support/cleanUp';
import { openFile } from './support/files';
import { findingsBecome } from './support/findings';
import { outside } from './support/outside';
import { rowsBelow, rowThat } from './support/rows';
import { entry, web } from './support/service';
import { setInWindow } from './support/settings';
import { until } from './support/until';
import { ownVault, rotated } from './support/vaults';
import { replace, watched } from './support/watch';

const detail = (): string => watched.statusItems.get('cscfg.keyVaults')?.detail ?? '';

/** Creates a new reader, as a restart does: it knows only what is on disk. */
let seconds = 20;
function beginAnew(): Promise<void> {
  seconds++;
  return setInWindow('cscfg', 'requestTimeout', seconds);
}

describe('What was read of a vault', () => {
  it('is available with its age immediately after a restart, before the vault responds', async () => {
    const vault = await ownVault([rotated]);
    const older = await vault.thumbprint('web/1');
    const document = await openFile(web(entry('web', older)), { in: 'other' });
    await findingsBecome(document, [`warning certificate-outdated ‹${older}›`]);
    await until('The status says when', detail, (text) => text.startsWith('verified at'));

    await outside.fail(vault.name, { kind: 'hang' });
    await outside.clearLog();
    await beginAnew();
    await until('The status says since when', detail, (text) => /^as of .*, reading…$/.test(text));
    await findingsBecome(document, [`warning certificate-outdated ‹${older}›`]);
    const { node } = await rowThat(vault.name, ({ description }) =>
      String(description).startsWith('1 certificate, as of '),
    );
    assert.deepEqual(
      (await rowsBelow(node)).map(({ item }) => item.label),
      ['web'],
    );
    assert.ok((await outside.requests(vault.name)).every(({ status }) => status === undefined));
  });

  it('is confirmed in the background, and then has the age of the response', async () => {
    const vault = await ownVault([rotated]);
    const current = await vault.thumbprint('web');
    const document = await openFile(web(entry('web', current)), { in: 'other' });
    await until('The status says when', detail, (text) => text.startsWith('verified at'));
    await findingsBecome(document, []);
    await outside.rotate(vault.name, 'web');
    await beginAnew();
    await findingsBecome(document, [`warning certificate-outdated ‹${current}›`]);
    await until('The status says when', detail, (text) => text.startsWith('verified at'));
  });

  it('is cleared on command, also on disk, and open files are read again', async () => {
    const vault = await ownVault([rotated]);
    const older = await vault.thumbprint('web/1');
    const document = await openFile(web(entry('web', older)), { in: 'other' });
    await findingsBecome(document, [`warning certificate-outdated ‹${older}›`]);
    await outside.fail(vault.name, { kind: 'hang' });
    await vscode.commands.executeCommand('cscfg.clearCache');
    await findingsBecome(document, []);
    await beginAnew();
    await until('The vault is being read', detail, (text) => text === 'reading…');
    await findingsBecome(document, []);
    await outside.behave();
    await vscode.commands.executeCommand('cscfg.refresh');
    await findingsBecome(document, [`warning certificate-outdated ‹${older}›`]);
  });
});

describe('A vault of many certificates', () => {
  const count = 400;

  it('refreshes the tree only when a row changes, however long the search takes', async () => {
    const vault = await ownVault([]);
    await outside.seedMany(vault.name, 80);
    await vscode.commands.executeCommand('cscfg.refresh');
    await rowThat(vault.name, ({ description }) => description === '80 certificates');
    await outside.setLatency(vault.name, 100);
    const provider = watched.treeViews.get('cscfg.keyVaultCertificates')?.provider;
    let drawn = 0;
    const listening = provider?.onDidChangeTreeData?.(() => drawn++);
    const nowhere = 'A'.repeat(40);
    const document = await openFile(web(entry('web', nowhere)), { in: 'other' });
    await findingsBecome(document, [`error thumbprint-not-in-vault ‹${nowhere}›`]);
    listening?.dispose();
    // Hundreds of changes affect versions, which are not rows.
    assert.ok(drawn <= 8, String(drawn));
  });

  it('is filtered by name or thumbprint with every typed letter', async () => {
    const vault = await ownVault([]);
    await outside.seedMany(vault.name, count);
    await vscode.commands.executeCommand('cscfg.refresh');
    const { node } = await rowThat(vault.name, ({ description }) => description === `${String(count)} certificates`);
    const provider = watched.treeViews.get('cscfg.keyVaultCertificates')?.provider;
    const [typed, accepted, hidden] = [0, 1, 2].map(() => new vscode.EventEmitter<string>());
    const ignored = (): void => undefined;
    const box = { onDidChangeValue: typed?.event, onDidAccept: accepted?.event, onDidHide: hidden?.event };
    afterThisTest(
      replace(vscode.window, 'createInputBox', () => () => {
        return { ...box, show: ignored, hide: ignored, dispose: ignored } as unknown as vscode.InputBox;
      }),
    );
    await vscode.commands.executeCommand('cscfg.filter');
    let drawn = 0;
    const listening = provider?.onDidChangeTreeData?.(() => drawn++);
    const took: string[] = [];
    for (const [text, rows] of [
      ['BULK-0', 400],
      ['BULK-01', 100],
      ['BULK-012', 10],
      [await vault.thumbprint('bulk-0399'), 1],
      ['nowhere', 0],
    ] as const) {
      const [before, started] = [drawn, performance.now()];
      typed?.fire(text);
      const nodes = (await provider?.getChildren(node)) ?? [];
      await Promise.all(nodes.map(async (one) => provider?.getTreeItem(one)));
      took.push((performance.now() - started).toFixed(1));
      assert.deepEqual([nodes.length, drawn - before], [rows, 1], text);
    }
    await outside.print(`      ${String(count)} rows narrowed and drawn in ${took.join(', ')} ms\n`);
    hidden?.fire('');
    assert.equal(((await provider?.getChildren(node)) ?? []).length, count);
    listening?.dispose();
  });

  it('lists them in the order of their names, and sorts them once', async () => {
    const vault = await ownVault([]);
    await outside.seedMany(vault.name, 80);
    await vscode.commands.executeCommand('cscfg.refresh');
    const { node } = await rowThat(vault.name, ({ description }) => description === '80 certificates');
    const provider = watched.treeViews.get('cscfg.keyVaultCertificates')?.provider;
    const nodes = (await provider?.getChildren(node)) ?? [];
    const labels = await Promise.all(nodes.map(async (one) => (await provider?.getTreeItem(one))?.label));
    assert.equal(labels.length, 80);
    assert.deepEqual(labels, [...labels].sort());
    // Until the certificates of the vault change.
    assert.equal(((await provider?.getChildren(node)) ?? [])[0], nodes[0]);
  });
});
