import assert from 'node:assert/strict';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { actionsAt, apply, titled } from './support/actions';
import { afterThisTest } from './support/cleanUp';
import { openUntitled, placeOf, replaceText, show } from './support/files';
import { diagnosticsOf, findingsOf } from './support/findings';
import { answer } from './support/questions';
import { folder } from './support/settings';
import { eventually, until } from './support/until';
import { ownVault, single } from './support/vaults';
import { watched } from './support/watch';

const csdef = 'ServiceDefinition.csdef';
const cloud = 'ServiceConfiguration.Cloud.cscfg';
const local = 'ServiceConfiguration.Local.cscfg';
const ccproj = 'Shop.ccproj';

const declared = (name: string): string => `<Certificate name="${name}" storeLocation="LocalMachine" storeName="My" />`;
const entry = (name: string): string => `<Certificate name="${name}" thumbprint="#{T}#" thumbprintAlgorithm="sha1" />`;

function definition(...certificates: readonly string[]): string {
  return `<ServiceDefinition name="Shop">
  <WebRole name="Web">
    <Endpoints>
      <InputEndpoint name="Https" protocol="https" port="443" certificate="Tls" />
    </Endpoints>
    <Certificates>
${certificates.map((name) => `      ${declared(name)}\n`).join('')}    </Certificates>
  </WebRole>
</ServiceDefinition>
`;
}

function configuration(...certificates: readonly string[]): string {
  return `<ServiceConfiguration serviceName="Shop">
  <Role name="Web">
    <Instances count="1" />
    <Certificates>
${certificates.map((name) => `      ${entry(name)}\n`).join('')}    </Certificates>
  </Role>
  <NetworkConfiguration>
    <AddressAssignments>
      <InstanceAddress roleName="Web" />
    </AddressAssignments>
  </NetworkConfiguration>
</ServiceConfiguration>
`;
}

const project = `<Project>
  <ItemGroup>
    <ServiceDefinition Include="ServiceDefinition.csdef" />
    <ServiceConfiguration Include="ServiceConfiguration.*.cscfg" />
    <ProjectReference Include="..\\Web\\Web.csproj"><RoleName>Web</RoleName></ProjectReference>
  </ItemGroup>
</Project>
`;

let services = 0;

interface OwnService {
  readonly uri: (name: string) => vscode.Uri;
  readonly write: (name: string, text: string) => Thenable<void>;
  readonly open: (name: string) => Promise<vscode.TextDocument>;
  /** The text in the editor, otherwise on disk. */
  readonly text: (name: string) => Promise<string>;
}

async function newService(files: Readonly<Record<string, string>>, parent = folder('shop').uri): Promise<OwnService> {
  services++;
  const root = vscode.Uri.joinPath(parent, `service-${String(process.pid)}-${String(services)}`);
  const uri = (name: string): vscode.Uri => vscode.Uri.joinPath(root, name);
  const write = (name: string, text: string): Thenable<void> =>
    vscode.workspace.fs.writeFile(uri(name), Buffer.from(text));
  for (const [name, text] of Object.entries(files)) {
    await write(name, text);
  }
  afterThisTest(() => vscode.workspace.fs.delete(root, { recursive: true }));
  return {
    uri,
    write,
    open: (name) => show(uri(name)),
    text: async (name) => (await textOf(uri(name))).join('\n'),
  };
}

/** The lines of a file, without opening it: tests close what they open. */
async function textOf(uri: vscode.Uri): Promise<readonly string[]> {
  const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
  const text = open?.getText() ?? Buffer.from(await vscode.workspace.fs.readFile(uri)).toString();
  return text.split('\n');
}

/** The findings about the document as part of a service. */
function ofService(document: vscode.TextDocument): readonly string[] {
  const own =
    /\b(service-name|role-(?!size)|certificate-(?:undeclared|missing)|setting-|endpoint-|[a-z-]+-plugin|configuration-)/;
  return findingsOf(document).filter((finding) => own.test(finding));
}

