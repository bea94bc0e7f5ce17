import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { rollOverService, type RolledFile, type VersionSource } from '../emulator/rollOverService';
import { actionsAt, titled } from './support/actions';
import { afterThisTest } from './support/cleanUp';
import { forgetDocuments, placeOf, replaceText, show } from './support/files';
import { outside } from './support/outside';
import { preview } from './support/preview';
import { answer, offered, question } from './support/questions';
import { folder } from './support/settings';
import { eventually, until } from './support/until';
import { replace, watched } from './support/watch';

let folders = 0;

interface ServiceFolder {
  readonly files: readonly RolledFile[];
  readonly uri: (path: string) => vscode.Uri;
}

/** Writes the service before its roll-over into a new folder of `shop`. */
async function serviceFolder(): Promise<ServiceFolder> {
  folders++;
  const root = vscode.Uri.joinPath(folder('shop').uri, `roll-over-${String(folders)}`);
  const files = rollOverService(await versions());
  const uri = (path: string): vscode.Uri => vscode.Uri.joinPath(root, ...path.split('/'));
  for (const { path, before } of files) {
    await vscode.workspace.fs.writeFile(uri(path), before);
  }
  afterThisTest(() => vscode.workspace.fs.delete(root, { recursive: true }));
  afterThisTest(forgetDocuments);
  return { files, uri };
}

async function versions(): Promise<VersionSource> {
  const certificates = await outside.certificates('contoso');
  return {
    find: (token) => {
      const [name, number] = token.split('/');
      const version = certificates
        .find((one) => one.name === name)
        ?.versions.at(number === undefined ? -1 : Number(number) - 1);
      assert.ok(version, token);
      return { version };
    },
  };
}

async function onDisk({ files, uri }: ServiceFolder): Promise<Readonly<Record<string, string>>> {
  const bytes = await Promise.all(
    files.map(
      async ({ path }) =>
        [path, Buffer.from(await vscode.workspace.fs.readFile(uri(path))).toString('latin1')] as const,
    ),
  );
  return Object.fromEntries(bytes);
}

function expected({ files }: ServiceFolder, state: (file: RolledFile) => Buffer): Readonly<Record<string, string>> {
  return Object.fromEntries(files.map((file) => [file.path, state(file).toString('latin1')]));
}

/** Presses the first button of the next notification with buttons; the result collects the texts. */
function pressFirstButton(): void {
  afterThisTest(
    replace(
      vscode.window,
      'showInformationMessage',
      () =>
        ((message: string, ...buttons: readonly string[]) => {
          watched.messages.push(message);
          return Promise.resolve(buttons[0]);
        }) as never,
    ),
  );
}

const cloud = 'ServiceConfiguration.Cloud.cscfg';

