import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { leafPem, leafThumbprint } from '../certificate/printed';
import { makePfx } from '../emulator/pfx';
import { makeCertificate, newEcKeys } from '../emulator/x509';
import { createHash } from 'node:crypto';
import { afterThisTest } from './support/cleanUp';
import { openFile, placeOf } from './support/files';
import { newFiles } from './support/places';
import { answer, escape, offered, question } from './support/questions';
import { entry, service, stranger, web } from './support/service';
import { row, tree } from './support/tree';
import { eventually } from './support/until';
import { newVault, ownVault, rotated, single } from './support/vaults';
import { replace, watched } from './support/watch';

const none = (): vscode.CancellationToken => new vscode.CancellationTokenSource().token;

type Edit = vscode.DocumentDropEdit | vscode.DocumentPasteEdit;

/** The edits that VS Code offers after a drop at the place, the one that it applies first. */
async function dropped(
  document: vscode.TextDocument,
  place: vscode.Position,
  dataTransfer: vscode.DataTransfer,
): Promise<readonly vscode.DocumentDropEdit[]> {
  const providers = watched.dropProviders.filter(({ selector }) => vscode.languages.match(selector, document) > 0);
  const found = await Promise.all(
    [...new Set(providers.map(({ provider }) => provider))].map(async (provider) =>
      provider.provideDocumentDropEdits(document, place, dataTransfer, none()),
    ),
  );
  return found.flatMap((edits) => edits ?? []);
}

async function pasted(
  document: vscode.TextDocument,
  range: vscode.Range,
  dataTransfer: vscode.DataTransfer,
  token = none(),
): Promise<readonly vscode.DocumentPasteEdit[]> {
  const context = { only: undefined, triggerKind: vscode.DocumentPasteTriggerKind.Automatic };
  const found = await Promise.all(
    watched.pasteProviders
      .filter(({ selector }) => vscode.languages.match(selector, document) > 0)
      .map(async ({ provider }) =>
        provider.provideDocumentPasteEdits?.(document, [range], dataTransfer, context, token),
      ),
  );
  return found.flatMap((edits) => edits ?? []);
}

function textOf({ insertText }: Edit): string {
  return typeof insertText === 'string' ? insertText : insertText.value;
}

/** The whole text after VS Code has applied the edit; then it is undone. */
async function applied(document: vscode.TextDocument, range: vscode.Range, edit: Edit | undefined): Promise<string> {
  assert.ok(edit);
  const before = document.getText();
  const all = edit.additionalEdit ?? new vscode.WorkspaceEdit();
  if (!range.isEmpty || textOf(edit) !== '') {
    all.replace(document.uri, range, textOf(edit));
  }
  assert.ok(await vscode.workspace.applyEdit(all));
  const after = document.getText();
  await vscode.commands.executeCommand('undo');
  assert.equal(document.getText(), before);
  return after;
}

async function dragged(...rows: readonly unknown[]): Promise<vscode.DataTransfer> {
  const dataTransfer = new vscode.DataTransfer();
  await tree().drag?.handleDrag?.(rows, dataTransfer, none());
  return dataTransfer;
}

function holding(contents: Readonly<Record<string, string>>): vscode.DataTransfer {
  const dataTransfer = new vscode.DataTransfer();
  for (const [mime, content] of Object.entries(contents)) {
    dataTransfer.set(mime, new vscode.DataTransferItem(content));
  }
  return dataTransfer;
}

const at = (place: vscode.Position): vscode.Range => new vscode.Range(place, place);
const titles = (edits: readonly Edit[]): readonly (string | undefined)[] => edits.map(({ title }) => title);

