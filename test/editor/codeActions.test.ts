import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { actionsAt, apply, titled } from './support/actions';
import { openFile, placeOf } from './support/files';
import { findingsBecome, findingsOf } from './support/findings';
import { outside } from './support/outside';
import { entry, stranger, web } from './support/service';
import { setInWindow } from './support/settings';
import { eventually, until } from './support/until';
import { ownVault, rotated, single } from './support/vaults';

const digits = '7CB8B7539D87BA7215357B9B9049DFF2D3FA59BA';
const spaced = '7c b8 b7 53 9d 87 ba 72 15 35 7b 9b 90 49 df f2 d3 fa 59 ba';
const { QuickFix, Refactor, RefactorRewrite, Source, SourceFixAll } = vscode.CodeActionKind;

interface Case {
  readonly finding: string;
  readonly before: string;
  readonly at: string;
  readonly action: string | RegExp;
  readonly after: string;
}

describe('A quick fix', () => {
  const cases: readonly Case[] = [
    {
      finding: 'xml-syntax',
      before: web(`<Certificate name="A & B" thumbprint="#{Tls}#" thumbprintAlgorithm="sha1" />`),
      at: '& B',
      action: /&amp;/,
      after: web(`<Certificate name="A &amp; B" thumbprint="#{Tls}#" thumbprintAlgorithm="sha1" />`),
    },
    {
      finding: 'certificate-duplicate-name',
      before: web(entry('Tls', '#{A}#'), entry('TLS', '#{B}#')),
      at: 'TLS',
      action: 'Remove duplicate certificate TLS',
      after: web(entry('Tls', '#{A}#')),
    },
    {
      finding: 'thumbprint-hidden-characters',
      before: web(entry('Tls', `\u200E${digits}`)),
      at: digits,
      action: 'Remove hidden characters',
      after: web(entry('Tls', digits)),
    },
    {
      finding: 'thumbprint-malformed',
      before: web(entry('Tls', Buffer.from(digits, 'hex').toString('base64url'))),
      at: Buffer.from(digits, 'hex').toString('base64url'),
      action: `Convert to ${digits}`,
      after: web(entry('Tls', digits)),
    },
    {
      finding: 'thumbprint-style',
      before: web(entry('Tls', spaced)),
      at: spaced,
      action: `Rewrite as ${digits}`,
      after: web(entry('Tls', digits)),
    },
    {
      finding: 'thumbprint-algorithm',
      before: web(entry('Tls', '#{Tls}#', 'SHA256')),
      at: 'SHA256',
      action: /sha1/,
      after: web(entry('Tls', '#{Tls}#', 'sha1')),
    },
  ];
  for (const { finding, before, at, action, after } of cases) {
    it(`fixes ${finding} and changes nothing else`, async () => {
      const document = await openFile(before);
      await until(
        'It is found',
        () => findingsOf(document),
        (found) => found.some((one) => one.includes(finding)),
      );
      const fix = titled(await actionsAt(document, placeOf(document, at), QuickFix), action);
      await apply(fix);
      assert.equal(document.getText(), after);
      await until(
        'It is gone',
        () => findingsOf(document),
        (found) => !found.some((one) => one.includes(finding)),
      );
    });
  }

  it('updates an older version to the newest one', async () => {
    const [older, newest] = [await outside.thumbprint('contoso-web/3'), await outside.thumbprint('contoso-web')];
    const document = await openFile(web(entry('Web', older)));
    await findingsBecome(document, [`warning certificate-outdated ‹${older}›`]);
    const actions = await actionsAt(document, placeOf(document, older), QuickFix);
    assert.deepEqual(
      actions.map(({ title, isPreferred }) => [title.replace(/ \(expires.*/, ''), isPreferred === true]),
      [
        ['Update to the newest version of contoso-web', true],
        ['Choose from Key Vault…', false],
        ['Explain this problem (certificate-outdated)', false],
        ['Disable certificate-outdated for this line', false],
        ['Disable certificate-outdated in this workspace', false],
        ['Configure certificate-outdated…', false],
      ],
    );
    await apply(titled(actions, /^Update/));
    assert.equal(document.getText(), web(entry('Web', newest)));
    await findingsBecome(document, []);
  });

  it('disables the rule for the line, which leaves no finding', async () => {
    const older = await outside.thumbprint('contoso-web/3');
    const document = await openFile(web(entry('Web', older)));
    await findingsBecome(document, [`warning certificate-outdated ‹${older}›`]);
    const actions = await actionsAt(document, placeOf(document, older), QuickFix);
    await apply(titled(actions, 'Disable certificate-outdated for this line'));
    const comment = '<!-- cscfg-disable-next-line certificate-outdated -->';
    const before = web(entry('Web', older));
    assert.equal(document.getText(), before.replace(/^( *)(?=<Certificate )/m, `$1${comment}\n$1`));
    await findingsBecome(document, []);
  });

  it('opens the setting of the rule', async () => {
    const older = await outside.thumbprint('contoso-web/3');
    const document = await openFile(web(entry('Web', older)));
    await findingsBecome(document, [`warning certificate-outdated ‹${older}›`]);
    const actions = await actionsAt(document, placeOf(document, older), QuickFix);
    const configure = titled(actions, 'Configure certificate-outdated…');
    assert.deepEqual(configure.command?.arguments, ['@id:cscfg.rules.certificate-outdated']);
    await apply(configure);
    await eventually(() => vscode.window.tabGroups.activeTabGroup.activeTab?.label, 'Settings');
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
    assert.equal(document.getText(), web(entry('Web', older)));
  });

  it('disables the rule in the settings of the workspace', async () => {
    const older = await outside.thumbprint('contoso-web/3');
    const document = await openFile(web(entry('Web', older)));
    await findingsBecome(document, [`warning certificate-outdated ‹${older}›`]);
    const actions = await actionsAt(document, placeOf(document, older), QuickFix);
    const settings = vscode.workspace.getConfiguration('cscfg.rules');
    try {
      await apply(titled(actions, 'Disable certificate-outdated in this workspace'));
      await findingsBecome(document, []);
      assert.equal(
        vscode.workspace.getConfiguration('cscfg.rules').inspect('certificate-outdated')?.workspaceValue,
        'off',
      );
    } finally {
      await settings.update('certificate-outdated', undefined, vscode.ConfigurationTarget.Workspace);
    }
  });

  it('replaces an unknown thumbprint with the certificate that has the name of the entry', async () => {
    const document = await openFile(web(entry('OrdersWorker', stranger)));
    await findingsBecome(document, [`error thumbprint-not-in-vault ‹${stranger}›`]);
    const actions = await actionsAt(document, placeOf(document, stranger), QuickFix);
    await apply(titled(actions, /^Replace with contoso-orders-worker /));
    assert.equal(document.getText(), web(entry('OrdersWorker', await outside.thumbprint('contoso-orders-worker'))));
    await findingsBecome(document, []);
  });

  it('is preferred once for several problems at a position: the fix of the most severe one', async () => {
    const older = (await outside.thumbprint('contoso-web/3')).toLowerCase();
    const document = await openFile(web(entry('Web', older)));
    await findingsBecome(document, [
      `information thumbprint-style ‹${older}›`,
      `warning certificate-outdated ‹${older}›`,
    ]);
    const actions = await actionsAt(document, placeOf(document, older), QuickFix);
    assert.deepEqual(
      actions.filter(({ isPreferred }) => isPreferred).map(({ title }) => title.replace(/ \(expires.*/, '')),
      ['Update to the newest version of contoso-web'],
    );
  });

  it('is undone in one step, byte for byte', async () => {
    const text = `\uFEFF${web(entry('Tls', spaced)).replaceAll('\n', '\r\n').replaceAll('"', "'")}`;
    const document = await openFile(text);
    await until(
      'It is found',
      () => findingsOf(document),
      (found) => found.some((one) => one.includes('style')),
    );
    await apply(titled(await actionsAt(document, placeOf(document, spaced), QuickFix), `Rewrite as ${digits}`));
    await document.save();
    assert.equal(
      Buffer.from(await vscode.workspace.fs.readFile(document.uri)).toString(),
      text.replace(spaced, digits),
    );
    await vscode.commands.executeCommand('undo');
    await document.save();
    assert.equal(Buffer.from(await vscode.workspace.fs.readFile(document.uri)).toString(), text);
  });
});

describe('The code actions', () => {
  const kinds = (actions: readonly vscode.CodeAction[]): readonly (string | undefined)[] =>
    actions.map(({ kind }) => kind?.value);

  it('are those of the requested kind', async () => {
    const document = await openFile(web(entry('Tls', spaced)));
    await until(
      'It is found',
      () => findingsOf(document),
      (found) => found.length > 0,
    );
    const at = (kind: vscode.CodeActionKind): Promise<readonly vscode.CodeAction[]> =>
      actionsAt(document, placeOf(document, spaced), kind);
    assert.ok(kinds(await at(QuickFix)).every((kind) => kind === 'quickfix'));
    assert.deepEqual(kinds(await at(Refactor)), ['refactor.rewrite', 'refactor.rewrite', 'refactor']);
    assert.deepEqual(kinds(await at(RefactorRewrite)), ['refactor.rewrite', 'refactor.rewrite']);
    assert.deepEqual(kinds(await at(SourceFixAll)), ['source.fixAll.cscfg']);
    assert.deepEqual(kinds(await at(Source)), ['source.fixAll.cscfg']);
    assert.deepEqual(kinds(await at(SourceFixAll.append('other'))), []);
  });

  it('offer one action to choose a certificate in addition to other fixes of the entry', async () => {
    const document = await openFile(web(entry('Tls', '#{Tls}#'), entry('Short', '1234')));
    await findingsBecome(document, [
      'information thumbprint-placeholder ‹#{Tls}#›',
      'error thumbprint-malformed ‹1234›',
    ]);
    const actions = await actionsAt(document, placeOf(document, '1234', 1));
    assert.deepEqual(
      actions.flatMap(({ title }) => (title.includes('Key Vault') ? [title] : [])),
      ['Choose from Key Vault…', 'Insert certificate from Key Vault…'],
    );
  });

  it('offer to insert in a role, and to replace in a certificate', async () => {
    const document = await openFile(web(entry('Tls', '#{Tls}#')));
    const titles = async (text: string): Promise<readonly string[]> =>
      (await actionsAt(document, placeOf(document, text, 1), Refactor)).map(({ title }) => title);
    assert.deepEqual(await titles('<ServiceConfiguration'), []);
    assert.deepEqual(await titles('<Role'), ['Insert certificate from Key Vault…']);
    assert.deepEqual(await titles('<Certificates'), ['Insert certificate from Key Vault…']);
    assert.deepEqual(await titles('Tls'), [
      'Replace with certificate from Key Vault…',
      'Insert certificate from Key Vault…',
    ]);
  });
});

describe('Fix all', () => {
  const before = web(entry('A', `\u200E${spaced}`, 'SHA1'), entry('B', '1234'), entry('C', stranger.toLowerCase()));
  const after = web(entry('A', digits), entry('B', '1234'), entry('C', stranger));

  it('applies all auto-fixable fixes at once', async () => {
    const document = await openFile(before);
    const [action, ...others] = await actionsAt(document, new vscode.Range(0, 0, 0, 0), SourceFixAll);
    assert.ok(action);
    assert.deepEqual(others, []);
    await apply(action);
    assert.equal(document.getText(), after);
    assert.deepEqual(await actionsAt(document, new vscode.Range(0, 0, 0, 0), SourceFixAll), []);
    await vscode.commands.executeCommand('undo');
    assert.equal(document.getText(), before);
  });

  it('runs on save if configured', async () => {
    await setInWindow('editor', 'codeActionsOnSave', { 'source.fixAll.cscfg': 'explicit' });
    const document = await openFile(before);
    await vscode.commands.executeCommand('workbench.action.files.save');
    await eventually(() => document.getText(), after);
    await until(
      'It is saved',
      () => document.isDirty,
      (isDirty) => !isDirty,
    );
    assert.equal(Buffer.from(await vscode.workspace.fs.readFile(document.uri)).toString(), after);
  });

  it('writes the version of a pasted identifier for an entry with any name', async () => {
    const vault = await ownVault([rotated, single]);
    const certificate = (await outside.certificates(vault.name)).find(({ name }) => name === 'web');
    const older = await vault.thumbprint('web/1');
    const oldest = certificate?.versions.find(({ thumbprint }) => thumbprint === older);
    const address = `${vault.url}/secrets/web/${oldest?.version ?? ''}`;
    const document = await openFile(web(entry('Api', address)), { in: 'other' });
    const actions = await until(
      'The version is offered',
      () => actionsAt(document, placeOf(document, address), QuickFix),
      ([first]) => first?.title.startsWith('Replace with web, version') === true,
    );
    assert.ok(actions[0]?.isPreferred);
    await apply(titled(actions, /^Replace with web, version/));
    assert.equal(document.getText(), web(entry('Api', older)));
  });
});
