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

const vaultId = '/subscriptions/0/resourceGroups/g/providers/Microsoft.KeyVault/vaults/contoso';
const secrets = (...certificateUrls: readonly string[]): object => ({
  sourceVault: { id: vaultId },
  vaultCertificates: certificateUrls.map((certificateUrl) => ({ certificateUrl })),
});

/** Lines 1 to 3 up to the groups of the secrets, then one group in each line. */
function withSecrets(...groups: readonly object[]): string {
  const text = groups.map((group) => JSON.stringify(group)).join(',\n');
  return `{"parameters": {"role": {"type": "string"}}, "resources": [{"type": "Microsoft.Compute/cloudServices", "name": "Shop",
"properties": {"roleProfile": {"roles": [{"name": "[parameters('role')]", "sku": {"capacity": "[length(parameters('x'))]"}}]},
"osProfile": {"secrets": [
${text}
]}}}]}`;
}

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

  it('reports the mistakes of a template alone for its file', async () => {
    const version = '0123456789abcdef0123456789abcdef';
    const folder = folderWith({
      [`svc/${cloud}`]: configuration(3),
      'svc/deploy/Shop.json': withSecrets(
        secrets(`https://other.vault.azure.net/secrets/web/${version}`),
        secrets('https://contoso.vault.azure.net/secrets/api'),
      ),
    });
    const { code, stdout } = await run(['check', '--offline'], { cwd: folder });
    const lines = stdout.split('\n').filter((line) => line.startsWith('svc/deploy/'));
    assert.deepEqual(
      lines.map((line) => line.replace(/(osprofile-\S+|role-\S+) .*/, '$1')),
      [
        'svc/deploy/Shop.json:4:143 error osprofile-other-vault',
        'svc/deploy/Shop.json:5:23 error osprofile-repeated-vault',
        'svc/deploy/Shop.json:5:143 error osprofile-unversioned',
        'svc/deploy/Shop.json: 2 values not checked: parameter "role" without a value, function length()',
      ],
    );
    assert.equal(code, 1);
  });

  it('names the reasons why values of a template are not checked', async () => {
    const folder = folderWith({ [cloud]: configuration(3), 'Shop.json': withSecrets() });
    const { files, summary } = reportOf(await run(['check', '--offline', '--format', 'json'], { cwd: folder }));
    assert.deepEqual(files.at(-1), {
      path: 'Shop.json',
      certificates: [],
      findings: [],
      notChecked: [
        { kind: 'parameter', name: 'role' },
        { kind: 'function', name: 'length' },
      ],
    });
    assert.equal(summary.files, 2);
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