describe('A certificate that is dragged from the tree', () => {
  it('replaces the thumbprint in an entry or a setting, whatever the encoding of the file', async () => {
    const vault = await ownVault([single]);
    const text = web(entry('Tls', stranger)).replaceAll('\n', '\r\n');
    const document = await openFile(Buffer.from(`\uFEFF${text}`, 'utf16le'), { in: 'other' });
    const place = placeOf(document, stranger, 7);
    const edits = await dropped(document, place, await dragged(await row(vault.name, 'api')));
    assert.deepEqual(titles(edits), [
      'Replace thumbprint',
      'Insert thumbprint',
      'Insert certificate identifier',
      'Insert secret identifier',
    ]);
    const api = await vault.thumbprint('api');
    assert.equal(await applied(document, at(place), edits[0]), text.replace(stranger, api));
    assert.equal(edits[1]?.insertText, api);
    assert.deepEqual(
      edits.slice(2).map((edit) => textOf(edit).replace(/[0-9a-f]{32}$/, 'VERSION')),
      [`${vault.url}/certificates/api/VERSION`, `${vault.url}/secrets/api/VERSION`],
    );
  });

  it('is the version of a row of versions', async () => {
    const vault = await ownVault([rotated]);
    const document = await openFile(web(entry('Tls', stranger)), { in: 'other' });
    const older = await vault.thumbprint('web/1');
    const versions = (await tree().provider.getChildren(await row(vault.name, 'web'))) ?? [];
    const [edit] = await dropped(document, placeOf(document, stranger), await dragged(versions[1]));
    assert.equal(await applied(document, at(placeOf(document, stranger)), edit), web(entry('Tls', older)));
  });

  it('asks for the role and the name outside of roles, and inserts nothing when the user cancels', async () => {
    const vault = await ownVault([single]);
    const two = service({ Web: [entry('Tls', '#{Tls}#')], Worker: [] });
    const document = await openFile(two, { in: 'other' });
    const start = new vscode.Position(0, 0);
    const dropping = dropped(document, start, await dragged(await row(vault.name, 'api')));
    assert.deepEqual(await offered(), ['Web', 'Worker']);
    await answer('Worker');
    assert.deepEqual(await offered(), ['api']);
    await answer();
    const [edit] = await dropping;
    const after = service({ Web: [entry('Tls', '#{Tls}#')], Worker: [entry('api', await vault.thumbprint('api'))] });
    assert.equal(await applied(document, at(start), edit), after);

    const again = dropped(document, start, await dragged(await row(vault.name, 'api')));
    await escape();
    assert.deepEqual(await again, []);
    assert.deepEqual(watched.messages, []);
  });

  it('is inserted with the others, without questions, into the role of the place', async () => {
    const vault = await ownVault([single, rotated]);
    const document = await openFile(web(entry('Api', stranger)), { in: 'other' });
    const place = placeOf(document, stranger, 3);
    const both = await dragged(await row(vault.name, 'api'), await row(vault.name, 'web'));
    const edits = await dropped(document, place, both);
    const [api, newest] = [await vault.thumbprint('api'), await vault.thumbprint('web')];
    assert.equal(
      await applied(document, at(place), edits[0]),
      web(entry('Api', stranger), entry('api-2', api), entry('web', newest)),
    );
    assert.equal(edits[1]?.insertText, `${api}\n${newest}`);
  });

  it('reports a half-typed tag', async () => {
    const vault = await ownVault([single]);
    const document = await openFile(web().replace('<Certificates>', '<Certificates'), { in: 'other' });
    const dropping = dropped(document, placeOf(document, '<Instances'), await dragged(await row(vault.name, 'api')));
    await answer();
    assert.deepEqual(await dropping, []);
    assert.deepEqual(watched.messages, ['The tag <Certificates is not closed. Add ">" first.']);
  });

  it('is text in a file of another language, the thumbprint first', async () => {
    const vault = await ownVault([single]);
    const document = await openFile('{}', { in: 'other', as: 'parameters.json' });
    const edits = await dropped(document, new vscode.Position(0, 1), await dragged(await row(vault.name, 'api')));
    const api = await vault.thumbprint('api');
    assert.deepEqual(
      edits.slice(0, 2).map(({ insertText }) => insertText),
      [api, entry('api', api)],
    );
    assert.equal(edits.length, 4);
  });

  it('is no row of a vault, and nothing that another extension made up', async () => {
    const vault = await ownVault([single]);
    const document = await openFile(web(entry('Tls', stranger)), { in: 'other' });
    const place = placeOf(document, stranger);
    assert.equal([...(await dragged(await row(vault.name)))].length, 0);
    const forged = [
      'no JSON',
      '{}',
      '[1]',
      '[{ "version": { "vault": "https://contoso.example", "certificate": "a", "thumbprint": "x" } }]',
    ];
    for (const content of forged) {
      const dataTransfer = holding({ 'application/vnd.cscfg.certificates': content });
      assert.deepEqual(await dropped(document, place, dataTransfer), [], content);
    }
  });
});

