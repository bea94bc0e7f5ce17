import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { actionsAt, apply, titled } from './support/actions';
import { afterThisTest } from './support/cleanUp';
import { activeEditor, openFile, placeOf, replaceText } from './support/files';
import { findingsBecome } from './support/findings';
import { outside } from './support/outside';
import { entry, service, web } from './support/service';
import { setInFolder } from './support/settings';
import { eventually, until } from './support/until';
import { ownVault, rotated, single } from './support/vaults';
import { replace } from './support/watch';

async function offeredAt(
  document: vscode.TextDocument,
  position: vscode.Position,
  trigger?: string,
): Promise<readonly vscode.CompletionItem[]> {
  const { items } = await vscode.commands.executeCommand<vscode.CompletionList>(
    'vscode.executeCompletionItemProvider',
    document.uri,
    position,
    trigger,
  );
  // VS Code itself offers words of the text.
  return items.filter(({ kind }) => kind !== vscode.CompletionItemKind.Text);
}

async function labelsAt(...place: Parameters<typeof offeredAt>): Promise<readonly string[]> {
  return (await offeredAt(...place)).map(({ label }) => (typeof label === 'string' ? label : label.label));
}

function written(item: vscode.CompletionItem | undefined): string {
  const text = item?.insertText ?? '';
  return typeof text === 'string' ? text : text.value;
}

function putCursor(position: vscode.Position): void {
  activeEditor().selection = new vscode.Selection(position, position);
}

async function typeKeys(keys: string): Promise<void> {
  for (const text of keys) {
    await vscode.commands.executeCommand('type', { text });
  }
}

describe('Completion', () => {
  it('offers the certificates of the file’s vaults for a thumbprint, with the vault and the expiry', async () => {
    await ownVault([rotated, single]);
    const document = await openFile(web(entry('api', '')), { in: 'other' });
    const position = placeOf(document, 'thumbprint="', 'thumbprint="'.length);
    const items = await until(
      'Both certificates are offered',
      () => offeredAt(document, position, '"'),
      (offered) => offered.length === 2,
    );
    const [likeliest] = items;
    assert.ok(likeliest !== undefined && typeof likeliest.label === 'object');
    assert.equal(likeliest.label.label, 'api');
    assert.match(likeliest.label.description ?? '', /^lab-\d+, expires in 33\d days \(\d{4}-\d\d-\d\d\)$/);
    assert.match(written(likeliest), /^[0-9A-F]{40}$/);
  });

  it('finds a certificate by its subject after it was read', async () => {
    const vault = await ownVault([rotated]);
    const document = await openFile(web(entry('tls', '')), { in: 'other' });
    const position = placeOf(document, 'thumbprint="', 'thumbprint="'.length);
    const filterText = await until(
      'The subject is known',
      async () => (await offeredAt(document, position, '"'))[0]?.filterText,
      (text) => text?.includes('www.contoso.example') === true,
    );
    const thumbprint = await vault.thumbprint('web');
    assert.match(filterText ?? '', new RegExp(`^web .*${thumbprint}$`));
  });

  it('replaces the current value with the selected one', async () => {
    const vault = await ownVault([single]);
    const document = await openFile(web(entry('api', '12 34')), { in: 'other' });
    await replaceText(document, '12 34', '');
    putCursor(placeOf(document, 'thumbprint="', 'thumbprint="'.length));
    const thumbprint = await vault.thumbprint('api');
    await vscode.commands.executeCommand('editor.action.triggerSuggest');
    await until(
      'The thumbprint is written',
      async () => {
        await vscode.commands.executeCommand('acceptSelectedSuggestion');
        return document.getText();
      },
      (text) => text.includes(`thumbprint="${thumbprint}"`),
    );
  });

  it('keeps what is typed while the vaults are read', async () => {
    const vault = await ownVault([single]);
    await outside.fail(vault.name, { kind: 'slow', milliseconds: 1000 });
    const document = await openFile(web(entry('api', '')), { in: 'other' });
    const position = placeOf(document, 'thumbprint="', 'thumbprint="'.length);
    const asked = offeredAt(document, position, '"');
    await until(
      'The vault is asked',
      () => outside.requests(vault.name),
      (requests) => requests.length > 0,
    );
    await replaceText(document, 'thumbprint=""', 'thumbprint="ap"');
    const [item] = await asked;
    assert.ok(item?.range instanceof vscode.Range);
    // VS Code adds what was typed after the request.
    assert.deepEqual([item.range.start, item.range.end], [position, position]);
  });

  it('offers the names of the service definition', async () => {
    const definition =
      '<ServiceDefinition name="Shop"><WorkerRole name="Web"><Certificates><Certificate name="Tls" storeLocation="LocalMachine" storeName="My" /></Certificates></WorkerRole></ServiceDefinition>';
    const document = await openFile(web(entry('', '0')), { in: 'other' });
    const csdef = await openFile(definition, { in: 'other', as: 'ServiceDefinition.csdef' });
    const { uri } = csdef;
    await vscode.commands.executeCommand('vscode.open', document.uri, { preview: false });
    await until(
      `${uri.path} is read`,
      () => labelsAt(document, placeOf(document, 'name="" ', 'name="'.length), '"'),
      (labels) => labels.includes('Tls'),
    );
  });

  it('offers elements after “<” and attributes after a space, and nothing after a space elsewhere', async () => {
    const document = await openFile(web('<'));
    assert.deepEqual(await labelsAt(document, placeOf(document, '      <', 7), '<'), ['Certificate']);
    await replaceText(document, '      <', '      <Certificate ');
    assert.deepEqual(await labelsAt(document, placeOf(document, '<Certificate ', 13), ' '), [
      'name',
      'thumbprint',
      'thumbprintAlgorithm',
    ]);
    await replaceText(document, '<Certificate ', ' ');
    assert.deepEqual(await labelsAt(document, placeOf(document, '<Certificates>\n       ', 22), ' '), []);
  });
});

