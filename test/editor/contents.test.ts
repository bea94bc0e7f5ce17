import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import * as vscode from 'vscode';
import type { CertificateSpec } from '../emulator/certificate';
import { actionsAt } from './support/actions';
import { answerConfirmations } from './support/confirm';
import { openFile, placeOf } from './support/files';
import { findingsBecome } from './support/findings';
import { hoverAt, hoverThatSays } from './support/hovers';
import { outside } from './support/outside';
import { answer } from './support/questions';
import { rowThat, rowsBelow } from './support/rows';
import { entry, stranger, web } from './support/service';
import { setInFolder } from './support/settings';
import { tooltipOf } from './support/tree';
import { ownVault, single } from './support/vaults';

const versions = [{ from: -30, to: 335 }];
const pem: CertificateSpec = { name: 'pem', contentType: 'application/x-pem-file', versions };
const weak: CertificateSpec = { name: 'weak', key: 'rsa1024', hash: 'sha1', versions };
const leaf: CertificateSpec = { name: 'leaf', issuer: 'intermediate', versions };
const classic: CertificateSpec = { name: 'classic', secretOnly: true, versions };

describe('What certificates themselves tell', () => {
  it('is read after the first verdicts, only for the certificates of open files', async () => {
    const vault = await ownVault([pem, weak, leaf, single]);
    const print = vault.thumbprint;
    const document = await openFile(
      web(entry('A', await print('pem')), entry('B', await print('weak')), entry('C', await print('leaf'))),
      { in: 'other' },
    );
    await findingsBecome(document, [
      `error certificate-unusable ‹${await print('pem')}›`,
      `information certificate-weak-key ‹${await print('weak')}›`,
      `information certificate-weak-signature ‹${await print('weak')}›`,
      `hint certificate-chain-incomplete ‹${await print('leaf')}›`,
    ]);
    const looked = (await outside.asked(vault.name)).filter((line) => /^GET \/certificates\/[\w-]+\/$/.test(line));
    assert.deepEqual([...looked].sort(), [
      'GET /certificates/leaf/',
      'GET /certificates/pem/',
      'GET /certificates/weak/',
    ]);
    await setInFolder('other', 'rules.certificate-chain-incomplete', 'off');
    await findingsBecome(document, [
      `error certificate-unusable ‹${await print('pem')}›`,
      `information certificate-weak-key ‹${await print('weak')}›`,
      `information certificate-weak-signature ‹${await print('weak')}›`,
    ]);
  });

  it('has the same message in the hover', async () => {
    const vault = await ownVault([pem]);
    const print = await vault.thumbprint('pem');
    const document = await openFile(web(entry('A', print)), { in: 'other' });
    const hover = await hoverThatSays(document, placeOf(document, print), 'Unusable');
    assert.equal(hover.lines[0], `Unusable: pem in ${vault.name} is stored as PEM, but roles support only PFX`);
  });

  it('is read before a certificate is written, and an unusable one needs confirmation', async () => {
    const vault = await ownVault([pem]);
    const print = await vault.thumbprint('pem');
    const before = web(entry('A', stranger));
    const document = await openFile(before, { in: 'other' });
    await findingsBecome(document, [`error thumbprint-not-in-vault ‹${stranger}›`]);
    const place = { uri: document.uri.toString(), offset: document.offsetAt(placeOf(document, stranger)) };
    const replace = async (): Promise<void> => {
      const replacing = vscode.commands.executeCommand('cscfg.replaceCertificate', place);
      await answer('pem');
      await replacing;
    };
    const refused = answerConfirmations(false);
    await replace();
    assert.deepEqual(refused, [
      {
        question: `pem in ${vault.name} is unusable. Use it anyway?`,
        detail: 'A role cannot use this certificate: it is stored as PEM, but roles support only PFX.',
        buttons: ['Use Anyway'],
      },
    ]);
    assert.equal(document.getText(), before);
    answerConfirmations(true);
    await replace();
    assert.equal(document.getText(), web(entry('A', print)));
  });

  it('prevents the proposal of an unusable certificate', async () => {
    const vault = await ownVault([{ ...pem, name: 'web' }]);
    const document = await openFile(web(entry('web', stranger)), { in: 'other' });
    await findingsBecome(document, [`error thumbprint-not-in-vault ‹${stranger}›`]);
    const actions = await actionsAt(document, placeOf(document, stranger), vscode.CodeActionKind.QuickFix);
    assert.deepEqual(
      actions.map(({ title }) => title).filter((title) => title.startsWith('Replace with web')),
      [],
    );
    assert.ok((await outside.asked(vault.name)).includes('GET /certificates/web/'));
  });

  it('shows in the row, its icon and its tooltip, which are neutral before', async () => {
    const vault = await ownVault([pem, single]);
    await openFile(web(entry('A', stranger)), { in: 'other' });
    const { node: vaultNode } = await rowThat(vault.name, ({ description }) => description === '2 certificates');
    const icon = ({ iconPath }: vscode.TreeItem): unknown =>
      iconPath instanceof vscode.ThemeIcon ? [iconPath.id, iconPath.color?.id] : undefined;
    const isNeutral = (item: vscode.TreeItem): boolean => inspect(icon(item)) === "[ 'circle-outline', undefined ]";
    const { node } = await rowThat('pem', isNeutral, vaultNode);
    const { node: healthy } = await rowThat('api', isNeutral, vaultNode);
    assert.match(await tooltipOf(node), /^Unusable\\: it is stored as PEM/m);
    assert.doesNotMatch(await tooltipOf(healthy), /Unusable/);
    await rowThat('pem', (item) => inspect(icon(item)) === "[ 'error', 'list.errorForeground' ]", vaultNode);
    await rowThat('api', (item) => inspect(icon(item)) === "[ 'verified', 'testing.iconPassed' ]", vaultNode);
  });

  it('shows in the row of a certificate that is opened in the tree', async () => {
    const vault = await ownVault([pem]);
    await openFile(web(entry('A', stranger)), { in: 'other' });
    const { node: vaultNode } = await rowThat(vault.name, ({ description }) => description === '1 certificate');
    const { node, item } = await rowThat('pem', () => true, vaultNode);
    assert.doesNotMatch(String(item.description), /unusable/);
    assert.equal((await rowsBelow(node)).length, 1);
    await rowThat('pem', ({ description }) => String(description).startsWith('unusable · '), vaultNode);
  });
});

