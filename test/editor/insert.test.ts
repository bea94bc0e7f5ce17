import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { parseCscfg } from '../../src/cscfg/document';
import { nameProblem } from '../../src/editor/commands/pickRole';
import { actionsAt, apply, titled } from './support/actions';
import { activeEditor, openFile, placeOf, replaceText } from './support/files';
import { findingsBecome } from './support/findings';
import { follow, hoverThatSays } from './support/hovers';
import { outside } from './support/outside';
import { answer, escape, offered, question } from './support/questions';
import { entry, service, stranger, web } from './support/service';
import { setInFolder } from './support/settings';
import { eventually, until } from './support/until';
import { row } from './support/tree';
import { ownVault, rotated, single } from './support/vaults';
import { watched } from './support/watch';

const { QuickFix, Refactor } = vscode.CodeActionKind;

describe('Inserting a certificate', () => {
  const two = service({ Web: [entry('Tls', '#{Tls}#')], Worker: [entry('Tls', '#{Tls}#')] });

  it('lets the user choose a certificate, proposes its name, and writes it into the role at the position', async () => {
    const vault = await ownVault([single, rotated]);
    const document = await openFile(two, { in: 'other' });
    const inWorker = placeOf(document, '<Role name="Worker"', 1);
    const action = titled(await actionsAt(document, inWorker, Refactor), 'Insert certificate from Key Vault…');
    const inserting = apply(action);
    assert.deepEqual(await offered(), ['$(circle-outline) api', '$(circle-outline) web']);
    await answer('api');
    assert.deepEqual(await offered(), ['api']);
    await answer();
    await inserting;
    const written = entry('api', await vault.thumbprint('api'));
    const after = service({ Web: [entry('Tls', '#{Tls}#')], Worker: [entry('Tls', '#{Tls}#'), written] });
    assert.equal(document.getText(), after);
    const { selection } = activeEditor();
    assert.equal(document.getText(selection), await vault.thumbprint('api'));
    await vscode.commands.executeCommand('undo');
    assert.equal(document.getText(), two);
  });

  it('from the tree lets the user choose among several roles, the one at the cursor first', async () => {
    const vault = await ownVault([single]);
    const document = await openFile(two, { in: 'other' });
    const inWorker = placeOf(document, '<Role name="Worker"');
    activeEditor().selection = new vscode.Selection(inWorker, inWorker);
    const inserting = vscode.commands.executeCommand('cscfg.insertCertificate', await row(vault.name, 'api'));
    assert.deepEqual(await offered(), ['Worker', 'Web']);
    await answer('Web');
    await answer();
    await inserting;
    const written = entry('api', await vault.thumbprint('api'));
    assert.equal(
      document.getText(),
      service({ Web: [entry('Tls', '#{Tls}#'), written], Worker: [entry('Tls', '#{Tls}#')] }),
    );
  });

  it('from the tree requests only the name if there is one role, and proposes an unused one', async () => {
    const vault = await ownVault([single]);
    const document = await openFile(web(entry('API', '#{Api}#')), { in: 'other' });
    const inserting = vscode.commands.executeCommand('cscfg.insertCertificate', await row(vault.name, 'api'));
    assert.deepEqual(await offered(), ['api-2']);
    await answer();
    await inserting;
    assert.equal(document.getText(), web(entry('API', '#{Api}#'), entry('api-2', await vault.thumbprint('api'))));
  });

  it('from several rows of the tree asks only for the role, and gives likely names in one step', async () => {
    const vault = await ownVault([single, rotated]);
    const document = await openFile(two, { in: 'other' });
    const [api, newest] = [await row(vault.name, 'api'), await row(vault.name, 'web')];
    const inserting = vscode.commands.executeCommand('cscfg.insertIntoFile', newest, [api, newest]);
    await answer('Worker');
    await inserting;
    const written = [entry('api', await vault.thumbprint('api')), entry('web', await vault.thumbprint('web'))];
    assert.equal(
      document.getText(),
      service({ Web: [entry('Tls', '#{Tls}#')], Worker: [entry('Tls', '#{Tls}#'), ...written] }),
    );
    await vscode.commands.executeCommand('undo');
    assert.equal(document.getText(), two);
  });

  it('keeps line endings, quotes and indentation, and adds a missing <Certificates> element', async () => {
    const vault = await ownVault([single]);
    const before =
      "<ServiceConfiguration serviceName='S'>\r\n\t<Role name='W'>\r\n\t\t<Instances count='1' />\r\n\t</Role>\r\n</ServiceConfiguration>";
    const document = await openFile(before, { in: 'other' });
    const inserting = vscode.commands.executeCommand('cscfg.insertCertificate', await row(vault.name, 'api'));
    await answer();
    await inserting;
    const written = entry('api', await vault.thumbprint('api')).replaceAll('"', "'");
    assert.equal(
      document.getText(),
      before.replace("count='1' />", `count='1' />\r\n\t\t<Certificates>\r\n\t\t\t${written}\r\n\t\t</Certificates>`),
    );
  });

  it('changes nothing when the user cancels', async () => {
    await ownVault([single]);
    const document = await openFile(web(), { in: 'other' });
    const inserting = vscode.commands.executeCommand('cscfg.insertCertificate');
    await escape();
    await inserting;
    const again = vscode.commands.executeCommand('cscfg.insertCertificate');
    await answer('api');
    await escape();
    await again;
    assert.equal(document.getText(), web());
    assert.deepEqual(watched.messages, []);
  });

  it('reports a half-typed tag at the position', async () => {
    const vault = await ownVault([single]);
    const text = web().replace('<Certificates>', '<Certificates');
    const document = await openFile(text, { in: 'other' });
    const inserting = vscode.commands.executeCommand('cscfg.insertCertificate', await row(vault.name, 'api'));
    await answer();
    await inserting;
    assert.equal(document.getText(), text);
    assert.deepEqual(watched.messages, ['The tag <Certificates is not closed. Add ">" first.']);
  });

  it('edits the current text, or reports that the file was changed', async () => {
    const vault = await ownVault([single]);
    const document = await openFile(two, { in: 'other' });
    const insert = (): Thenable<unknown> =>
      vscode.commands.executeCommand('cscfg.insertCertificate', {
        uri: document.uri.toString(),
        offset: two.indexOf('Worker'),
      });
    const inserting = insert();
    await question();
    await replaceText(document, '<Role name="Web">', '<Role name="TheWebRole">');
    await answer('api');
    await answer();
    await inserting;
    const written = entry('api', await vault.thumbprint('api'));
    const after = two
      .replace('"Web"', '"TheWebRole"')
      .replace(/(#\{Tls\}#" thumbprintAlgorithm="sha1" \/>)(?![^]*#)/, `$1\n      ${written}`);
    assert.equal(document.getText(), after);

    const again = insert();
    await question();
    await replaceText(document, '<Role name="Worker">', '<Role name="TheWorker">');
    await answer('api');
    await answer();
    await again;
    assert.equal(document.getText(), after.replace('"Worker"', '"TheWorker"'));
    assert.deepEqual(watched.messages, ['The file was changed in the meantime. Try again.']);
  });

  it('needs a .cscfg file', async () => {
    await openFile('<a />', { as: 'xml' });
    await vscode.commands.executeCommand('cscfg.insertCertificate');
    assert.deepEqual(watched.messages, ['Open the .cscfg file to insert the certificate into.']);
  });

  it('needs a key vault, and offers to add one', async () => {
    await setInFolder('other', 'keyVaults', []);
    await openFile(web(), { in: 'other' });
    await vscode.commands.executeCommand('cscfg.insertCertificate');
    assert.deepEqual(watched.messages, [
      'No key vault is configured for this file. Add one to choose a certificate from it.',
    ]);
  });

  it('shows why vaults cannot be read, and the certificates of the others', async () => {
    const vault = await ownVault([single]);
    await setInFolder('other', 'keyVaults', [vault.name, 'northwind']);
    await openFile(web(), { in: 'other' });
    const inserting = vscode.commands.executeCommand('cscfg.insertCertificate');
    const labels = await until('The vaults are read', offered, (found) => found.length === 2);
    assert.equal(labels[0], '$(circle-outline) api');
    assert.match(labels[1] ?? '', /^\$\(warning\) Your account is not allowed to read the certificates of northwind/);
    await escape();
    await inserting;
  });

  it('rejects a name that is empty, already used, or not allowed in XML', () => {
    const [role] = parseCscfg(web(entry('Tls', stranger))).model.roles;
    assert.ok(role);
    const problem = (name: string): boolean => nameProblem(role, name) !== undefined;
    assert.deepEqual(
      ['', 'TLS', 'a\u0000b', 'a\u0007', 'a\nb', 'a\u0085', 'a\uFFFF'].map(problem),
      Array(7).fill(true),
    );
    assert.deepEqual(['Tls2', 'a b', '<&>"', 'Zertifikat für ü', '😀'].map(problem), Array(5).fill(false));
  });
});

describe('Replacing a certificate', () => {
  it('proposes the certificate with the name of the entry first, and changes only the thumbprint', async () => {
    const vault = await ownVault([single, { ...single, name: 'orders-worker' }, rotated]);
    const document = await openFile(web(entry('OrdersWorker', stranger)), { in: 'other' });
    await findingsBecome(document, [`error thumbprint-not-in-vault ‹${stranger}›`]);
    const fixes = await actionsAt(document, placeOf(document, stranger), QuickFix);
    const replacing = apply(titled(fixes, 'Choose from Key Vault…'));
    assert.deepEqual(await offered(), ['$(verified) orders-worker', '$(circle-outline) api', '$(circle-outline) web']);
    await answer();
    await replacing;
    assert.equal(document.getText(), web(entry('OrdersWorker', await vault.thumbprint('orders-worker'))));
    await vscode.commands.executeCommand('undo');
    assert.equal(document.getText(), web(entry('OrdersWorker', stranger)));
  });

  it('adds a thumbprint to an entry without one', async () => {
    const vault = await ownVault([single]);
    const document = await openFile(web('<Certificate name="Tls" thumbprintAlgorithm="sha1" />'), { in: 'other' });
    const hover = await hoverThatSays(document, placeOf(document, 'Tls'), 'No thumbprint');
    const replacing = follow(hover, 'Choose Another…');
    await answer('api');
    await replacing;
    assert.equal(document.getText(), web(entry('Tls', await vault.thumbprint('api'))));
  });

  it('uses the certificate of a tree item for the entry at the cursor', async () => {
    const vault = await ownVault([single]);
    const document = await openFile(web(entry('A', '#{A}#'), entry('B', '#{B}#')), { in: 'other' });
    const cursor = placeOf(document, '"B"');
    activeEditor().selection = new vscode.Selection(cursor, cursor);
    await vscode.commands.executeCommand('cscfg.replaceCertificate', await row(vault.name, 'api'));
    assert.equal(document.getText(), web(entry('A', '#{A}#'), entry('B', await vault.thumbprint('api'))));
  });

  it('needs the cursor in a certificate', async () => {
    const document = await openFile(web(entry('A', '#{A}#')));
    await vscode.commands.executeCommand('cscfg.replaceCertificate');
    assert.deepEqual(watched.messages, [
      'Place the cursor in a <Certificate> element, or on a thumbprint in a setting, first.',
    ]);
    assert.equal(document.getText(), web(entry('A', '#{A}#')));
  });
});

describe('Updating a certificate', () => {
  it('uses the newest version if a role can use it', async () => {
    const vault = await ownVault([rotated]);
    const older = await vault.thumbprint('web/1');
    const document = await openFile(web(entry('Tls', older)), { in: 'other' });
    await findingsBecome(document, [`warning certificate-outdated ‹${older}›`]);
    const place = { uri: document.uri.toString(), offset: document.getText().indexOf(older) };
    await outside.setEnabled(vault.name, 'web', false);
    await vscode.commands.executeCommand('cscfg.refresh', place);
    await vscode.commands.executeCommand('cscfg.updateCertificate', place);
    assert.deepEqual(watched.messages, [
      'This certificate has no newer version that can be used. Refresh, or choose another certificate.',
    ]);
    assert.equal(document.getText(), web(entry('Tls', older)));

    await outside.setEnabled(vault.name, 'web', true);
    await vscode.commands.executeCommand('cscfg.refresh', place);
    await vscode.commands.executeCommand('cscfg.updateCertificate', place);
    await eventually(() => document.getText(), web(entry('Tls', await vault.thumbprint('web'))));
  });
});