describe('A certificate that is dropped on a service definition', () => {
  it('is declared in the store that is selected, with a name that the configurations use first', async () => {
    const vault = await ownVault([single]);
    const definition =
      '<ServiceDefinition name="Shop">\n  <WebRole name="Web">\n    <Certificates>\n    </Certificates>\n  </WebRole>\n</ServiceDefinition>\n';
    const uri = await newFiles(
      { 'ServiceConfiguration.cscfg': web(entry('Api', stranger)), 'ServiceDefinition.csdef': definition },
      'other',
    );
    const document = await vscode.workspace.openTextDocument(uri('ServiceDefinition.csdef'));
    await vscode.window.showTextDocument(document);
    const place = placeOf(document, '<Certificates>');
    const dropping = dropped(document, place, await dragged(await row(vault.name, 'api')));
    assert.deepEqual(await offered(), ['Api']);
    await answer();
    const { items } = await question();
    assert.deepEqual(
      items()
        .slice(0, 3)
        .map(({ label }) => label),
      ['LocalMachine\\My', 'LocalMachine\\Root', 'LocalMachine\\CA'],
    );
    await answer('LocalMachine\\CA');
    const [edit] = await dropping;
    const declaration = '<Certificate name="Api" storeLocation="LocalMachine" storeName="CA" />';
    assert.equal(
      await applied(document, at(place), edit),
      definition.replace('<Certificates>\n', (list) => `${list}      ${declaration}\n`),
    );
  });
});

describe('A certificate file that is dropped', () => {
  const uriList = (...uris: readonly vscode.Uri[]): vscode.DataTransfer =>
    holding({ 'text/uri-list': uris.map(String).join('\r\n') });

  /** Without an edit, VS Code would insert the path. */
  function insertNothing(edits: readonly Edit[]): void {
    assert.deepEqual(
      edits.map((edit) => [edit.title, textOf(edit), edit.additionalEdit]),
      [['Insert nothing', '', undefined]],
    );
  }

  it('gives the thumbprint of its certificate, and its name to an entry', async () => {
    await ownVault([]);
    const uri = await newFiles({ 'www.pem': leafPem, 'key.pem': '-----BEGIN PRIVATE KEY-----\n', 'a.txt': leafPem });
    const document = await openFile(web(entry('Tls', stranger)), { in: 'other' });
    const place = placeOf(document, stranger, 1);
    const edits = await dropped(document, place, uriList(uri('www.pem')));
    assert.deepEqual(titles(edits), ['Replace thumbprint', 'Insert thumbprint']);
    assert.equal(await applied(document, at(place), edits[0]), web(entry('Tls', leafThumbprint)));

    const inserting = dropped(document, placeOf(document, '<Instances'), uriList(uri('www.pem')));
    assert.deepEqual(await offered(), ['www']);
    await escape();
    insertNothing(await inserting);
    for (const other of ['key.pem', 'a.txt', 'missing.cer']) {
      assert.deepEqual(await dropped(document, place, uriList(uri(other))), [], other);
    }
    const address = holding({ 'text/uri-list': 'https://contoso.example/www.pem' });
    assert.deepEqual(await dropped(document, place, address), []);
    assert.deepEqual(watched.messages, []);
  });

  it('is imported into the key vault instead if the user wants that, and inserts nothing', async () => {
    const vault = await ownVault([]);
    const uri = await newFiles({ 'www.pfx': Buffer.from('no certificate') });
    const document = await openFile(web(entry('Tls', stranger)), { in: 'other' });
    const place = placeOf(document, stranger, 1);
    const dropping = dropped(document, place, uriList(uri('www.pfx')));
    await answer('Import into Key Vault…');
    insertNothing(await dropping);
    await answer(vault.name);
    await eventually(() => watched.messages.length, 1);
    assert.match(watched.messages.join(), /^www\.pfx /);
  });

  it('asks for the password of a PFX file until it is right', async () => {
    await ownVault([]);
    const keys = await newEcKeys();
    const certificate = makeCertificate({ subject: [['CN', 'www']], keys, notBefore: 0, notAfter: 4e12 });
    const pfx = makePfx({ keys: [keys.privateKey], certificates: [certificate], password: 'right' });
    const uri = await newFiles({ 'www.pfx': pfx, 'broken.pfx': pfx.subarray(0, 100) });
    const document = await openFile(web(entry('Tls', stranger)), { in: 'other' });
    const place = placeOf(document, stranger, 1);
    const asked: vscode.InputBoxOptions[] = [];
    const passwords = ['wrong', 'right'];
    const type = (options?: vscode.InputBoxOptions): Promise<string | undefined> => {
      asked.push(options ?? {});
      return Promise.resolve(passwords.shift());
    };
    afterThisTest(replace(vscode.window, 'showInputBox', () => type));
    const dropping = dropped(document, place, uriList(uri('www.pfx')));
    assert.deepEqual(await offered(), ['Insert Thumbprint', 'Import into Key Vault…']);
    await answer('Insert Thumbprint');
    const [edit] = await dropping;
    assert.deepEqual(
      asked.map(({ title, prompt, password }) => [title, prompt, password]),
      [
        ['Password of www.pfx', 'Leave it empty if the file has no password. The password is not stored.', true],
        ['Password of www.pfx', 'The password does not open www.pfx.', true],
      ],
    );
    const thumbprint = createHash('sha1').update(certificate).digest('hex').toUpperCase();
    assert.equal(await applied(document, at(place), edit), web(entry('Tls', thumbprint)));

    const canceled = dropped(document, place, uriList(uri('www.pfx')));
    await answer('Insert Thumbprint');
    insertNothing(await canceled);
    assert.deepEqual(watched.messages, []);
    passwords.push('');
    const broken = dropped(document, place, uriList(uri('broken.pfx')));
    await answer('Insert Thumbprint');
    insertNothing(await broken);
    assert.equal(watched.messages.length, 1);
    assert.match(watched.messages.join('\n'), /^broken\.pfx /);
    assert.doesNotMatch(watched.log.join('\n'), /right/);
  });
});