describe('The documentation on hover', () => {
  const documentation = async (document: vscode.TextDocument, position: vscode.Position): Promise<string> => {
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      document.uri,
      position,
    );
    const contents = hovers.flatMap((hover) => hover.contents as readonly vscode.MarkdownString[]);
    return contents.map(({ value }) => value).join('\n');
  };

  it('explains elements, attributes and the family of the system', async () => {
    const document = await openFile(web().replace('serviceName="Shop"', 'serviceName="Shop" osFamily="4"'));
    assert.match(await documentation(document, placeOf(document, '<Role', 2)), /The configuration of a role/);
    assert.match(await documentation(document, placeOf(document, 'serviceName', 2)), /Required/);
    assert.match(await documentation(document, placeOf(document, '"4"', 1)), /Windows Server 2012 R2/);
  });

  it('appears together with the verdict on a certificate', async () => {
    const document = await openFile(web(entry('a', await outside.thumbprint('contoso-api'))));
    const position = placeOf(document, 'thumbprint=', 2);
    await until(
      'Both are said',
      () => documentation(document, position),
      (text) => text.includes('40 uppercase hexadecimal digits') && text.includes('contoso\\-api'),
    );
  });
});

describe('What is beside the text', () => {
  it('shows the certificate after a thumbprint, unless this is off', async () => {
    await ownVault([single]);
    const document = await openFile(web(entry('api', '0')), { in: 'other' });
    const labels = async (): Promise<readonly string[]> => {
      const all = new vscode.Range(0, 0, document.lineCount, 0);
      const hints = await vscode.commands.executeCommand<vscode.InlayHint[]>(
        'vscode.executeInlayHintProvider',
        document.uri,
        all,
      );
      return hints.map(({ label }) => (typeof label === 'string' ? label : label.map(({ value }) => value).join('')));
    };
    const offered = await until(
      'A certificate is offered',
      () => offeredAt(document, placeOf(document, 'thumbprint="', 'thumbprint="'.length), '"'),
      (items) => items.length === 1,
    );
    await replaceText(document, '"0"', `"${written(offered[0])}"`);
    await until('The hint is there', labels, (all) => /^= api, 33\d d$/.test(all.join()));
    await setInFolder('other', 'inlayHints', false);
    await eventually(labels, []);
  });

  it('shows the number of certificates and problems above each role, if this is on', async () => {
    const document = await openFile(service({ Web: [entry('a', '1234')], Worker: [] }));
    const titles = async (): Promise<readonly string[]> => {
      const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
        'vscode.executeCodeLensProvider',
        document.uri,
      );
      return lenses.map(({ command }) => command?.title ?? '');
    };
    assert.deepEqual(await titles(), []);
    await setInFolder('shop', 'codeLens', true);
    await eventually(titles, ['Certificates: 1, problems: 1', 'Certificates: 0']);
  });

  it('links an identifier to the portal', async () => {
    const identifier = 'https://contoso.vault.azure.net/secrets/web/0123456789abcdef0123456789abcdef';
    const setting = `<ConfigurationSettings><Setting name="Url" value="${identifier}" /></ConfigurationSettings>`;
    const document = await openFile(web().replace('    <Certificates>', `    ${setting}<Certificates>`));
    const links = await vscode.commands.executeCommand<vscode.DocumentLink[]>(
      'vscode.executeLinkProvider',
      document.uri,
    );
    const own = links.find(({ range }) => document.getText(range) === identifier);
    assert.equal(
      own?.target?.toString(true),
      `https://portal.azure.com/#asset/Microsoft_Azure_KeyVault/Secret/${identifier}`,
    );
  });
});