/** `file: text` of the locations, in the order of files and lines. */
async function textsAt(places: readonly (vscode.Location | vscode.LocationLink)[]): Promise<readonly string[]> {
  const texts = await Promise.all(
    places.map(async (place) => {
      const [uri, range] = 'uri' in place ? [place.uri, place.range] : [place.targetUri, place.targetRange];
      const line = (await textOf(uri))[range.start.line] ?? '';
      const written = line.slice(range.start.character, range.end.character);
      return `${uri.path.split('/').at(-1) ?? ''}:${String(range.start.line + 1)} ${written}`;
    }),
  );
  return texts.sort();
}

function places(
  command: string,
  document: vscode.TextDocument,
  at: vscode.Position,
): Thenable<(vscode.Location | vscode.LocationLink)[]> {
  return vscode.commands.executeCommand(`vscode.execute${command}Provider`, document.uri, at);
}

describe('A configuration', () => {
  it('is compared with the definition in its folder, and again when that changes on disk', async () => {
    const service = await newService({ [csdef]: definition('Tls'), [cloud]: configuration('Tls', 'Signing') });
    const document = await service.open(cloud);
    await eventually(() => ofService(document), ['error certificate-undeclared ‹Signing›']);
    const [diagnostic] = diagnosticsOf(document).filter(({ code }) => JSON.stringify(code).includes('undeclared'));
    assert.deepEqual(
      diagnostic?.relatedInformation?.map(({ location }) => location.uri.path),
      [service.uri(csdef).path],
    );
    await service.write(csdef, definition('Tls', 'Signing'));
    await eventually(() => ofService(document), []);
    await service.write(csdef, definition('Tls', 'Signing', 'Other'));
    await eventually(() => ofService(document), ['warning certificate-missing ‹<Certificates›']);
    await vscode.workspace.fs.delete(service.uri(csdef));
    await eventually(() => ofService(document), []);
  });

  it('is compared with the definition in an open editor, saved or not', async () => {
    const service = await newService({ [csdef]: definition('Tls'), [cloud]: configuration('Tls', 'Signing') });
    const document = await service.open(cloud);
    await eventually(() => ofService(document), ['error certificate-undeclared ‹Signing›']);
    const other = await service.open(csdef);
    await replaceText(other, declared('Tls'), declared('Tls') + declared('Signing'));
    await eventually(() => ofService(document), []);
    await show(service.uri(csdef));
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await until(
      'It is closed',
      () =>
        vscode.workspace.textDocuments
          .filter(({ languageId }) => languageId.startsWith('cs'))
          .map(({ uri }) => uri.path),
      (paths) => paths.length === 1 && paths[0] === service.uri(cloud).path,
    );
    await eventually(() => ofService(document), ['error certificate-undeclared ‹Signing›']);
  });

  it('is not compared with an ambiguous definition until a project lists it', async () => {
    const service = await newService({
      [csdef]: definition('Tls'),
      'Other.csdef': definition('Tls', 'Signing'),
      [cloud]: configuration('Tls', 'Signing'),
      [local]: configuration('Tls').replace('Shop', 'Stop'),
    });
    const document = await service.open(cloud);
    await service.write(ccproj, project);
    await eventually(() => ofService(document), ['error certificate-undeclared ‹Signing›']);
    await service.write(ccproj, project.replace(csdef, 'Other.csdef'));
    await eventually(() => ofService(document), []);
    assert.deepEqual(
      await until(
        'The other one is compared too',
        async () => ofService(await service.open(local)),
        (all) => all.length > 0,
      ),
      ['error service-name-mismatch ‹Stop›', 'warning certificate-missing ‹<Certificates›'],
    );
  });

  it('outside of a workspace is compared with the definition in its folder', async () => {
    const service = await newService(
      { [csdef]: definition('Tls'), [cloud]: configuration('Tls', 'Signing') },
      vscode.Uri.file(join(tmpdir())),
    );
    const document = await service.open(cloud);
    await eventually(() => ofService(document), ['error certificate-undeclared ‹Signing›']);
  });

  it('in an excluded folder is compared with the definition in or above its folder', async () => {
    const service = await newService({
      [csdef]: definition('Tls'),
      [`bin/Release/${cloud}`]: configuration('Tls', 'Signing'),
      [`obj/${csdef}`]: definition('Tls'),
      [`obj/${cloud}`]: configuration('Tls', 'Other'),
    });
    const above = await service.open(`bin/Release/${cloud}`);
    await eventually(() => ofService(above), ['error certificate-undeclared ‹Signing›']);
    const beside = await service.open(`obj/${cloud}`);
    await eventually(() => ofService(beside), ['error certificate-undeclared ‹Other›']);
  });

  it('shows the definition that it is compared with, and opens it', async () => {
    const service = await newService({ [csdef]: definition('Tls'), [cloud]: configuration('Tls') });
    await service.open(cloud);
    const status = watched.statusItems.get('cscfg.service');
    await eventually(() => status?.text, csdef);
    const { command = '', arguments: args = [] } = status?.command ?? {};
    await vscode.commands.executeCommand(command, ...(args as unknown[]));
    await eventually(() => vscode.window.activeTextEditor?.document.uri.path, service.uri(csdef).path);
    await eventually(() => status?.text, cloud);
    await service.open(cloud);
    await service.write('Second.csdef', definition('Tls'));
    await eventually(() => [status?.text, status?.command?.title], ['Several service definitions', 'Choose…']);
  });

  it('is compared with the definition that the user chooses from the status, until the choice is removed', async () => {
    const service = await newService({
      'First.csdef': definition('Tls'),
      'Second.csdef': definition('Tls', 'Signing'),
      [cloud]: configuration('Tls'),
    });
    const document = await service.open(cloud);
    const status = (): vscode.LanguageStatusItem | undefined => watched.statusItems.get('cscfg.service');
    const choose = (): Thenable<unknown> =>
      vscode.commands.executeCommand('cscfg.chooseDefinition', { uri: document.uri.toString(), offset: 0 });
    const chosen = (): unknown =>
      vscode.workspace.getConfiguration('cscfg', folder('shop')).inspect('serviceDefinition')?.workspaceFolderValue;
    afterThisTest(() =>
      vscode.workspace
        .getConfiguration('cscfg', folder('shop'))
        .update('serviceDefinition', undefined, vscode.ConfigurationTarget.WorkspaceFolder),
    );
    await eventually(() => status()?.command?.command, 'cscfg.chooseDefinition');
    assert.deepEqual(ofService(document), []);

    const choosing = choose();
    await answer('Second.csdef');
    await choosing;
    const [file, definitionFile] = [cloud, 'Second.csdef'].map((name) =>
      vscode.workspace.asRelativePath(service.uri(name), false),
    );
    assert.deepEqual(chosen(), { [file ?? '']: definitionFile });
    await eventually(() => ofService(document), ['warning certificate-missing ‹<Certificates›']);
    await eventually(() => status()?.text, 'Second.csdef');

    await vscode.workspace.fs.delete(service.uri('Second.csdef'));
    await eventually(
      () => [status()?.text, status()?.detail],
      ['Service definition not found', `The setting cscfg.serviceDefinition names ${definitionFile ?? ''}.`],
    );
    const removing = choose();
    await answer('Choose Automatically');
    await removing;
    assert.equal(chosen(), undefined);
    await eventually(() => status()?.text, 'First.csdef');
  });

  it('shows that there is no definition', async () => {
    const service = await newService({ [cloud]: configuration('Tls') });
    await service.open(cloud);
    const status = watched.statusItems.get('cscfg.service');
    await eventually(
      () => [status?.text, status?.detail, status?.command],
      ['No service definition', 'No .csdef file belongs to this file.', undefined],
    );
  });

  it('that was never saved is checked without a service', async () => {
    const document = await openUntitled(configuration('Tls'));
    await until(
      'It is judged',
      () => findingsOf(document),
      (found) => found.length > 0,
    );
    assert.deepEqual(ofService(document), []);
  });
});