describe('A roll-over', () => {
  it('changes every use in open and closed files, keeps all other bytes, and leaves what is only likely', async () => {
    const service = await serviceFolder();
    await show(service.uri('Web/web.config'));
    await show(service.uri(cloud));
    await preview(vscode.commands.executeCommand('cscfg.rollOverOutdated', 'workspace'));
    await eventually(
      () => onDisk(service),
      expected(service, ({ after }) => after),
    );
    assert.deepEqual(watched.messages, ['Rolled over. Changes: 16. Files: 5. Not rolled over: 1.']);
    assert.ok(vscode.workspace.textDocuments.every(({ isDirty }) => !isDirty));
  });

  it('keeps the unsaved changes of an open file', async () => {
    const service = await serviceFolder();
    const document = await show(service.uri(cloud));
    await replaceText(document, 'count="2"', 'count="3"');
    await preview(vscode.commands.executeCommand('cscfg.rollOverOutdated', 'workspace'));
    const changed = (bytes: Buffer): Buffer => Buffer.from(bytes.toString().replace('count="2"', 'count="3"'));
    const { after = Buffer.of() } = service.files.find(({ path }) => path === cloud) ?? {};
    await eventually(() => document.getText(), changed(after).toString().replace('\uFEFF', ''));
    // With files.refactoring.autoSave, VS Code saves it as well.
    await eventually(
      () => onDisk(service),
      expected(service, (file) => (file.path === cloud ? changed(file.after) : file.after)),
    );
  });

  it('changes nothing if the user discards the preview', async () => {
    const service = await serviceFolder();
    await show(service.uri(cloud));
    await preview(vscode.commands.executeCommand('cscfg.rollOverOutdated', 'workspace'), false);
    assert.deepEqual(
      await onDisk(service),
      expected(service, ({ before }) => before),
    );
    assert.deepEqual(watched.messages, []);
  });

  it('changes nothing if a file is changed while the preview is open', async () => {
    const service = await serviceFolder();
    const document = await show(service.uri(cloud));
    const before = document.getText();
    const shown = new Promise<void>((resolve) => {
      afterThisTest(
        replace(vscode.workspace, 'applyEdit', (applyEdit) => (edit, metadata) => {
          const applied = applyEdit(edit, metadata);
          if (metadata?.isRefactoring === true) {
            resolve();
          }
          return applied;
        }),
      );
    });
    const rollOver = vscode.commands.executeCommand('cscfg.rollOverOutdated', 'workspace');
    await shown;
    await replaceText(document, 'count="2"', 'count="3"');
    await preview(rollOver);
    await eventually(() => watched.messages, ['A file was changed in the meantime. Start the roll-over again.']);
    assert.equal(document.getText(), before.replace('count="2"', 'count="3"'));
    assert.deepEqual(
      await onDisk(service),
      expected(service, (file) => file.before),
    );
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });

  it('changes a file that contains only the identifier of a version', async () => {
    const service = await serviceFolder();
    const source = await versions();
    const script = (token: string): string =>
      `$secret = 'https://contoso.vault.azure.net/secrets/contoso-web/${source.find(token).version.version}'\r\n`;
    const uri = service.uri('deploy/secret.ps1');
    await vscode.workspace.fs.writeFile(uri, Buffer.from(script('contoso-web/3')));
    await show(service.uri(cloud));
    await preview(vscode.commands.executeCommand('cscfg.rollOverOutdated', 'workspace'));
    await eventually(
      async () => Buffer.from(await vscode.workspace.fs.readFile(uri)).toString(),
      script('contoso-web/4'),
    );
  });

  it('of one file leaves all others', async () => {
    const service = await serviceFolder();
    const document = await show(service.uri(cloud));
    await preview(vscode.commands.executeCommand('cscfg.rollOverOutdated', 'file'));
    const { after = Buffer.of() } = service.files.find(({ path }) => path === cloud) ?? {};
    await eventually(() => document.getText(), after.toString().replace('\uFEFF', ''));
    await document.save();
    assert.deepEqual(
      await onDisk(service),
      expected(service, (file) => (file.path === cloud ? file.after : file.before)),
    );
  });

  it('of a service leaves other services, and files that both use', async () => {
    const [service, other] = [await serviceFolder(), await serviceFolder()];
    await show(service.uri(cloud));
    await preview(vscode.commands.executeCommand('cscfg.rollOverOutdated', 'service'));
    await eventually(
      () => onDisk(service),
      expected(service, ({ path, before, after }) => (path.endsWith('.cscfg') ? after : before)),
    );
    assert.deepEqual(
      await onDisk(other),
      expected(other, ({ before }) => before),
    );
  });

  it('starts from the first fix of an outdated certificate, which changes only that certificate', async () => {
    const service = await serviceFolder();
    const old = await outside.thumbprint('contoso-api/1');
    const newest = await outside.thumbprint('contoso-api');
    const document = await show(service.uri(cloud));
    const fixes = (): Promise<readonly vscode.CodeAction[]> =>
      actionsAt(document, placeOf(document, `name="Api" thumbprint="${old}`, 30), vscode.CodeActionKind.QuickFix);
    await until('The fix counts the uses', fixes, ([first]) => first?.title.endsWith('(5)…') === true);
    const [first, second] = await fixes();
    assert.deepEqual(
      [first?.title, first?.isPreferred, second?.isPreferred],
      ['Update all uses of this certificate (5)…', true, false],
    );
    assert.match(second?.title ?? '', /^Update to the newest version of contoso-api/);
    const { command } = first ?? {};
    assert.ok(command);
    await preview(vscode.commands.executeCommand(command.command, ...((command.arguments ?? []) as unknown[])));
    const rolled = (bytes: Buffer): Buffer =>
      Buffer.from(bytes.toString('latin1').replaceAll(old, newest).replaceAll(wide(old), wide(newest)), 'latin1');
    await eventually(
      () => onDisk(service),
      expected(service, ({ before }) => rolled(before)),
    );
  });

  it('starts from the command palette: the certificate, then its newest version', async () => {
    const service = await serviceFolder();
    await show(service.uri(cloud));
    const command = vscode.commands.executeCommand('cscfg.rollOverCertificate');
    assert.equal((await question()).title, 'Select the certificate to roll over');
    assert.deepEqual((await offered()).slice(0, 2), ['contoso-api', 'contoso-web']);
    await answer('contoso-api');
    await until('The target is asked for', question, ({ title }) => title === 'Roll over to');
    assert.deepEqual(await offered(), ['Newest version', 'Another certificate…']);
    await answer('Newest version');
    await preview(command);
    const old = await outside.thumbprint('contoso-api/1');
    await eventually(async () => (await onDisk(service))[cloud]?.includes(old), false);
    assert.ok((await onDisk(service))[cloud]?.includes(await outside.thumbprint('contoso-web/3')));
  });

  it('starts from a row of the tree, and can use another certificate', async () => {
    const service = await serviceFolder();
    await show(service.uri(cloud));
    const [version] =
      (await outside.certificates('contoso')).find(({ name }) => name === 'contoso-api')?.versions.slice(-1) ?? [];
    const row = {
      version: {
        vault: 'https://contoso.vault.azure.net',
        certificate: 'contoso-api',
        thumbprint: version?.thumbprint,
        version: version?.version,
        enabled: true,
      },
    };
    const command = vscode.commands.executeCommand('cscfg.rollOverCertificate', row);
    assert.equal((await question()).title, 'Roll over to');
    await answer('Another certificate…');
    await until('The certificate is asked for', offered, (labels) => labels.some((one) => one.endsWith('wildcard')));
    await answer('contoso-wildcard');
    await preview(command);
    const wildcard = await outside.thumbprint('contoso-wildcard');
    await eventually(async () => (await onDisk(service))[cloud]?.split(wildcard).length, 3);
  });

  it('says what was changed, what is left and what must be deployed', async () => {
    const service = await serviceFolder();
    await show(service.uri(cloud));
    pressFirstButton();
    await preview(vscode.commands.executeCommand('cscfg.rollOverOutdated', 'workspace'));
    const summary = await until(
      'The summary is shown',
      () => vscode.window.activeTextEditor?.document,
      (document) => document?.languageId === 'markdown',
    );
    const source = await versions();
    const root = `shop/roll-over-${String(folders)}`;
    const plain = summary?.getText().replaceAll('\\', '') ?? '';
    assert.match(plain, /^# Certificate roll-over\n\n## Changed\n\n- /);
    assert.ok(
      plain.includes(`- ${root}/Web/web.config\n  - Line 5: Thumbprint: contoso-web in contoso, expires `),
      plain,
    );
    assert.equal(
      plain.slice(plain.indexOf('## Found')),
      `## Found and not changed

- ${root}/${cloud}
  - Line 18: Certificate "Token" of role "Worker": A placeholder, not a thumbprint
- ${root}/ServiceConfiguration.Local.cscfg
  - Line 21: Thumbprint: In a comment
- ${root}/Web/web.config
  - Line 3: Thumbprint: In a comment
- ${root}/deploy/shop.parameters.json
  - Line 5: certificateUrl of "contoso-api": A deployment can override the value

## To be deployed

- ${root}/${cloud} (service Orders)
- ${root}/ServiceConfiguration.Local.cscfg (service Orders)
- ${root}/ServiceConfiguration.Test.cscfg (service Orders)

## Certificates that osProfile.secrets must contain

- https://contoso.vault.azure.net/secrets/contoso-web/${source.find('contoso-web').version.version}: in ${root}/deploy/shop.json
- https://contoso.vault.azure.net/secrets/contoso-api/${source.find('contoso-api').version.version}: no template of the workspace contains it
`,
    );
  });

  it('says that there is nothing to do', async () => {
    const service = await serviceFolder();
    for (const { path, afterLikely } of service.files) {
      await vscode.workspace.fs.writeFile(service.uri(path), afterLikely);
    }
    await show(service.uri(cloud));
    await vscode.commands.executeCommand('cscfg.rollOverOutdated', 'workspace');
    assert.deepEqual(watched.messages, ['There is nothing to roll over.']);
  });

  it('is offered at every thumbprint', async () => {
    const service = await serviceFolder();
    const document = await show(service.uri(cloud));
    const lower = (await outside.thumbprint('contoso-web/3')).toLowerCase();
    titled(await actionsAt(document, placeOf(document, lower)), 'Roll over certificate…');
  });
});

/** The text in UTF-16, one character for each byte. */
function wide(text: string): string {
  return Buffer.from(text, 'utf16le').toString('latin1');
}