describe('The structure of the text', () => {
  it('provides folding and selection ranges', async () => {
    const document = await openFile(web(entry('a', '0')));
    const folding = await vscode.commands.executeCommand<vscode.FoldingRange[]>(
      'vscode.executeFoldingRangeProvider',
      document.uri,
    );
    const lines = document.getText().split('\n');
    const role = lines.findIndex((line) => line.includes('<Role '));
    const end = lines.findIndex((line) => line.includes('</Role>'));
    assert.ok(folding.some((range) => range.start === role && range.end === end - 1));
    const [selection] = await vscode.commands.executeCommand<vscode.SelectionRange[]>(
      'vscode.executeSelectionRangeProvider',
      document.uri,
      [placeOf(document, '"0"', 1)],
    );
    const grown = [selection?.range, selection?.parent?.range, selection?.parent?.parent?.range];
    assert.deepEqual(
      grown.map((range) => range && document.getText(range)),
      ['0', '"0"', 'thumbprint="0"'],
    );
  });

  it('inserts the close tag after a typed “>” or “</”, unless this is off', async () => {
    const document = await openFile(web('', ''));
    await setInFolder('shop', 'closeTags', false);
    putCursor(placeOf(document, '<Certificates>\n      ', 21));
    await typeKeys('<A>');
    await setInFolder('shop', 'closeTags', true);
    await typeKeys('<B>');
    await eventually(() => document.getText().includes('<A><B></B>'), true);
    await typeKeys('x</');
    assert.ok(document.getText().includes('<A><B>x</</B>'));
    await replaceText(document, '<A><B>x</</B>', '<C>');
    putCursor(placeOf(document, '<C>', 3));
    await typeKeys('</');
    await eventually(() => document.getText().includes('<C></C>'), true);
    assert.equal(activeEditor().selection.active.isEqual(placeOf(document, '<C></C>', 7)), true);
  });

  it('leaves close tags to the Red Hat XML extension while that is active', async () => {
    const document = await openFile(web('', ''));
    putCursor(placeOf(document, '<Certificates>\n      ', 21));
    const stop = replace(
      vscode.extensions,
      'getExtension',
      (original) =>
        ((id: string) => (id === 'redhat.vscode-xml' ? { isActive: true } : original(id))) as typeof original,
    );
    afterThisTest(stop);
    await typeKeys('<A>x</');
    await eventually(() => document.getText().includes('<A>x</'), true);
    stop();
    await typeKeys('A><B>');
    await eventually(() => document.getText().includes('<A>x</A><B></B>'), true);
  });

  it('renames both tags at once', async () => {
    const document = await openFile(web());
    putCursor(placeOf(document, '<Certificates', 13));
    await vscode.commands.executeCommand('editor.action.linkedEditing');
    await typeKeys('x');
    await eventually(() => /<(Certificatesx)>\s*<\/\1>/.test(document.getText()), true);
  });

  it('is indented by formatting, of the document and of a selection, and no more', async () => {
    const text = web(entry('a', '0'));
    const flat = text.replace(/^ +/gm, '');
    const document = await openFile(flat);
    const line = flat.split('\n').findIndex((one) => one.startsWith('<Certificate '));
    activeEditor().options = { tabSize: 2, insertSpaces: true };
    activeEditor().selection = new vscode.Selection(line, 0, line, 5);
    await vscode.commands.executeCommand('editor.action.formatSelection');
    await eventually(() => document.lineAt(line).text, text.split('\n')[line]);
    assert.equal(document.lineAt(line - 1).text, '<Certificates>');
    await vscode.commands.executeCommand('editor.action.formatDocument');
    await eventually(() => document.getText(), text);
  });
});

