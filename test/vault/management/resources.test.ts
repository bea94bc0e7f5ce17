import assert from 'node:assert/strict';
import { allVaults, graphPageOf, vaultsNamed } from '../../../src/vault/management/resourceGraph';
import { parseResourceId, vaultPath } from '../../../src/deployment/resourceId';
import { deploymentLines } from '../../../src/vault/management/commandLines';
import { vaultResourceOf, type VaultResource } from '../../../src/vault/management/vaultResource';

const id = '/subscriptions/0000/resourceGroups/Contoso-Shop/providers/Microsoft.KeyVault/vaults/contoso';

describe('A resource id', () => {
  it('is parsed case-insensitively, with or without a leading slash, and with child resources', () => {
    const parts = {
      subscription: '0000',
      resourceGroup: 'Contoso-Shop',
      type: 'microsoft.keyvault/vaults',
      name: 'contoso',
    };
    assert.deepEqual(parseResourceId(id), parts);
    assert.deepEqual(parseResourceId(` ${id.slice(1)}/secrets/web `), parts);
    assert.deepEqual(parseResourceId(id.toUpperCase())?.type, 'microsoft.keyvault/vaults');
  });

  for (const text of [
    '',
    'contoso',
    '/subscriptions/0000',
    '/subscriptions/0000/resourceGroups/shop',
    '/subscriptions/../resourceGroups/shop/providers/Microsoft.KeyVault/vaults/contoso',
    '/subscriptions/0000/resourceGroups/./providers/Microsoft.KeyVault/vaults/contoso',
    '/subscriptions/0 0/resourceGroups/shop/providers/Microsoft.KeyVault/vaults/contoso',
  ]) {
    it(`is not “${text}”`, () => {
      assert.equal(parseResourceId(text), undefined);
    });
  }

  it('of a vault leads to it, and to nothing else', () => {
    assert.equal(vaultPath(id), id);
    assert.equal(vaultPath(id.replace('Contoso-Shop', 'shop (old)')), undefined);
    assert.equal(vaultPath(id.replace('Contoso-Shop', 'läden?x')), id.replace('Contoso-Shop', 'l%C3%A4den%3Fx'));
    assert.equal(vaultPath(id.replace('Microsoft.KeyVault/vaults', 'Microsoft.Compute/cloudServices')), undefined);
  });
});

describe('A vault as a resource', () => {
  const body = (properties: object): unknown => ({
    id,
    location: 'West Europe',
    properties: { vaultUri: 'https://Contoso.vault.azure.net/', ...properties },
  });
  const read = (properties: object): VaultResource | undefined => vaultResourceOf(body(properties));

  it('is read from its JSON', () => {
    assert.deepEqual(read({ enabledForDeployment: true, enableRbacAuthorization: true }), {
      id,
      name: 'contoso',
      url: 'https://contoso.vault.azure.net',
      subscription: '0000',
      resourceGroup: 'Contoso-Shop',
      region: 'westeurope',
      forDeployment: true,
      access: 'rbac',
      network: { reach: 'all', trustedServices: true },
    });
  });

  it('is not enabled for deployment and uses access policies by default', () => {
    const { forDeployment, access } = read({}) ?? {};
    assert.deepEqual([forDeployment, access], [false, 'policies']);
    assert.equal(read({ enableRbacAuthorization: null })?.access, 'policies');
  });

  const closed = { defaultAction: 'Deny' };
  const networks: readonly (readonly [what: string, properties: object, reach: string, trustedServices: boolean])[] = [
    ['nothing said', {}, 'all', true],
    ['empty texts', { publicNetworkAccess: '', networkAcls: { defaultAction: '', bypass: '' } }, 'all', true],
    [
      'all allowed',
      { publicNetworkAccess: 'Enabled', networkAcls: { defaultAction: 'Allow', bypass: 'None' } },
      'all',
      false,
    ],
    ['a firewall', { networkAcls: { ...closed, bypass: 'AzureServices' } }, 'selected', true],
    ['a firewall without exceptions', { networkAcls: { ...closed, bypass: 'None' } }, 'selected', false],
    ['public access off', { publicNetworkAccess: 'disabled' }, 'private', true],
    [
      'public access off, no exceptions',
      { publicNetworkAccess: 'Disabled', networkAcls: { bypass: 'None' } },
      'private',
      false,
    ],
    ['a perimeter', { publicNetworkAccess: 'SecuredByPerimeter', networkAcls: closed }, 'private', true],
  ];
  for (const [what, properties, reach, trustedServices] of networks) {
    it(`with ${what} is open to ${reach}${trustedServices ? ', and trusted services' : ''}`, () => {
      assert.deepEqual(read(properties)?.network, { reach, trustedServices });
    });
  }

  const uri = 'https://contoso.vault.azure.net/';
  const others: readonly (readonly [what: string, body: unknown])[] = [
    ['nothing', undefined],
    ['an empty object', {}],
    ['an answer without properties', { id, location: 'westeurope' }],
    ['an answer without a place', { id, properties: { vaultUri: uri } }],
    ['a URL that is none', { id, location: 'westeurope', properties: { vaultUri: 'contoso' } }],
    ['a managed HSM', { id: id.replace('vaults', 'managedHSMs'), location: 'a', properties: { vaultUri: uri } }],
  ];
  for (const [what, other] of others) {
    it(`is not read from ${what}`, () => {
      assert.equal(vaultResourceOf(other), undefined);
    });
  }
});