describe('A quick fix for a service', () => {
  it('declares a certificate in the definition, which removes the finding', async () => {
    const service = await newService({ [csdef]: definition('Tls'), [cloud]: configuration('Tls', 'Signing') });
    const document = await service.open(cloud);
    await eventually(() => ofService(document), ['error certificate-undeclared ‹Signing›']);
    const fix = titled(
      await actionsAt(document, placeOf(document, 'Signing')),
      /^Declare certificate Signing in ServiceDefinition/,
    );
    assert.equal(fix.isPreferred, true);
    await apply(fix);
    assert.equal(await service.text(csdef), definition('Tls', 'Signing'));
    assert.equal(document.getText(), configuration('Tls', 'Signing'));
    await eventually(() => ofService(document), []);
  });

  it('removes a plugin from every file at once', async () => {
    const setting = '<Setting name="Microsoft.WindowsAzure.Plugins.RemoteForwarder.Enabled" value="true" />';
    const within = (text: string, after: string, added: string): string =>
      text.replace(after, `${after}\n    ${added}`);
    const settings = `<ConfigurationSettings>${setting}</ConfigurationSettings>`;
    const imports = '<Imports><Import moduleName="RemoteForwarder" /></Imports>';
    const service = await newService({
      [csdef]: within(definition('Tls'), '<WebRole name="Web">', imports),
      [cloud]: within(configuration('Tls'), '<Instances count="1" />', settings),
      [local]: within(configuration('Tls'), '<Instances count="1" />', settings),
    });
    const document = await service.open(cloud);
    await until(
      'It is marked',
      () => ofService(document),
      (found) => found.length === 1,
    );
    assert.deepEqual(diagnosticsOf(document).find(({ tags }) => tags !== undefined)?.tags, [
      vscode.DiagnosticTag.Deprecated,
    ]);
    await apply(titled(await actionsAt(document, placeOf(document, 'RemoteForwarder')), /^Remove all parts/));
    assert.equal(await service.text(csdef), definition('Tls'));
    assert.equal(await service.text(cloud), configuration('Tls'));
    assert.equal(await service.text(local), configuration('Tls'));
    await eventually(() => ofService(document), []);
  });

  it('inserts a missing certificate from the vault with the declared name', async () => {
    const vault = await ownVault([single]);
    const files = { [csdef]: definition('Tls', 'Signing'), [cloud]: configuration('Tls') };
    const service = await newService(files, folder('other').uri);
    const document = await service.open(cloud);
    await eventually(() => ofService(document), ['warning certificate-missing ‹<Certificates›']);
    const action = titled(await actionsAt(document, placeOf(document, '<Certificates')), 'Insert from Key Vault…');
    const applied = apply(action);
    await answer('api');
    await applied;
    const inserted = entry('Signing').replace('#{T}#', await vault.thumbprint('api'));
    assert.equal(document.getText(), configuration('Tls', 'Signing').replace(entry('Signing'), inserted));
    await eventually(() => ofService(document), []);
  });

  it('fixes a service definition without a configuration', async () => {
    const service = await newService({ [csdef]: definition() });
    const document = await service.open(csdef);
    assert.equal(document.languageId, 'csdef');
    await eventually(() => ofService(document), ['error endpoint-certificate-unknown ‹Tls›']);
    await apply(titled(await actionsAt(document, placeOf(document, '"Tls"', 1)), 'Declare certificate Tls'));
    assert.equal(document.getText(), definition('Tls'));
    await eventually(() => ofService(document), []);
  });
});

