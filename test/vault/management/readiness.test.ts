import assert from 'node:assert/strict';
import { discoveryMessage, enableFailureMessage, notCheckedMessage } from '../../../src/vault/management/messages';
import type { ServicePlacement } from '../../../src/deployment/placement';
import {
  accessMessage,
  networkMessage,
  problemMessage,
  problemReason,
  readinessProblems,
  servicesOf,
  type ReadinessProblem,
} from '../../../src/vault/management/readiness';
import type { VaultResource } from '../../../src/vault/management/vaultResource';
import { clouds } from '../../../src/vault/address';
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
  const said = (change: Partial<VaultResource>, ...services: ServicePlacement[]): readonly string[] => {
    const resource = { ...ready, ...change };
    return readinessProblems(resource, services).map((problem) => problemMessage(problem, resource));
  };

  it('has no problem if it is enabled for deployment and nothing else is known', () => {
    assert.deepEqual(said({}), []);
    assert.deepEqual(said({}, { vaults: [] }), []);
  });

  it('reports a vault that is not enabled for deployment', () => {
    assert.deepEqual(said({ forDeployment: false }), [
      'contoso is not enabled for deployment. Enable it so that Azure can read certificates from it.',
    ]);
  });

  it('reports a region other than that of the service', () => {
    assert.deepEqual(said({}, { name: 'Shop', region: 'westeurope', vaults: [] }), []);
    assert.deepEqual(said({}, { name: 'Shop', region: 'eastus', vaults: [] }), [
      'contoso is in westeurope, but Shop is deployed to eastus. Use a key vault in the region of the service.',
    ]);
  });

  it('reports a subscription other than that of the service or of its template', () => {
    const words =
      'contoso is in the subscription 0000, but Shop expects it in 1111. Use a key vault in the subscription of the service.';
    assert.deepEqual(said({}, { name: 'Shop', subscription: '1111', vaults: [] }), [words]);
    assert.deepEqual(said({}, { name: 'Shop', vaults: [id.replace('0000', '1111').toUpperCase()] }), [words]);
    assert.deepEqual(said({}, { name: 'Shop', vaults: [id] }), []);
    assert.deepEqual(said({}, { name: 'Shop', vaults: [id.replace('0000', '1111').replace('contoso', 'other')] }), []);
  });

  const networks: readonly (readonly [network: VaultResource['network'], closed: boolean, words: string])[] = [
    [{ reach: 'all', trustedServices: false }, false, 'All networks'],
    [
      { reach: 'selected', trustedServices: true },
      false,
      'Selected networks and addresses, and trusted Microsoft services',
    ],
    [{ reach: 'selected', trustedServices: false }, true, 'Selected networks and addresses only'],
    [
      { reach: 'private', trustedServices: true },
      false,
      'Private links and trusted Microsoft services only (public access is disabled)',
    ],
    [{ reach: 'private', trustedServices: false }, true, 'Private links only (public access is disabled)'],
  ];
  for (const [network, closed, words] of networks) {
    it(`explains the network: ${words}`, () => {
      assert.equal(networkMessage({ ...ready, network }), words);
      assert.deepEqual(
        said({ network }),
        closed
          ? ['The firewall of contoso blocks deployments. Allow trusted Microsoft services to bypass the firewall.']
          : [],
      );
    });
  }

  it('names the permission model', () => {
    assert.equal(accessMessage(ready), 'Azure role-based access control');
    assert.equal(accessMessage({ ...ready, access: 'policies' }), 'Vault access policy');
  });

  it('has a phrase for each problem', () => {
    const named = { service: 'shop' };
    const problems: readonly ReadinessProblem[] = [
      { kind: 'notForDeployment' },
      { kind: 'otherRegion', ...named, region: 'eastus' },
      { kind: 'otherSubscription', ...named, subscription: '1111' },
      { kind: 'deploymentsBlocked' },
    ];
    assert.deepEqual(
      problems.map((problem) => problemReason(problem)),
      [
        'not enabled for deployment',
        'not in the region of the service',
        'not in the subscription of the service',
        'firewall blocks deployments',
      ],
    );
  });

  it('lists the most severe problem first', () => {
    const kinds = readinessProblems(
      { ...ready, forDeployment: false, network: { reach: 'private', trustedServices: false } },
      [{ name: 'Shop', region: 'eastus', subscription: '1111', vaults: [] }],
    ).map(({ kind }) => kind);
    assert.deepEqual(kinds, ['notForDeployment', 'otherRegion', 'otherSubscription', 'deploymentsBlocked']);
  });
});