describe('Text that is pasted into a thumbprint', () => {
  const plain = (text: string): vscode.DataTransfer => holding({ 'text/plain': text });

  it('is the version that an identifier names, also one that was not read yet', async () => {
    const vault = await ownVault([single, rotated]);
    const document = await openFile(web(entry('Api', '')), { in: 'other' });
    await row(vault.name, 'api');
    const [newest, older] = [await vault.thumbprint('web'), await vault.thumbprint('web/1')];
    const range = at(placeOf(document, 'thumbprint="', 'thumbprint="'.length));
    const [edit] = await pasted(document, range, plain(`${vault.url}/certificates/web`));
    assert.equal(await applied(document, range, edit), web(entry('Api', newest)));
    const versions = (await tree().provider.getChildren(await row(vault.name, 'web'))) ?? [];
    const { version } = (versions[1] as { readonly version: { readonly version: string } }).version;
    const [exact] = await pasted(document, range, plain(`${vault.url}/secrets/web/${version}`));
    assert.equal(await applied(document, range, exact), web(entry('Api', older)));
  });

  it('is pasted as usual if its vault is not one of the file, or does not have it', async () => {
    const vault = await ownVault([single]);
    const other = await newVault([rotated]);
    const document = await openFile(web(entry('Api', '')), { in: 'other' });
    const range = at(placeOf(document, 'thumbprint="', 'thumbprint="'.length));
    for (const text of [
      `${other.url}/certificates/web`,
      `${vault.url}/certificates/web`,
      'https://contoso.example/certificates/api',
      'some text',
      '#{Api}#',
    ]) {
      assert.deepEqual(await pasted(document, range, plain(text)), [], text);
    }
  });

  it('is pasted as usual if that gives the same, with several cursors, or after it is canceled', async () => {
    await ownVault([single]);
    const document = await openFile(web(entry('Api', '')), { in: 'other' });
    const range = at(placeOf(document, 'thumbprint="', 'thumbprint="'.length));
    assert.deepEqual(await pasted(document, range, plain(leafThumbprint)), []);
    const canceled = new vscode.CancellationTokenSource();
    canceled.cancel();
    assert.deepEqual(await pasted(document, range, plain(leafPem), canceled.token), []);
    const [edit] = await pasted(document, range, plain(leafPem));
    assert.equal(await applied(document, range, edit), web(entry('Api', leafThumbprint)));
  });

  it('that contains several thumbprints is pasted as usual first', async () => {
    await ownVault([single]);
    const document = await openFile(web(entry('Api', '')), { in: 'other' });
    const range = at(placeOf(document, 'thumbprint="', 'thumbprint="'.length));
    const rows = `Thumbprint\n----------\n${leafThumbprint}\n${stranger}\n`;
    const edits = await pasted(document, range, plain(rows));
    assert.deepEqual(
      edits.map(({ insertText, yieldTo }) => [insertText, yieldTo?.map(({ value }) => value)]),
      [
        [leafThumbprint, ['text']],
        [stranger, ['text']],
      ],
    );
  });
});

describe('A whole element that is pasted', () => {
  it('has the indentation of the file, and lines that were copied go above the line of the cursor', async () => {
    await ownVault([]);
    const document = await openFile(web(entry('A', stranger)), { in: 'other' });
    const b = entry('B', stranger);
    const end = placeOf(document, entry('A', stranger), entry('A', stranger).length);
    const [edit] = await pasted(document, at(end), holding({ 'text/plain': `\t${b}\n` }));
    assert.equal(await applied(document, at(end), edit), web(entry('A', stranger), b));

    const copied = holding({ 'text/plain': `\t${b}\n` });
    const [copying] = watched.pasteProviders;
    await copying?.provider.prepareDocumentPaste?.(document, [at(end)], copied, none());
    const middle = placeOf(document, 'name="A"');
    const [above] = await pasted(document, at(middle), copied);
    assert.equal(await applied(document, at(middle), above), web(b, entry('A', stranger)));
  });
});
