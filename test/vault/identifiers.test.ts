import assert from 'node:assert/strict';
import { clouds } from '../../src/vault/address';
import { certificateUrl, portalUrl, secretUrl } from '../../src/vault/identifiers';
import { contoso, print, version } from './snapshots';

describe('Identifiers', () => {
  const number = '0123456789abcdef0123456789abcdef';
  const web = version(print('A'), { version: number });

  it('name a certificate’s version, its secret, and its page in the portal', () => {
    assert.equal(certificateUrl(web), `${contoso}/certificates/web/${number}`);
    assert.equal(secretUrl(web), `${contoso}/secrets/web/${number}`);
    assert.equal(
      portalUrl(web),
      `https://portal.azure.com/#asset/Microsoft_Azure_KeyVault/Certificate/${contoso}/certificates/web/${number}`,
    );
  });

  it('omit an unknown version', () => {
    assert.equal(certificateUrl(version(print('A'))), `${contoso}/certificates/web`);
  });

  it('link to the portal of the cloud of the vault', () => {
    const china = version(print('A'), { vault: 'https://contoso.vault.azure.cn' });
    assert.ok(portalUrl(china).startsWith('https://portal.azure.cn/#asset/'));
    assert.equal(
      portalUrl({ url: 'https://contoso.vault.usgovcloudapi.net', name: 'contoso', cloud: clouds[1] }),
      'https://portal.azure.us/#browse/Microsoft.KeyVault%2Fvaults',
    );
  });

  it('link to the page of a vault with a known resource ID, or else to the list of vaults', () => {
    const address = { url: contoso, name: 'contoso', cloud: clouds[0] };
    const id = '/subscriptions/0000/resourceGroups/shop/providers/Microsoft.KeyVault/vaults/contoso';
    assert.equal(portalUrl({ ...address, resourceId: id }), `https://portal.azure.com/#resource${id}`);
    assert.match(portalUrl({ ...address, resourceId: '/subscriptions/../evil' }), /#browse/);
  });
});
