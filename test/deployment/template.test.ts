import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { mayDescribeDeployment, readDeploymentFile, type TemplateService } from '../../src/deployment/template';

const schema = 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#';
const vaultId = '/subscriptions/0000/resourceGroups/shop/providers/Microsoft.KeyVault/vaults/contoso';

interface Parts {
  readonly name?: string;
  readonly location?: string;
  readonly vault?: string;
  readonly certificateUrl?: string;
  readonly parameters?: object;
  readonly variables?: object;
}

function template({
  name = 'Shop',
  location = 'westeurope',
  vault,
  certificateUrl,
  parameters,
  variables,
}: Parts): string {
  const secret = {
    ...(vault === undefined ? {} : { sourceVault: { id: vault } }),
    vaultCertificates: certificateUrl === undefined ? [] : [{ certificateUrl }],
  };
  const service = {
    type: 'Microsoft.Compute/cloudServices',
    name,
    location,
    properties: { osProfile: { secrets: [secret] } },
  };
  return JSON.stringify({ $schema: schema, parameters, variables, resources: [service] }, undefined, 2);
}

const only = (content: string): TemplateService => {
  const { services } = readDeploymentFile(content);
  assert.equal(services.length, 1);
  return services[0]!;
};

describe('A deployment template', () => {
  it('names its Cloud Services, their regions and their vaults', () => {
    assert.deepEqual(only(template({ location: 'West Europe', vault: vaultId })), {
      name: 'Shop',
      region: 'westeurope',
      vaults: [vaultId],
    });
  });

  const locations: readonly (readonly [location: string, region: string | undefined])[] = [
    ['westeurope', 'westeurope'],
    ["[parameters('where')]", 'northeurope'],
    ["[variables('there')]", 'northeurope'],
    ["[parameters('nowhere')]", undefined],
    ["[parameters('elsewhere')]", undefined],
    ['[resourceGroup().location]', undefined],
    ["[variables('round')]", undefined],
    ["[concat('west', 'europe')]", undefined],
    ["['north europe']", 'northeurope'],
    ["[ Parameters( 'where' ) ]", 'northeurope'],
    ["[parameters('where').x]", undefined],
    ["[parameters('where')", "[parameters('where')"],
    ['[[where]', '[where]'],
    ["[parameters('where'))]", undefined],
    [`[parameters('where'${' '.repeat(30_000)})]`, undefined],
  ];
  for (const [location, region] of locations) {
    it(`tells a region by ${location}: ${region ?? 'it does not'}`, () => {
      const parameters = {
        where: { type: 'string', defaultValue: 'North Europe' },
        nowhere: { type: 'string' },
        elsewhere: { type: 'string', defaultValue: '[resourceGroup().location]' },
      };
      const variables = { there: "[parameters('where')]", round: "[variables('round')]" };
      assert.equal(only(template({ location, parameters, variables })).region, region);
    });
  }

  const vaults: readonly (readonly [what: string, parts: Parts, named: readonly string[]])[] = [
    ['an id', { vault: vaultId }, [vaultId]],
    ['a name in resourceId()', { vault: "[resourceId('Microsoft.KeyVault/vaults', 'contoso')]" }, ['contoso']],
    [
      'a name beside a group',
      { vault: "[resourceId('shop-rg', 'Microsoft.KeyVault/vaults', 'contoso')]" },
      ['contoso'],
    ],
    [
      'a variable',
      { vault: "[variables('v')]", variables: { v: "[resourceId('Microsoft.KeyVault/vaults', 'contoso')]" } },
      ['contoso'],
    ],
    [
      'a parameter in resourceId()',
      {
        vault: "[resourceId('Microsoft.KeyVault/vaults', parameters('n'))]",
        parameters: { n: { type: 'string', defaultValue: 'contoso' } },
      },
      ['contoso'],
    ],
    [
      'the URL of a certificate’s secret',
      { certificateUrl: 'https://contoso.vault.azure.net:443/secrets/web/0123' },
      ['https://contoso.vault.azure.net'],
    ],
    [
      'a name in resourceId() with a comma and a bracket in its text',
      { vault: "[resourceId('a,)''(', 'Microsoft.KeyVault/vaults', 'contoso')]" },
      ['contoso'],
    ],
    ['a resource of another type', { vault: "[resourceId('Microsoft.KeyVault/vaults/keys', 'contoso', 'k')]" }, []],
    ['an expression without an end', { vault: `[resourceId(${"'Microsoft.KeyVault/vaults',".repeat(800)}]` }, []],
    ['a parameter without a default', { vault: "[parameters('n')]", parameters: { n: { type: 'string' } } }, []],
  ];
  for (const [what, parts, named] of vaults) {
    it(`names a service’s vaults by ${what}`, () => {
      assert.deepEqual(only(template(parts)).vaults, named);
    });
  }

  it('may hold comments, which are not taken for text, nor text for them', () => {
    const content = template({ certificateUrl: 'https://contoso.vault.azure.net/secrets/web/0123' });
    const commented = `\uFEFF// a template\n${content.replace('"resources"', '/* "resources": 1 */ "resources"')}`;
    assert.deepEqual(only(commented), only(content));
  });

  it('may end its lists with a comma', () => {
    const content = template({ location: 'westus' });
    assert.deepEqual(only(content.replace(/\}\s*\]\s*\}$/, '}, ], }')), only(content));
  });

  it('that is no JSON, or nested too deep, still names its vaults', () => {
    const url = 'https://contoso.vault.azure.net';
    const deep = `${'{"resources":['.repeat(20_000)}"${url}"${']}'.repeat(20_000)}`;
    for (const content of [`${template({})} ${url}`, `{"a": "${url}", "b": tru}`, deep]) {
      assert.deepEqual(readDeploymentFile(content), { services: [], vaults: [url] });
    }
  });

  it('is not read where it is longer than Resource Manager takes', () => {
    const content = template({ vault: vaultId });
    assert.deepEqual(readDeploymentFile(content + ' '.repeat(4 * 1024 * 1024)), { services: [], vaults: [] });
  });

  it('is read by its own values alone, whatever they are named', () => {
    for (const name of ['__proto__', 'constructor', 'toString']) {
      const values = { [name]: { type: 'string', defaultValue: 'northeurope' } };
      assert.equal(only(template({ location: `[parameters('${name}')]`, parameters: {} })).region, undefined);
      assert.equal(only(template({ location: `[parameters('${name}')]`, variables: values })).region, undefined);
    }
  });

  it('may nest deployments, whose expressions mean their own parameters, and name its resources', () => {
    const inner = JSON.parse(
      template({ location: "[parameters('where')]", parameters: { where: { defaultValue: 'eastus' } } }),
    ) as unknown;
    const outer = {
      parameters: { where: { defaultValue: 'westus' } },
      resources: { nested: { type: 'Microsoft.Resources/deployments', properties: { template: inner } } },
    };
    assert.equal(only(JSON.stringify(outer)).region, 'eastus');
  });

  it('reads the subscription of a service from its ID', () => {
    const other = '/subscriptions/1111/resourceGroups/shop/providers/Microsoft.Compute/cloudServices/shop';
    const content = template({}).replace('{', `{ "metadata": { "service": "${other}" },`);
    assert.equal(only(content).subscription, '1111');
  });

  it('is read from the sample service', () => {
    const path = join(__dirname, '..', 'workspace', 'deployment', 'ContosoShop.json');
    const { services, vaults } = readDeploymentFile(readFileSync(path, 'utf8'));
    assert.deepEqual(services, [{ name: 'ContosoShop', vaults: ['contoso'] }]);
    assert.deepEqual(vaults, ['contoso']);
  });
});