describe('Secrets named by a thumbprint', () => {
  const secretLine = (hover: Awaited<ReturnType<typeof hoverAt>>): readonly string[] =>
    (hover?.lines ?? []).filter((line) => /^(?:Secret|To do|Not checked):? /.test(line));
  const at = (document: vscode.TextDocument, print: string) => hoverAt(document, placeOf(document, print));

  it('are recognized, with the advice to upload them again', async () => {
    const vault = await ownVault([classic]);
    const print = await vault.thumbprint('classic');
    const document = await openFile(web(entry('A', print)), { in: 'other' });
    await findingsBecome(document, [`warning certificate-secret-only ‹${print}›`]);
    const hover = await hoverThatSays(document, placeOf(document, print), 'Secret only');
    assert.deepEqual(secretLine(hover), [
      `Secret only: ${vault.name} contains it as a secret, not as a certificate`,
      `Secret: ${print}`,
      'To do: Import it into Key Vault as a certificate.',
    ]);
  });

  it('that cannot be listed are reported as not checked', async () => {
    const vault = await ownVault([single]);
    await outside.deny(vault.name, 'policy', { actions: ['secrets'] });
    const document = await openFile(web(entry('A', stranger)), { in: 'other' });
    await findingsBecome(document, [`error thumbprint-not-in-vault ‹${stranger}›`]);
    assert.deepEqual(secretLine(await at(document, stranger)), [
      `Not checked: Your account does not have permission to list the secrets of ${vault.name}.`,
    ]);
  });
});
