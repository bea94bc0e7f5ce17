import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { placeOf, replaceText, show } from './support/files';
import { outside } from './support/outside';
import { newFiles, ownPath } from './support/places';
import { entry, service, stranger } from './support/service';
import { setInWindow } from './support/settings';
import { eventually } from './support/until';

/** A configuration whose role Web has the setting and the certificates, and whose role Worker has the same ones. */
function configuration(setting: string, ...certificates: readonly string[]): string {
  const settings = `<ConfigurationSettings><Setting name="Tokens" value="${setting}" /></ConfigurationSettings>`;
  return service({ Web: certificates, Worker: certificates }).replace(
    '    <Certificates>',
    `    ${settings}\n    <Certificates>`,
  );
}

/** Of the editor, or of the file, which this does not open. */
async function textOf(uri: vscode.Uri): Promise<string> {
  const open = vscode.workspace.textDocuments.find((one) => one.uri.toString() === uri.toString());
  // A deleted file is reported until the editor notices.
  const read = async (): Promise<Uint8Array> => {
    try {
      return await vscode.workspace.fs.readFile(uri);
    } catch {
      return new Uint8Array();
    }
  };
  return open?.getText() ?? vscode.workspace.decode(await read(), { uri });
}

/** `file:line ‹text›` of each reference in the files of this test; lines count from 1. */
async function referencesAt(document: vscode.TextDocument, position: vscode.Position): Promise<readonly string[]> {
  const found = await vscode.commands.executeCommand<vscode.Location[]>(
    'vscode.executeReferenceProvider',
    document.uri,
    position,
  );
  const own = found.flatMap(({ uri, range }) => {
    const path = ownPath(uri);
    return path === undefined ? [] : [{ path, uri, range }];
  });
  const lines = own.map(async ({ path, uri, range }) => {
    const line = (await textOf(uri)).split(/\r?\n/)[range.start.line] ?? '';
    const text = line.slice(range.start.character, range.end.character);
    return `${path}:${String(range.start.line + 1)} ‹${text}›`;
  });
  return (await Promise.all(lines)).sort();
}