describe('Any deployment file', () => {
  it('names vaults: parameters that refer to one, identifiers, Bicep', () => {
    const parameters = JSON.stringify({
      parameters: {
        password: { reference: { keyVault: { id: vaultId }, secretName: 'x' } },
        url: { value: 'https://fabrikam.vault.azure.cn/secrets/web/0123' },
      },
    });
    assert.deepEqual(readDeploymentFile(parameters).vaults, [vaultId, 'https://fabrikam.vault.azure.cn']);
    const bicep =
      "var kv = resourceId('Microsoft.KeyVault/vaults', 'contoso')\nparam u = 'https://a-b.vault.azure.net/x'";
    assert.deepEqual(readDeploymentFile(bicep).vaults, ['https://a-b.vault.azure.net', 'contoso']);
  });

  it('is worth reading only where it speaks of vaults or Cloud Services', () => {
    assert.ok(mayDescribeDeployment(template({})));
    assert.ok(mayDescribeDeployment('https://contoso.vault.usgovcloudapi.net'));
    assert.ok(!mayDescribeDeployment('{"name": "cscfg", "dependencies": {}}'));
  });

  it('never makes it fail, whatever the text is', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json(),
          fc.json().map((json) => `{"resources": [${json}]}`),
        ),
        (content) => {
          const { services, vaults } = readDeploymentFile(content);
          return Array.isArray(services) && Array.isArray(vaults);
        },
      ),
    );
  });
});