describe('A service definition', () => {
  const definition = `<ServiceDefinition name="Shop" xmlns="http://schemas.microsoft.com/ServiceHosting/2008/10/ServiceDefinition">
  <WorkerRole name="Jobs" vmsize="Standard_D2_v3">
    <Endpoints>
      <InputEndpoint name="Https" protocol="https" port="443" certificate="" />
    </Endpoints>
    <Certificates>
      <Certificate name="Tls" storeLocation="LocalMachine" storeName="My" />
    </Certificates>
  </WorkerRole>
</ServiceDefinition>
`;
  const open = (text = definition) => openFile(text, { as: 'Service.csdef' });

  it('is completed and explained as a configuration is', async () => {
    const document = await open();
    assert.equal(document.languageId, 'csdef');
    assert.deepEqual(await labelsAt(document, placeOf(document, 'certificate="', 13), '"'), ['Tls']);
    assert.ok((await labelsAt(document, placeOf(document, 'storeName="', 11), '"')).includes('TrustedPeople'));
    const [hover] = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      document.uri,
      placeOf(document, 'storeLocation', 2),
    );
    const said = hover?.contents as readonly vscode.MarkdownString[] | undefined;
    assert.match(said?.map(({ value }) => value).join() ?? '', /The location of the certificate store/);
  });

  it('is folded, linked, indented and judged by the schema as a configuration is', async () => {
    const document = await open(definition.replace(/^ +/gm, '').replace('"LocalMachine"', '"Machine"'));
    const folding = await vscode.commands.executeCommand<vscode.FoldingRange[]>(
      'vscode.executeFoldingRangeProvider',
      document.uri,
    );
    assert.ok(folding.some(({ start, end }) => start === 1 && end === 7));
    await findingsBecome(document, [
      'error endpoint-certificate-unknown ‹certificate=""›',
      'error schema-value ‹Machine›',
    ]);
    await apply(titled(await actionsAt(document, placeOf(document, 'Machine', 1)), 'Set storeLocation="LocalMachine"'));
    activeEditor().options = { tabSize: 2, insertSpaces: true };
    await vscode.commands.executeCommand('editor.action.formatDocument');
    await eventually(() => document.getText(), definition);
    putCursor(placeOf(document, '<Endpoints', 10));
    await vscode.commands.executeCommand('editor.action.linkedEditing');
    await typeKeys('x');
    await eventually(() => /<(Endpointsx)>[^]*<\/\1>/.test(document.getText()), true);
  });
});

describe('A flaw of the schema', () => {
  it('is shown while typing, and fixed by one click', async () => {
    const text = web();
    const document = await openFile(text.replaceAll('Certificates', 'Certificats'));
    await findingsBecome(document, ['error schema-unknown-element ‹<Certificats›']);
    const actions = await actionsAt(document, placeOf(document, '<Certificats', 3));
    await apply(titled(actions, 'Rename to <Certificates>'));
    await eventually(() => document.getText(), text);
    await findingsBecome(document, []);
  });
});
