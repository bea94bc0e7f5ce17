import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { CertificateSpec } from '../emulator/certificate';
import { actionsAt, apply, titled } from './support/actions';
import { answerConfirmations } from './support/confirm';
import { openFile, placeOf } from './support/files';
import { findingsBecome } from './support/findings';
import { follow, hoverThatSays } from './support/hovers';
import { outside } from './support/outside';
import { rowThat } from './support/rows';
import { entry, web } from './support/service';
import { eventually } from './support/until';
import { ownVault, type OwnVault } from './support/vaults';
import { watched } from './support/watch';

const gone: CertificateSpec = { name: 'gone', versions: [{ from: -9, to: 356 }], deleted: { on: -1, purge: 89 } };
const off: CertificateSpec = { name: 'off', versions: [{ from: -9, to: 356, enabled: false }] };

async function openWith(vault: OwnVault, name: string): Promise<vscode.TextDocument> {
  return openFile(web(entry('C', await vault.thumbprint(name))), { in: 'other' });
}

async function changes(vault: OwnVault): Promise<readonly string[]> {
  return (await outside.asked(vault.name)).filter((line) => /^(?:POST|PATCH)/.test(line));
}

describe('Changing what a vault holds', () => {
  it('recovers a deleted certificate from the light bulb after confirmation', async () => {
    const vault = await ownVault([gone]);
    const print = await vault.thumbprint('gone');
    const document = await openWith(vault, 'gone');
    await findingsBecome(document, [`error certificate-deleted ‹${print}›`]);
    const asked = answerConfirmations(true);
    const actions = await actionsAt(document, placeOf(document, print), vscode.CodeActionKind.QuickFix);
    await apply(titled(actions, `Recover gone in ${vault.name}…`));
    assert.deepEqual(
      asked.map(({ question, buttons }) => [question, buttons]),
      [[`Recover gone in ${vault.name}?`, ['Recover']]],
    );
    await findingsBecome(document, []);
    assert.deepEqual(await changes(vault), ['POST /deletedcertificates/gone/recover']);
  });

  it('enables a disabled certificate from the hover and from the tree', async () => {
    const vault = await ownVault([off, { ...off, name: 'off-2' }]);
    const print = await vault.thumbprint('off');
    const document = await openWith(vault, 'off');
    answerConfirmations(true);
    await follow(await hoverThatSays(document, placeOf(document, print), 'Disabled'), 'Enable…');
    await findingsBecome(document, []);
    const { node: vaultNode } = await rowThat(vault.name, () => true);
    const isDisabled = ({ contextValue }: vscode.TreeItem): boolean => contextValue === 'cscfg.certificate.disabled';
    const { node } = await rowThat('off-2', isDisabled, vaultNode);
    await vscode.commands.executeCommand('cscfg.enableCertificate', node);
    await rowThat('off-2', (item) => !isDisabled(item), vaultNode);
    assert.equal((await changes(vault)).length, 2);
  });

  it('changes nothing without confirmation, or with invalid arguments', async () => {
    const vault = await ownVault([gone]);
    const document = await openWith(vault, 'gone');
    const hover = await hoverThatSays(document, placeOf(document, await vault.thumbprint('gone')), 'Deleted');
    const asked = answerConfirmations(false);
    await follow(hover, 'Recover…');
    assert.equal(asked.length, 1);
    for (const argument of [undefined, {}, { version: { vault: 'https://hostile.example', certificate: 'gone' } }]) {
      await vscode.commands.executeCommand('cscfg.recoverCertificate', argument);
    }
    assert.equal(asked.length, 1);
    assert.deepEqual(await changes(vault), []);
  });

  it('reports the required role if the change is denied, and does not offer it again until the vault is read again or accounts change', async () => {
    const vault = await ownVault([off]);
    await outside.deny(vault.name, 'rbac', { actions: ['write'] });
    const print = await vault.thumbprint('off');
    const document = await openWith(vault, 'off');
    await findingsBecome(document, [`error certificate-disabled ‹${print}›`]);
    answerConfirmations(true);
    const offers = async (): Promise<boolean> =>
      (await actionsAt(document, placeOf(document, print))).some(({ title }) => title.startsWith('Enable off'));
    const enable = async (): Promise<void> => {
      const actions = await actionsAt(document, placeOf(document, print), vscode.CodeActionKind.QuickFix);
      await apply(titled(actions, `Enable off in ${vault.name}…`));
    };
    await enable();
    await eventually(
      () => watched.messages,
      [
        `Your account is not allowed to enable off in ${vault.name}.vault.azure.net. ` +
          'Ask for the role Key Vault Certificates Officer, or ask someone who has it to enable the version.',
      ],
    );
    assert.equal(await offers(), false);
    const hover = await hoverThatSays(document, placeOf(document, print), 'Disabled');
    assert.ok(hover.links.every(({ title }) => title !== 'Enable…'));
    await vscode.commands.executeCommand('cscfg.refresh');
    assert.equal(await offers(), true);
    await enable();
    await eventually(offers, false);
    watched.sessionListeners.forEach((listener) => listener({ provider: { id: 'microsoft', label: 'Microsoft' } }));
    assert.equal(await offers(), true);
  });
});