describe('The references to a thumbprint', () => {
  it('are in every role, setting and configuration, and in other text files', async () => {
    const thumbprint = await outside.thumbprint('contoso-web');
    const lower = thumbprint.toLowerCase();
    const spaced = lower.replace(/..(?!$)/g, '$& ');
    const uri = await newFiles({
      'ServiceConfiguration.Cloud.cscfg': configuration(`${stranger};${lower}`, entry('Tls', thumbprint)),
      'ServiceConfiguration.Local.cscfg': service({ Web: [entry('Other', stranger), entry('Tls', lower)] }),
      'Web/web.config': `<configuration>\r\n  <add value="é ${spaced}" />\r\n</configuration>`,
      '.pipelines/deploy.ps1': `\uFEFF$thumbprint = '${thumbprint}'`,
      'binary.dat': Buffer.from(`\0\0\0\0${thumbprint}\0`),
      'other.txt': `${stranger} ${thumbprint}0`,
    });
    const document = await show(uri('ServiceConfiguration.Cloud.cscfg'));
    const expected = [
      `.pipelines/deploy.ps1:1 ‹${thumbprint}›`,
      `ServiceConfiguration.Cloud.cscfg:11 ‹${thumbprint}›`,
      `ServiceConfiguration.Cloud.cscfg:4 ‹${lower}›`,
      `ServiceConfiguration.Cloud.cscfg:6 ‹${thumbprint}›`,
      `ServiceConfiguration.Local.cscfg:6 ‹${lower}›`,
      `Web/web.config:2 ‹${spaced}›`,
    ];
    await eventually(() => referencesAt(document, placeOf(document, lower, 3)), expected);
    await eventually(() => referencesAt(document, placeOf(document, thumbprint)), expected);
  });

  it('are in files that contain only the identifier of a version', async () => {
    const [version] =
      (await outside.certificates('contoso')).find(({ name }) => name === 'contoso-web')?.versions.slice(-2) ?? [];
    assert.ok(version);
    const uri = await newFiles({
      'ServiceConfiguration.Cloud.cscfg': configuration('', entry('Tls', version.thumbprint)),
      'deploy.ps1': `$secret = 'https://contoso.vault.azure.net/secrets/contoso-web/${version.version}'`,
      'other.ps1': `$checksum = '${'0'.repeat(32)}'`,
    });
    const document = await show(uri('ServiceConfiguration.Cloud.cscfg'));
    const places = [11, 6].map((line) => `ServiceConfiguration.Cloud.cscfg:${String(line)} ‹${version.thumbprint}›`);
    await eventually(
      () => referencesAt(document, placeOf(document, version.thumbprint)),
      [...places, `deploy.ps1:1 ‹${version.version}›`],
    );
  });

  it('follow unsaved changes', async () => {
    const uri = await newFiles({
      'ServiceConfiguration.cscfg': service({ Web: [entry('Tls', stranger)] }),
      'notes.md': 'Nothing.',
    });
    const notes = await show(uri('notes.md'));
    await replaceText(notes, 'Nothing', stranger);
    const document = await show(uri('ServiceConfiguration.cscfg'));
    await replaceText(document, 'Tls', 'LongerName');
    const expected = [`ServiceConfiguration.cscfg:5 ‹${stranger}›`, `notes.md:1 ‹${stranger}›`];
    await eventually(() => referencesAt(document, placeOf(document, stranger)), expected);
  });

  it('leave out the files that files.exclude names, and build output', async () => {
    const uri = await newFiles({
      'ServiceConfiguration.cscfg': service({ Web: [entry('Tls', stranger)] }),
      'drop/app.config': stranger,
      'bin/app.config': stranger,
      'app.config': stranger,
    });
    await setInWindow('files', 'exclude', { '**/drop': true });
    const document = await show(uri('ServiceConfiguration.cscfg'));
    const expected = [`ServiceConfiguration.cscfg:5 ‹${stranger}›`, `app.config:1 ‹${stranger}›`];
    await eventually(() => referencesAt(document, placeOf(document, stranger)), expected);
  });

  it('are no longer in a deleted folder', async () => {
    const uri = await newFiles({
      'a/ServiceConfiguration.cscfg': service({ Web: [entry('Tls', stranger)] }),
      'b/ServiceConfiguration.cscfg': service({ Web: [entry('Tls', stranger)] }),
      'b/app.config': stranger,
    });
    const document = await show(uri('a/ServiceConfiguration.cscfg'));
    const own = `a/ServiceConfiguration.cscfg:5 ‹${stranger}›`;
    await eventually(
      () => referencesAt(document, placeOf(document, stranger)),
      [own, `b/ServiceConfiguration.cscfg:5 ‹${stranger}›`, `b/app.config:1 ‹${stranger}›`],
    );
    await vscode.workspace.fs.delete(uri('b'), { recursive: true });
    await eventually(() => referencesAt(document, placeOf(document, stranger)), [own]);
  });

  it('are those of every version of a certificate on the rest of its element', async () => {
    const [older, newest] = [await outside.thumbprint('contoso-web/3'), await outside.thumbprint('contoso-web')];
    const uri = await newFiles({ 'ServiceConfiguration.cscfg': configuration(newest, entry('Tls', older)) });
    const document = await show(uri('ServiceConfiguration.cscfg'));
    const expected = [
      `ServiceConfiguration.cscfg:11 ‹${older}›`,
      `ServiceConfiguration.cscfg:4 ‹${newest}›`,
      `ServiceConfiguration.cscfg:6 ‹${older}›`,
    ];
    await eventually(() => referencesAt(document, placeOf(document, 'Certificate name')), expected);
  });

  it('are those of the name on a name, as before', async () => {
    const uri = await newFiles({ 'ServiceConfiguration.cscfg': service({ Web: [entry('Tls', stranger)] }) });
    const document = await show(uri('ServiceConfiguration.cscfg'));
    assert.deepEqual(await referencesAt(document, placeOf(document, 'Tls')), ['ServiceConfiguration.cscfg:5 ‹Tls›']);
  });
});
