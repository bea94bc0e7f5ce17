import assert from 'node:assert/strict';
import { parseCscfg } from '../../../src/cscfg/document';
import { pairDeployments } from '../../../src/cscfg/service/deploymentPairing';
import type { ServiceFile } from '../../../src/cscfg/service/service';
import { readDeployments } from '../../../src/deployment/deployments';

function configuration(file: string, serviceName: string, roles: readonly string[], more = ''): ServiceFile {
  const elements = roles.map((role) => `<Role name="${role}"><Instances count="1" /></Role>`).join('');
  const text = `<ServiceConfiguration serviceName="${serviceName}"${more}>${elements}</ServiceConfiguration>`;
  return { file, name: file.slice(file.lastIndexOf('/') + 1), document: parseCscfg(text) };
}

interface Deployed {
  readonly name?: string;
  readonly roles?: readonly string[];
  readonly configurationUrl?: string;
}

function template({ name = "[parameters('name')]", roles, configurationUrl }: Deployed): string {
  const roleProfile = roles === undefined ? {} : { roleProfile: { roles: roles.map((role) => ({ name: role })) } };
  const url = configurationUrl === undefined ? {} : { configurationUrl };
  const resource = { type: 'Microsoft.Compute/cloudServices', name, properties: { ...roleProfile, ...url } };
  return JSON.stringify({ parameters: { name: {} }, resources: [resource] });
}

/** `configuration <- number of services`, for each configuration that has any. */
function pairs(configurations: readonly ServiceFile[], files: Readonly<Record<string, string>>): readonly string[] {
  const texts = Object.entries(files).map(([file, text]) => ({ file, text }));
  return [...pairDeployments(readDeployments(texts), configurations)].map(
    ([file, services]) => `${file} <- ${String(services.length)}`,
  );
}

const cloud = configuration('/w/a/ServiceConfiguration.Cloud.cscfg', 'A', ['Web', 'Worker']);
const local = configuration('/w/a/ServiceConfiguration.Local.cscfg', 'A', ['Web', 'Worker']);
const prod = configuration('/w/a/ServiceConfiguration.Prod.cscfg', 'A', ['Web', 'Worker']);
const other = configuration('/w/b/ServiceConfiguration.Cloud.cscfg', 'B', ['Web', 'Worker']);
const parameters = '{ "parameters": { "name": { "value": "contoso" } } }';

describe('A deployment belongs to the configuration', () => {
  it('with the name of the service, in any case', () => {
    const files = {
      '/w/infra/a.json': template({ name: 'a' }),
      '/w/infra/b.json': template({ name: 'B', roles: ['Web'] }),
    };
    assert.deepEqual(pairs([cloud, local, other], files), [`${cloud.file} <- 1`, `${other.file} <- 1`]);
  });

  it('with exactly its roles, if no configuration has its name', () => {
    const roles = ['worker', 'WEB'];
    assert.deepEqual(pairs([cloud], { '/w/infra/x.json': template({ roles }) }), [`${cloud.file} <- 1`]);
    assert.deepEqual(pairs([cloud], { '/w/infra/x.json': template({ roles: ['Web'] }) }), []);
    assert.deepEqual(pairs([cloud], { '/w/infra/x.json': template({}) }), []);
  });

  it('in the nearest folder, if several services have such roles', () => {
    const roles = ['Web', 'Worker'];
    const files = { '/w/a/infra/x.json': template({ roles }), '/w/b/x.json': template({ roles }) };
    assert.deepEqual(pairs([cloud, other], files), [`${cloud.file} <- 1`, `${other.file} <- 1`]);
    assert.deepEqual(pairs([cloud, other], { '/w/infra/x.json': template({ roles }) }), []);
  });

  it('whose file the deployment names', () => {
    const configurationUrl = 'https://shop.blob.core.windows.net/x/ServiceConfiguration.Prod.cscfg?sig=a/b.cscfg';
    assert.deepEqual(pairs([cloud, prod], { '/w/a/x.json': template({ name: 'A', configurationUrl }) }), [
      `${prod.file} <- 1`,
    ]);
  });

  it('of the environment that the parameter file names', () => {
    const files = {
      '/w/a/x.json': template({ roles: ['Web', 'Worker'] }),
      '/w/a/x.parameters.prod.json': parameters,
      '/w/a/x.parameters.test.json': parameters,
    };
    assert.deepEqual(pairs([cloud, prod], files), [`${prod.file} <- 1`]);
  });

  it('that is the only one for deployment, with any parameter files', () => {
    const files = {
      '/w/a/x.json': template({ roles: ['Web', 'Worker'] }),
      '/w/a/x.parameters.dev.json': parameters,
      '/w/a/x.parameters.test.json': parameters,
    };
    assert.deepEqual(pairs([cloud, local], files), [`${cloud.file} <- 2`]);
  });

  it('only if no other configuration comes into question', () => {
    assert.deepEqual(pairs([cloud, prod], { '/w/a/x.json': template({ name: 'A' }) }), []);
    assert.deepEqual(pairs([local], { '/w/a/x.json': template({ name: 'A' }) }), []);
  });

  it('only if its names are no placeholders', () => {
    const token = configuration('/w/a/ServiceConfiguration.Cloud.cscfg', '#{name}#', ['Web', '#{role}#']);
    assert.deepEqual(pairs([token], { '/w/a/x.json': template({ name: '#{name}#', roles: ['Web', '#{role}#'] }) }), []);
  });
});
