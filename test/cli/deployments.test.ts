import assert from 'node:assert/strict';
import { run } from './program';
import { folderWith, reportOf } from './service';

const configuration = (count: number): string => `<ServiceConfiguration serviceName="Shop">
  <Role name="Web">
    <Instances count="${String(count)}" />
  </Role>
</ServiceConfiguration>
`;

const template = JSON.stringify({
  resources: [
    {
      type: 'Microsoft.Compute/cloudServices',
      name: 'Shop',
      properties: { roleProfile: { roles: [{ name: 'Web', sku: { capacity: 2 } }] } },
    },
  ],
});

async function mismatches(folder: string, ...args: readonly string[]): Promise<readonly string[]> {
  const { files } = reportOf(await run(['check', ...args, '--offline', '--format', 'json'], { cwd: folder }));
  return files.flatMap(({ path, findings }) =>
    findings.flatMap(({ code, message }) => (code === 'role-profile-mismatch' ? [`${path}: ${message}`] : [])),
  );
}

describe('The command line', () => {
  const cloud = 'ServiceConfiguration.Cloud.cscfg';

  it('compares a configuration with the template that deploys it, below its folder', async () => {
    const folder = folderWith({ [`svc/${cloud}`]: configuration(3), 'svc/deploy/Shop.json': template });
    const expected = `svc/${cloud}: Role "Web" has 3 instances here, but capacity 2 in Shop.json.`;
    assert.deepEqual(await mismatches(folder), [expected]);
    assert.deepEqual(await mismatches(folder, `svc/${cloud}`), [expected]);
  });

  it('does not compare it if the template could deploy another configuration, although only one is given', async () => {
    const folder = folderWith({
      [cloud]: configuration(3),
      'ServiceConfiguration.Prod.cscfg': configuration(2),
      'Shop.csdef':
        '<ServiceDefinition name="Shop"><WorkerRole name="Web" vmsize="Standard_D2_v3" /></ServiceDefinition>',
      'Shop.json': template,
    });
    assert.deepEqual(await mismatches(folder), []);
    assert.deepEqual(await mismatches(folder, cloud), []);
  });
});
