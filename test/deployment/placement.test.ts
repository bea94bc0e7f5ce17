import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { mayDescribeDeployment, readDeployments, vaultsOf } from '../../src/deployment/deployments';
import { placementsOf, type ServicePlacement, vaultsIn } from '../../src/deployment/placement';
import type { Files } from './support/read';

const vaultId = '/subscriptions/0000/resourceGroups/shop/providers/Microsoft.KeyVault/vaults/contoso';
const serviceId = '/subscriptions/1111/resourceGroups/shop/providers/Microsoft.Compute/cloudServices/shop';

function placements(contents: Files): readonly ServicePlacement[] {
  const files = Object.entries(contents).map(([file, text]) => ({ file, text }));
  return placementsOf(readDeployments(files), files);
}

function template(location: string, vault: object, more: object = {}): string {
  const osProfile = { secrets: [vault] };
  const service = { type: 'Microsoft.Compute/cloudServices', name: 'Shop', location, properties: { osProfile } };
  return JSON.stringify({ ...more, resources: [service] });
}

describe('The placement of a Cloud Service', () => {
  it('is its region without spaces, and the vaults of its certificates', () => {
    assert.deepEqual(placements({ 'a.json': template('West Europe', { sourceVault: { id: vaultId } }) }), [
      { name: 'Shop', region: 'westeurope', vaults: [vaultId] },
    ]);
  });

  it('includes the vaults that only the URLs of certificates name', () => {
    const vaultCertificates = [{ certificateUrl: 'https://contoso.vault.azure.net:443/secrets/web' }];
    const named = [{ name: 'Shop', region: 'westus', vaults: ['https://contoso.vault.azure.net'] }];
    assert.deepEqual(placements({ 'a.json': template('westus', { vaultCertificates }) }), named);
    const unfinished = [{ certificateUrl: 'https://contoso.vault.azure.net/secrets/web/newest' }];
    assert.deepEqual(placements({ 'a.json': template('westus', { vaultCertificates: unfinished }) }), named);
  });

  it('includes the subscription of its ID in the template or in its parameter file', () => {
    const vault = { sourceVault: { id: "[parameters('vault')]" } };
    const placed = { name: 'Shop', region: 'westus', subscription: '1111', vaults: [] };
    assert.deepEqual(placements({ 'a.json': template('westus', vault, { metadata: { serviceId } }) }), [placed]);
    const parameters = JSON.stringify({ parameters: { service: { value: serviceId } } });
    assert.deepEqual(placements({ 'a.json': template('westus', vault), 'a.parameters.json': parameters }), [placed]);
    assert.deepEqual(placements({ 'a.json': template('westus', vault), 'b.parameters.json': parameters }), [
      { name: 'Shop', region: 'westus', vaults: [] },
    ]);
  });

  it('is given once for all parameter files that place it alike', () => {
    const where = { where: {} };
    const files = {
      'a.json': template("[parameters('where')]", { sourceVault: { id: vaultId } }, { parameters: where }),
      'a.parameters.dev.json': '{ "parameters": { "where": { "value": "westus" } } }',
      'a.parameters.test.json': '{ "parameters": { "where": { "value": "West US" } } }',
      'a.parameters.prod.json': '{ "parameters": { "where": { "value": "eastus" } } }',
    };
    assert.deepEqual(
      placements(files).map(({ region }) => region),
      ['westus', 'eastus'],
    );
  });

  it('is read from the sample service', () => {
    const path = join(__dirname, '..', 'workspace', 'deployment', 'ContosoShop.json');
    const text = readFileSync(path, 'utf8');
    assert.deepEqual(placements({ 'ContosoShop.json': text }), [{ name: 'ContosoShop', vaults: ['contoso'] }]);
    assert.deepEqual(vaultsIn(text), ['contoso']);
  });
});

describe('The vaults of a Cloud Service', () => {
  const vaults = (vault: object): readonly unknown[] => {
    const [deployment] = readDeployments([{ file: 'a.json', text: template('westus', vault) }]);
    return vaultsOf(deployment?.services ?? []);
  };
  const vaultCertificates = [{ certificateUrl: 'https://contoso.vault.azure.net/secrets/web' }];

  it('are those that its secrets name, by resource ID and by the URL of a certificate', () => {
    assert.deepEqual(vaults({ sourceVault: { id: vaultId }, vaultCertificates }), [
      vaultId,
      'https://contoso.vault.azure.net',
    ]);
    assert.deepEqual(vaults({ sourceVault: { id: "[parameters('vault')]" }, vaultCertificates }), [
      'https://contoso.vault.azure.net',
    ]);
  });

  it('are unknown if neither names one', () => {
    assert.deepEqual(vaults({ sourceVault: { id: "[parameters('vault')]" }, vaultCertificates: [] }), [undefined]);
  });
});

describe('Any deployment file', () => {
  it('names vaults: in references, identifiers and functions', () => {
    const parameters = JSON.stringify({
      parameters: {
        password: { reference: { keyVault: { id: vaultId }, secretName: 'x' } },
        url: { value: 'https://fabrikam.vault.azure.cn/secrets/web/0123' },
      },
    });
    assert.deepEqual(vaultsIn(parameters), [vaultId, 'https://fabrikam.vault.azure.cn']);
    const bicep =
      "var kv = resourceId('Microsoft.KeyVault/vaults', 'contoso')\nparam u = 'https://a-b.vault.azure.net/x'";
    assert.deepEqual(vaultsIn(bicep), ['https://a-b.vault.azure.net', 'contoso']);
    assert.deepEqual(vaultsIn(`[resourceId(${"'Microsoft.KeyVault/vaults',".repeat(800)}]`), []);
  });

  it('is worth reading only if it names vaults or Cloud Services, or can contain parameters', () => {
    const isWorth = (text: string, file = 'a.json'): boolean => mayDescribeDeployment({ file, text });
    assert.ok(isWorth('"type": "Microsoft.Compute/cloudServices"'));
    assert.ok(isWorth('https://contoso.vault.usgovcloudapi.net'));
    assert.ok(isWorth('{ "parameters": {} }', '/w/azuredeploy.parameters.json'));
    assert.ok(!isWorth('{"name": "cscfg", "dependencies": {}}'));
  });
});