describe('Names of a service', () => {
  const files = {
    [csdef]: definition('Tls'),
    [cloud]: configuration('tls'),
    [local]: configuration('Tls'),
    [ccproj]: project,
  };

  it('lead to their definitions', async () => {
    const service = await newService(files);
    const document = await service.open(cloud);
    const inDefinition: readonly (readonly [from: string, to: string])[] = [
      ['tls" thumb', `${csdef}:7 Tls`],
      ['Web">', `${csdef}:2 Web`],
      ['Web" />', `${csdef}:2 Web`],
      ['Shop', `${csdef}:1 Shop`],
    ];
    for (const [from, to] of inDefinition) {
      const found = await places('Definition', document, placeOf(document, from, 1));
      assert.deepEqual(await textsAt(found), [to], from);
    }
    const other = await service.open(csdef);
    const fromEndpoint = await places('Definition', other, placeOf(other, 'certificate="Tls"', 14));
    assert.deepEqual(await textsAt(fromEndpoint), [`${csdef}:7 Tls`]);
    assert.deepEqual(await places('Definition', document, placeOf(document, 'Instances')), []);
  });

  it('lead to their entries without a definition', async () => {
    const service = await newService({ [cloud]: files[cloud] });
    const document = await service.open(cloud);
    const found = await places('Definition', document, placeOf(document, 'roleName="Web"', 11));
    assert.deepEqual(await textsAt(found), [`${cloud}:2 Web`]);
  });

  it('are found in every file', async () => {
    const service = await newService(files);
    const document = await service.open(csdef);
    const certificate = await places('Reference', document, placeOf(document, 'certificate="Tls"', 14));
    assert.deepEqual(await textsAt(certificate), [
      `${cloud}:5 tls`,
      `${local}:5 Tls`,
      `${csdef}:4 Tls`,
      `${csdef}:7 Tls`,
    ]);
    const role = await places('Reference', document, placeOf(document, '"Web"', 1));
    assert.deepEqual(await textsAt(role), [
      `${cloud}:10 Web`,
      `${cloud}:2 Web`,
      `${local}:10 Web`,
      `${local}:2 Web`,
      `${csdef}:2 Web`,
      `${ccproj}:5 Web`,
    ]);
  });

  it('are highlighted in the file', async () => {
    const service = await newService(files);
    const document = await service.open(cloud);
    const highlights = await vscode.commands.executeCommand<vscode.DocumentHighlight[]>(
      'vscode.executeDocumentHighlights',
      document.uri,
      placeOf(document, '"Web"', 2),
    );
    assert.deepEqual(
      highlights.map(({ range, kind }) => [range.start.line, kind]),
      [
        [1, vscode.DocumentHighlightKind.Write],
        [9, vscode.DocumentHighlightKind.Read],
      ],
    );
  });

  function rename(document: vscode.TextDocument, at: vscode.Position, name: string): Thenable<vscode.WorkspaceEdit> {
    return vscode.commands.executeCommand('vscode.executeDocumentRenameProvider', document.uri, at, name);
  }

  it('are renamed in every file, with a reminder that code is unchanged', async () => {
    const service = await newService(files);
    const document = await service.open(cloud);
    const at = placeOf(document, 'roleName="Web"', 11);
    const prepared = await vscode.commands.executeCommand<{ range: vscode.Range; placeholder: string }>(
      'vscode.prepareRename',
      document.uri,
      at,
    );
    assert.deepEqual([document.getText(prepared.range), prepared.placeholder], ['Web', 'Web']);
    assert.ok(await vscode.workspace.applyEdit(await rename(document, at, 'Front')));
    const renamed = (text: string): string =>
      text.replace('Role name="Web"', 'Role name="Front"').replace('roleName="Web"', 'roleName="Front"');
    assert.equal(await service.text(csdef), renamed(files[csdef]));
    assert.equal(await service.text(cloud), renamed(files[cloud]));
    assert.equal(await service.text(local), renamed(files[local]));
    assert.equal(await service.text(ccproj), project.replace('>Web<', '>Front<'));
    assert.deepEqual(watched.messages, ['References to Web in code and deployment templates were not changed.']);
    await eventually(() => ofService(document), []);
  });

  it('are renamed in endpoints when a certificate is renamed', async () => {
    const service = await newService(files);
    const document = await service.open(local);
    assert.ok(await vscode.workspace.applyEdit(await rename(document, placeOf(document, '"Tls"', 1), 'Site')));
    assert.equal(await service.text(csdef), definition('Site').replace('"Tls"', '"Site"'));
    assert.equal(await service.text(cloud), configuration('Site'));
    assert.equal(document.getText(), configuration('Site'));
  });

  it('of settings support definition, references and rename', async () => {
    const setting = (text: string, after: string, written: string): string =>
      text.replace(
        after,
        `${after}\n    <ConfigurationSettings>\n      <Setting ${written} />\n    </ConfigurationSettings>`,
      );
    const named = (name: string) => ({
      [csdef]: setting(definition('Tls'), '</Endpoints>', `name="${name}"`),
      [cloud]: setting(configuration('Tls'), '<Instances count="1" />', `name="${name}" value="Queue"`),
      [local]: setting(configuration('Tls'), '<Instances count="1" />', `name="${name}" value="other"`),
    });
    const service = await newService(named('Queue'));
    const document = await service.open(cloud);
    const at = placeOf(document, 'name="Queue"', 7);
    assert.deepEqual(await textsAt(await places('Definition', document, at)), [`${csdef}:7 Queue`]);
    assert.deepEqual(await textsAt(await places('Reference', document, at)), [
      `${cloud}:5 Queue`,
      `${local}:5 Queue`,
      `${csdef}:7 Queue`,
    ]);
    assert.ok(await vscode.workspace.applyEdit(await rename(document, at, 'Orders')));
    for (const [name, text] of Object.entries(named('Orders'))) {
      assert.equal(await service.text(name), text);
    }
    await eventually(() => ofService(document), []);
  });

  it('are rejected if the platform rejects them, or at a position without a name', async () => {
    const service = await newService(files);
    const document = await service.open(cloud);
    const at = placeOf(document, '"Web"', 1);
    await assert.rejects(async () => rename(document, at, 'A/B'), /A name must start with a letter/);
    await assert.rejects(async () => rename(document, at, 'shop'), /cannot have the same name/);
    await assert.rejects(
      async () => vscode.commands.executeCommand('vscode.prepareRename', document.uri, placeOf(document, 'Instances')),
      /cursor on the name of a role/,
    );
  });

  it('form the outline and the workspace symbols', async () => {
    const own = `Unheard${String(process.pid)}`;
    const service = await newService({ [csdef]: definition('Tls', own), [cloud]: configuration(own) });
    const document = await service.open(csdef);
    const outline = await vscode.commands.executeCommand<vscode.DocumentSymbol[]>(
      'vscode.executeDocumentSymbolProvider',
      document.uri,
    );
    assert.deepEqual(
      outline.flatMap(({ name, children }) => [
        name,
        ...children.flatMap((role) => [role.name, ...role.children.map((one) => one.name)]),
      ]),
      ['Shop', 'Web', 'Endpoints', 'Certificates'],
    );
    const found = await until(
      'The workspace has the certificate',
      () =>
        vscode.commands.executeCommand<vscode.SymbolInformation[]>(
          'vscode.executeWorkspaceSymbolProvider',
          own.toLowerCase(),
        ),
      (symbols) => symbols.length === 2,
    );
    assert.deepEqual(found.map(({ name, containerName }) => `${name} ${containerName}`).sort(), [
      `${own} Web`,
      `${own} Web`,
    ]);
  });
});
