import assert from 'node:assert/strict';
import { join } from 'node:path';
import { run } from './program';
import { certificate, folderWith, reportOf, service, thumbprint } from './service';

function definition(...names: readonly string[]): string {
  const declared = names.map((name) => `<Certificate name="${name}" storeLocation="LocalMachine" storeName="My" />`);
  const xmlns = 'http://schemas.microsoft.com/ServiceHosting/2008/10/ServiceDefinition';
  return `<ServiceDefinition name="Shop" xmlns="${xmlns}"><WorkerRole name="Web" vmsize="Standard_D1_v2"><Certificates>${declared.join('')}</Certificates></WorkerRole></ServiceDefinition>`;
}

const cloud = 'ServiceConfiguration.Cloud.cscfg';
const local = 'ServiceConfiguration.Local.cscfg';
const tls = service(certificate('Tls', thumbprint));

/** `file: code` of the findings, with paths as in the report. */
async function found(folder: string, ...args: readonly string[]): Promise<readonly string[]> {
  const { files } = reportOf(await run(['check', ...args, '--offline', '--format', 'json'], { cwd: folder }));
  return files.flatMap(({ path, findings }) => findings.map(({ code }) => `${path}: ${code}`));
}

describe('The command line', () => {
  it('compares each configuration with the definition in its folder, for a given folder or file', async () => {
    const folder = folderWith({
      'svc/ServiceDefinition.csdef': definition('Tls', 'Signing'),
      [`svc/${cloud}`]: tls,
      [`svc/${local}`]: service(certificate('Tls', thumbprint), certificate('Signing', thumbprint)),
    });
    assert.deepEqual(await found(folder), [`svc/${cloud}: certificate-missing`]);
    assert.deepEqual(await found(folder, `svc/${cloud}`), [`svc/${cloud}: certificate-missing`]);
    assert.deepEqual(await found(join(folder, 'svc'), join('..', 'svc', cloud)), [
      `${join('..', 'svc', cloud)}: certificate-missing`,
    ]);
  });

  it('finds the definition in a parent folder up to the working directory', async () => {
    const folder = folderWith({ 'svc/Shop.csdef': definition('Other'), [`svc/cfg/deep/${cloud}`]: tls });
    const expected = ['certificate-missing', 'certificate-undeclared'];
    const file = `svc/cfg/deep/${cloud}`;
    assert.deepEqual((await found(folder, file)).map((line) => line.split(': ')[1]).sort(), expected);
    assert.deepEqual(await found(join(folder, 'svc', 'cfg'), `deep/${cloud}`), []);
  });

  it('uses the definition that a project in another folder lists', async () => {
    const folder = folderWith({
      [`shared/${cloud}`]: tls,
      'shared/A.csdef': definition('Tls'),
      'app/App.csdef': definition('Tls', 'Signing'),
      'app/App.ccproj': `<Project><ItemGroup>
        <ServiceDefinition Include="App.csdef" />
        <ServiceConfiguration Include="..\\shared\\${cloud}" />
      </ItemGroup></Project>`,
    });
    assert.deepEqual(await found(folder), [`shared/${cloud}: certificate-missing`]);
  });

  it('uses the definition that the settings of the folder choose, wherever it is in the folder', async () => {
    const folder = folderWith({
      '.vscode/settings.json': '{ "cscfg.serviceDefinition": { "a/*.cscfg": "shared/B.csdef" } }',
      [`a/${cloud}`]: tls,
      'a/A.csdef': definition('Tls'),
      'a/B.csdef': definition('Tls'),
      'shared/B.csdef': definition('Tls', 'Signing'),
    });
    assert.deepEqual(await found(folder, `a/${cloud}`), [`a/${cloud}: certificate-missing`]);
    assert.deepEqual(await found(folder), [`a/${cloud}: certificate-missing`]);
    assert.deepEqual(await found(folder, 'shared/B.csdef'), []);
  });

  it('reports nothing about a configuration whose definition is ambiguous or unreadable', async () => {
    const folder = folderWith({
      [`a/${cloud}`]: tls,
      'a/A.csdef': definition(),
      'a/B.csdef': definition(),
      [`b/${cloud}`]: tls,
      'b/A.csdef': '<ServiceDefinition',
      [`c/${cloud}`]: tls,
      'c/A.csdef': new Uint8Array([0, 1, 2, 255]),
    });
    assert.deepEqual(await found(folder), ['b/A.csdef: xml-syntax']);
  });

  it('checks a given definition, and the definitions in a given folder', async () => {
    const endpoint = '<Endpoints><InputEndpoint name="E" protocol="https" port="443" certificate="No" /></Endpoints>';
    const folder = folderWith({
      'S.csdef': definition('Tls').replace('<Certificates>', `${endpoint}<Certificates>`),
      [cloud]: tls,
    });
    assert.deepEqual(await found(folder, 'S.csdef'), ['S.csdef: endpoint-certificate-unknown']);
    assert.deepEqual(await found(folder), ['S.csdef: endpoint-certificate-unknown']);
  });

  it('does not let a folder with only a definition pass', async () => {
    const ended = await run(['check', '--offline'], { cwd: folderWith({ 'S.csdef': definition() }) });
    assert.equal(ended.code, 2);
    assert.equal(ended.stderr, 'error: .: no .cscfg file found in this folder\n');
  });
});
