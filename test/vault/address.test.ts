import assert from 'node:assert/strict';
import { clouds, parseVaultReference } from '../../src/vault/address';

function urlOf(text: string): string {
  const reference = parseVaultReference(text);
  return reference.ok ? `${reference.address.url} (${reference.address.cloud.name})` : reference.message;
}

const id = '/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/shop/providers/Microsoft.KeyVault';
const contoso = 'https://contoso.vault.azure.net (public)';

describe('parseVaultReference', () => {
  const accepted: readonly (readonly [text: string, vault: string])[] = [
    ['contoso', contoso],
    ['  Contoso\n', contoso],
    ['con-toso-2', 'https://con-toso-2.vault.azure.net (public)'],
    ['https://contoso.vault.azure.net', contoso],
    ['https://contoso.vault.azure.net/', contoso],
    ['HTTPS://CONTOSO.VAULT.AZURE.NET', contoso],
    ['https://contoso.vault.azure.net:443/certificates', contoso],
    ['contoso.vault.azure.net', contoso],
    ['contoso.vault.azure.net/secrets/web', contoso],
    ['https://contoso.vault.azure.net/certificates/web', contoso],
    ['https://contoso.vault.azure.net/certificates/web/0123456789abcdef0123456789abcdef', contoso],
    ['https://contoso.vault.azure.net/secrets/web/0123456789abcdef0123456789abcdef', contoso],
    ['https://contoso.vault.azure.net/keys/web?api-version=7.6#top', contoso],
    ['https://contoso.vault.usgovcloudapi.net', 'https://contoso.vault.usgovcloudapi.net (usGovernment)'],
    ['https://contoso.vault.azure.cn/certificates/web', 'https://contoso.vault.azure.cn (china)'],
    [`${id}/vaults/contoso`, contoso],
    [`${id.slice(1)}/vaults/Contoso`, contoso],
    [`${id.toUpperCase()}/VAULTS/CONTOSO`, contoso],
    [`${id}/vaults/contoso/secrets/web`, contoso],
  ];
  for (const [text, vault] of accepted) {
    it(`parses ${JSON.stringify(text)} as ${vault}`, () => {
      assert.equal(urlOf(text), vault);
    });
  }

  it('keeps the resource ID, and resolves names in the home cloud', () => {
    const [, government] = clouds;
    const reference = parseVaultReference(`${id}/vaults/Contoso/secrets/web`, government);
    assert.deepEqual(reference, {
      ok: true,
      address: {
        url: 'https://contoso.vault.usgovcloudapi.net',
        name: 'contoso',
        cloud: government,
        resourceId: `${id}/vaults/Contoso`,
      },
    });
    assert.ok(reference.ok);
    const named = parseVaultReference('contoso', government);
    assert.equal(named.ok && named.address.url, reference.address.url);
    const url = parseVaultReference('https://contoso.vault.azure.cn', government);
    assert.equal(url.ok && url.address.cloud.name, 'china');
  });

  const refused: readonly (readonly [text: string, start: string])[] = [
    ['', 'Enter the name, the URL, or the resource ID of a key vault'],
    ['   ', 'Enter the name, the URL, or the resource ID of a key vault'],
    ['ab', '"ab" is not a valid key vault name'],
    ['a'.repeat(25), `"${'a'.repeat(25)}" is not a valid key vault name`],
    ['1contoso', '"1contoso" is not a valid key vault name'],
    ['con--toso', '"con--toso" is not a valid key vault name'],
    ['contoso-', '"contoso-" is not a valid key vault name'],
    ['con toso', '"con toso" is not a valid key vault name'],
    ['#{KeyVault}#', '"#{KeyVault}#" is not a valid key vault name'],
    ['contoso/web', '"contoso/web" is not a valid key vault name'],
    ['http://contoso.vault.azure.net', 'http://contoso.vault.azure.net does not use https'],
    ['ftp://contoso.vault.azure.net', 'ftp://contoso.vault.azure.net does not use https'],
    ['https://contoso.vault.azure.net:8443', 'https://contoso.vault.azure.net:8443 contains the port 8443'],
    ['https://user@contoso.vault.azure.net', 'The URL of a key vault cannot contain a user name'],
    ['https://user:secret@contoso.vault.azure.net', 'The URL of a key vault cannot contain a user name'],
    ['https://contoso.vault.azure.net@evil.example', 'The URL of a key vault cannot contain a user name'],
    ['https://contoso.vault.azure.net.evil.example', 'contoso.vault.azure.net.evil.example is not a Key Vault host'],
    ['https://contoso.vault.azure.net.', 'contoso.vault.azure.net. is not a Key Vault host'],
    ['https://contosovault.azure.net', 'contosovault.azure.net is not a Key Vault host'],
    ['https://contoso.evilvault.azure.net', 'contoso.evilvault.azure.net is not a Key Vault host'],
    ['https://a.b.vault.azure.net', '"a.b" is not a valid key vault name'],
    ['https://.vault.azure.net', '"" is not a valid key vault name'],
    ['https://vault.azure.net', 'vault.azure.net is not a Key Vault host'],
    ['https://cоntoso.vault.azure.net', '"xn--cntoso-'],
    [
      'https://contoso.privatelink.vaultcore.azure.net',
      'contoso.privatelink.vaultcore.azure.net is not a Key Vault host',
    ],
    ['https://contoso.vault.microsoftazure.de', 'contoso.vault.microsoftazure.de is not a Key Vault host'],
    ['https://evil.example\\.vault.azure.net', 'https://evil.example\\.vault.azure.net is not a valid URL'],
    ['https://evil.example/\t.vault.azure.net', 'https://evil.example/\t.vault.azure.net is not a valid URL'],
    ['https://evil.example/.vault.azure.net', 'evil.example is not a Key Vault host'],
    ['https://evil.example?.vault.azure.net', 'evil.example is not a Key Vault host'],
    ['https://contoso.managedhsm.azure.net', 'contoso.managedhsm.azure.net is a managed HSM'],
    ['contoso.managedhsm.azure.cn', 'contoso.managedhsm.azure.cn is a managed HSM'],
    ['https://contoso.managedhsm.usgovcloudapi.net/keys/a', 'contoso.managedhsm.usgovcloudapi.net is a managed HSM'],
    [`${id}/managedHSMs/contoso`, 'contoso is a managed HSM'],
    [`${id}/locations/contoso`, 'locations is not the resource type of a key vault'],
    [`${id}/vaults/con.toso`, '"con.toso" is not a valid key vault name'],
    ['/subscriptions/0/resourceGroups/shop/providers/Microsoft.Compute/cloudServices/shop', '/subscriptions/0/'],
    ['https://', 'https:// is not a valid URL'],
  ];
  for (const [text, start] of refused) {
    it(`refuses ${JSON.stringify(text)}`, () => {
      const reference = parseVaultReference(text);
      assert.ok(!reference.ok && reference.message.startsWith(start), urlOf(text));
    });
  }
});