describe('The services of a vault', () => {
  const [home, , china] = clouds;
  const services = (...vaults: string[]): readonly ServicePlacement[] => [{ name: 'Shop', vaults }];

  it('are those that refer to it by name, URL, or resource ID', () => {
    for (const text of ['contoso', 'https://contoso.vault.azure.net', id]) {
      assert.equal(servicesOf(ready, services('other', text), home).length, 1, text);
    }
    assert.deepEqual(servicesOf(ready, services('other', 'https://contoso.vault.azure.cn'), home), []);
  });

  it('belong to the home cloud if they use a name', () => {
    assert.deepEqual(servicesOf(ready, services('contoso', id), china), []);
    assert.equal(servicesOf({ url: 'https://contoso.vault.azure.cn' }, services('contoso'), china).length, 1);
  });
});

describe('Readiness that was not checked', () => {
  const address = { url: ready.url };
  const said = (kind: FailureKind): string => notCheckedMessage({ kind: 'failed', failure: failure(kind) }, address);
  const reader =
    'Not checked: contoso is not visible to your account in Azure Resource Manager. Ask for the role Reader on the vault.';
  const signIn = 'Not checked: you are not signed in to Azure Resource Manager.';

  const cases: readonly (readonly [kind: FailureKind, words: string])[] = [
    ['forbidden', reader],
    ['forbiddenByRbac', reader],
    ['notFound', reader],
    ['signedOut', signIn],
    ['otherTenant', signIn],
    ['unauthorized', 'Not checked: no access to Azure Resource Manager (sign-in refused).'],
    ['wrongTenant', 'Not checked: no access to Azure Resource Manager (signed in to another tenant).'],
    ['claims', 'Not checked: no access to Azure Resource Manager (the tenant requires you to sign in again).'],
    ['credential', 'Not checked: no access to Azure Resource Manager (no access token).'],
    ['cancelled', 'Not checked: the request was canceled.'],
    ['throttled', 'Not checked: the request to Azure Resource Manager failed (throttled).'],
    ['timeout', 'Not checked: the request to Azure Resource Manager failed (timeout).'],
    ['browser', 'Not checked: a browser cannot use Azure Resource Manager.'],
  ];
  for (const [kind, words] of cases) {
    it(`is reported as not checked: ${kind}`, () => {
      assert.equal(said(kind), words);
    });
  }

  it('names the missing role for a vault that is not visible', () => {
    assert.equal(notCheckedMessage({ kind: 'unseen' }, address), reader);
  });

  it('contains the code of a response or a connection error', () => {
    const offline = failure('offline', { code: 'ENOTFOUND' });
    assert.match(notCheckedMessage({ kind: 'failed', failure: offline }, address), /\(ENOTFOUND\)\.$/);
    assert.match(discoveryMessage(failure('service', { status: 503 })), /\(503\)$/);
    assert.match(discoveryMessage(failure('forbidden')), /not allowed to list/);
  });
});

describe('A vault that was not enabled for deployment', () => {
  const address = { url: ready.url };
  const said = (kind: FailureKind): string => enableFailureMessage({ kind: 'failed', failure: failure(kind) }, address);

  it('names the required role or the cause', () => {
    assert.match(said('forbidden'), /not allowed to change contoso\. Ask for the role Key Vault Contributor/);
    assert.match(said('signedOut'), /not changed: you are not signed in/);
    assert.match(said('credential'), /not changed: no access to Azure Resource Manager \(no access token\)/);
    assert.match(said('timeout'), /not changed: the request to Azure Resource Manager failed \(timeout\)/);
    assert.match(enableFailureMessage({ kind: 'unseen' }, address), /another key vault/);
  });
});
