import assert from 'node:assert/strict';
import { formatMessage } from '../../../src/cscfg/text/message';
import type { TemplateService } from '../../../src/vault/arm/deploymentFile';
import {
  accessMessage,
  networkMessage,
  notCheckedMessage,
  problemMessage,
  readinessProblems,
  servicesOf,
} from '../../../src/vault/arm/readiness';
import type { VaultResource } from '../../../src/vault/arm/vaultResource';
import { clouds } from '../../../src/vault/clouds';
import type { FailureKind } from '../../../src/vault/failure';
import { failure } from '../snapshots';

const id = '/subscriptions/0000/resourceGroups/shop/providers/Microsoft.KeyVault/vaults/contoso';
const ready: VaultResource = {
  id,
  name: 'contoso',
  url: 'https://contoso.vault.azure.net',
  subscription: '0000',
  resourceGroup: 'shop',
  region: 'westeurope',
  forDeployment: true,
  access: 'rbac',
  network: { reach: 'all', trustedServices: false },
};

describe('The readiness of a vault', () => {
  const said = (change: Partial<VaultResource>, ...services: TemplateService[]): readonly string[] => {
    const resource = { ...ready, ...change };
    return readinessProblems(resource, services).map((problem) => formatMessage(problemMessage(problem, resource)));
  };

  it('has no problem where deployments may fetch, and nothing else is known', () => {
    assert.deepEqual(said({}), []);
    assert.deepEqual(said({}, { vaults: [] }), []);
  });

  it('tells that deployments may not fetch', () => {
    assert.deepEqual(said({ forDeployment: false }), [
      'contoso is not enabled for deployment: Azure may not fetch certificates from it. Enable it.',
    ]);
  });

  it('tells another region than the service’s', () => {
    assert.deepEqual(said({}, { name: 'Shop', region: 'westeurope', vaults: [] }), []);
    assert.deepEqual(said({}, { name: 'Shop', region: 'eastus', vaults: [] }), [
      'contoso is in westeurope, but Shop is deployed to eastus. Use a vault in the region of the service.',
    ]);
  });

  it('tells another subscription than the service’s, or than its template expects the vault in', () => {
    const words =
      'contoso is in the subscription 0000, but Shop expects it in 1111. Use a vault in the subscription of the service.';
    assert.deepEqual(said({}, { name: 'Shop', subscription: '1111', vaults: [] }), [words]);
    assert.deepEqual(said({}, { name: 'Shop', vaults: [id.replace('0000', '1111').toUpperCase()] }), [words]);
    assert.deepEqual(said({}, { name: 'Shop', vaults: [id] }), []);
    assert.deepEqual(said({}, { name: 'Shop', vaults: [id.replace('0000', '1111').replace('contoso', 'other')] }), []);
  });

  const networks: readonly (readonly [network: VaultResource['network'], closed: boolean, words: string])[] = [
    [{ reach: 'all', trustedServices: false }, false, 'Open to all networks'],
    [
      { reach: 'selected', trustedServices: true },
      false,
      'Open to chosen networks and addresses, and to deployments as a trusted service',
    ],
    [{ reach: 'selected', trustedServices: false }, true, 'Open to chosen networks and addresses alone'],
    [
      { reach: 'private', trustedServices: true },
      false,
      'Public access is off: open over private links, and to deployments as a trusted service',
    ],
    [{ reach: 'private', trustedServices: false }, true, 'Public access is off: open over private links alone'],
  ];
  for (const [network, closed, words] of networks) {
    it(`explains the network: ${words}`, () => {
      assert.equal(formatMessage(networkMessage({ ...ready, network })), words);
      assert.deepEqual(
        said({ network }),
        closed
          ? [
              'The network of contoso is closed to deployments too. Let trusted Microsoft services through its firewall.',
            ]
          : [],
      );
    });
  }

  it('names who says who may read', () => {
    assert.equal(formatMessage(accessMessage(ready)), 'Azure role assignments');
    assert.equal(formatMessage(accessMessage({ ...ready, access: 'policies' })), 'Access policies of the vault');
  });

  it('puts the gravest first', () => {
    const kinds = readinessProblems(
      { ...ready, forDeployment: false, network: { reach: 'private', trustedServices: false } },
      [{ name: 'Shop', region: 'eastus', subscription: '1111', vaults: [] }],
    ).map(({ kind }) => kind);
    assert.deepEqual(kinds, ['notForDeployment', 'otherRegion', 'otherSubscription', 'deploymentsKeptOut']);
  });
});

describe('The services of a vault', () => {
  const [home, , china] = clouds;
  const services = (...vaults: string[]): readonly TemplateService[] => [{ name: 'Shop', vaults }];

  it('are those that name it, by name, URL or id', () => {
    for (const text of ['contoso', 'https://contoso.vault.azure.net', id]) {
      assert.equal(servicesOf(ready, services('other', text), home).length, 1, text);
    }
    assert.deepEqual(servicesOf(ready, services('other', 'https://contoso.vault.azure.cn'), home), []);
  });

  it('are of the home cloud where they only give a name', () => {
    assert.deepEqual(servicesOf(ready, services('contoso', id), china), []);
    assert.equal(servicesOf({ url: 'https://contoso.vault.azure.cn' }, services('contoso'), china).length, 1);
  });
});

describe('What was not checked', () => {
  const address = { url: ready.url, name: 'contoso', cloud: clouds[0] };
  const said = (kind: FailureKind): string =>
    formatMessage(notCheckedMessage({ kind: 'failed', failure: failure(kind) }, address));

  it('is said to be not checked, never wrong, whatever the reason', () => {
    const kinds: readonly FailureKind[] = [
      'signedOut',
      'unauthorized',
      'wrongTenant',
      'forbidden',
      'notFound',
      'throttled',
      'offline',
      'tls',
      'notAVault',
      'timeout',
      'service',
      'cancelled',
    ];
    for (const kind of kinds) {
      assert.match(said(kind), /^Not checked: /, kind);
    }
    assert.match(formatMessage(notCheckedMessage({ kind: 'unseen' }, address)), /^Not checked: .*\bcontoso\b.*Reader/);
  });

  it('names the least right that is missing', () => {
    assert.equal(
      said('forbidden'),
      'Not checked: your account may not see contoso in Azure Resource Manager. The role Reader on it is enough.',
    );
  });
});