describe('A query of Resource Graph', () => {
  it('rejects an invalid vault name', () => {
    assert.match(vaultsNamed('contoso-2'), /name =~ 'contoso-2'/);
    assert.throws(() => vaultsNamed("x' or 1 == 1"));
  });

  it('requests only the properties that are used', () => {
    assert.doesNotMatch(allVaults, /accessPolicies|tags|\blimit\b|\btake\b/);
    assert.match(allVaults, /order by id asc$/);
  });

  it('returns rows and the token of the next page', () => {
    const row = { id, location: 'westeurope', vaultUri: 'https://contoso.vault.azure.net/', forDeployment: true };
    const page = graphPageOf({ data: [row, { id: 'nothing' }], $skipToken: 'next' });
    assert.deepEqual([page?.vaults.length, page?.vaults[0]?.resource.forDeployment, page?.next], [1, true, 'next']);
    assert.equal(graphPageOf({ data: [] })?.next, undefined);
    assert.equal(graphPageOf({ hello: 'world' }), undefined);
  });
});

describe('The command lines', () => {
  const resource = vaultResourceOf({
    id,
    location: 'westeurope',
    properties: { vaultUri: 'https://contoso.vault.azure.net/' },
  });

  it('enable a vault for deployment', () => {
    assert.ok(resource !== undefined);
    assert.deepEqual(deploymentLines(resource), {
      azureCli:
        'az keyvault update --name contoso --resource-group Contoso-Shop --subscription 0000 --enabled-for-deployment true',
      powerShell:
        'Set-AzContext -Subscription 0000; Set-AzKeyVaultAccessPolicy -VaultName contoso -ResourceGroupName Contoso-Shop -EnabledForDeployment',
    });
  });

  it('use = before a name that starts with a hyphen', () => {
    assert.ok(resource !== undefined);
    assert.deepEqual(deploymentLines({ ...resource, resourceGroup: '-rg' }), {
      azureCli:
        'az keyvault update --name contoso --resource-group="-rg" --subscription 0000 --enabled-for-deployment true',
      powerShell:
        'Set-AzContext -Subscription 0000; Set-AzKeyVaultAccessPolicy -VaultName contoso -ResourceGroupName "-rg" -EnabledForDeployment',
    });
  });

  it('quote names with special characters, and reject invalid names', () => {
    assert.ok(resource !== undefined);
    const withGroup = (resourceGroup: string): string => deploymentLines({ ...resource, resourceGroup }).azureCli;
    assert.match(withGroup('läden(alt)'), /--resource-group "läden\(alt\)" /);
    for (const group of ['a b', 'a"b', 'a;b', '$(x)', 'a`b', 'a\nb', '']) {
      assert.throws(() => withGroup(group), /invalid name/);
    }
  });
});
