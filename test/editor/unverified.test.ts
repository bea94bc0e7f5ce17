import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { actionsAt, apply, titled } from './support/actions';
import { openFile, placeOf } from './support/files';
import { findingsBecome } from './support/findings';
import { hoverThatSays } from './support/hovers';
import { outside } from './support/outside';
import { escape, question } from './support/questions';
import { entry, stranger, web } from './support/service';
import { setInFolder, setInWindow } from './support/settings';
import { eventually } from './support/until';
import { ownVault, single } from './support/vaults';

async function inlaysOf(document: vscode.TextDocument): Promise<readonly string[]> {
  const all = new vscode.Range(0, 0, document.lineCount, 0);
  const hints = await vscode.commands.executeCommand<vscode.InlayHint[]>(
    'vscode.executeInlayHintProvider',
    document.uri,
    all,
  );
  return hints.map(({ label }) => (typeof label === 'string' ? label : label.map(({ value }) => value).join('')));
}

const other = '0123456789ABCDEF0123456789ABCDEF00000000';

describe('A file without a verdict', () => {
  it('does not look like a verified one without a key vault: it has a hint and ways to add one', async () => {
    await setInFolder('other', 'keyVaults', []);
    const document = await openFile(web(entry('A', stranger), entry('B', other)), { in: 'other' });
    await findingsBecome(document, [`hint thumbprint-unverified ‹${stranger}›`]);
    await eventually(() => inlaysOf(document), ['not verified', 'not verified']);
    const hover = await hoverThatSays(document, placeOf(document, other), 'Not verified: no key vault');
    assert.deepEqual([hover.links[0]?.title, hover.links[0]?.command], ['Add Key Vault…', 'cscfg.addKeyVault']);
    const fixes = await actionsAt(document, placeOf(document, stranger), vscode.CodeActionKind.QuickFix);
    const adding = apply(titled(fixes, 'Add a key vault…'));
    await question();
    await escape();
    await adding;
  });

  it('does not look like a verified one while no account is signed in: the hint signs in', async () => {
    await setInWindow('cscfg', 'requestTimeout', 21);
    await outside.signInAs('signed-out');
    const vault = await ownVault([single]);
    const document = await openFile(web(entry('Api', await vault.thumbprint('api'))), { in: 'other' });
    await findingsBecome(document, [`hint thumbprint-unverified ‹${await vault.thumbprint('api')}›`]);
    await eventually(() => inlaysOf(document), ['not verified']);
    const place = placeOf(document, await vault.thumbprint('api'));
    const hover = await hoverThatSays(document, place, 'Not verified:');
    assert.deepEqual([hover.links[0]?.title, hover.links[0]?.command], ['Sign In', 'cscfg.signIn']);
    const fixes = await actionsAt(document, place, vscode.CodeActionKind.QuickFix);
    await outside.behave();
    await apply(titled(fixes, 'Sign in to Key Vault'));
    await findingsBecome(document, []);
  });
});
