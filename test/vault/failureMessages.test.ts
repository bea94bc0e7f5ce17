import assert from 'node:assert/strict';
import type { FailureKind } from '../../src/vault/failure';
import { failureMessage } from '../../src/vault/failureMessages';
import { failure } from './snapshots';

const words = (...asked: Parameters<typeof failure>): string => failureMessage(failure(...asked));

describe('failureMessage', () => {
  const cases: readonly (readonly [FailureKind, Parameters<typeof failure>[1], string])[] = [
    [
      'signedOut',
      {},
      'Not signed in for contoso.vault.azure.net. Sign in with a Microsoft account, or run "az login --scope https://vault.azure.net/.default".',
    ],
    [
      'signedOut',
      { tenant: 't-1', detail: 'No Microsoft account is signed in here' },
      'Not signed in for contoso.vault.azure.net. Sign in with an account of the tenant t-1, or run "az login --tenant t-1 --scope https://vault.azure.net/.default".',
    ],
    [
      'unauthorized',
      {},
      'contoso.vault.azure.net refused the sign-in. Sign in with a Microsoft account, or run "az login --scope https://vault.azure.net/.default".',
    ],
    [
      'wrongTenant',
      { tenant: 't-1' },
      'contoso.vault.azure.net belongs to the tenant t-1, but your account does not. Sign in with an account of the tenant t-1, or run "az login --tenant t-1 --scope https://vault.azure.net/.default".',
    ],
    [
      'otherTenant',
      { tenant: 't-1', credential: 'vscode' },
      'Not signed in to the tenant of contoso.vault.azure.net. Run Sign In to Key Vault with an account of the tenant t-1.',
    ],
    [
      'sessionExpired',
      { tenant: 't-1', credential: 'azureCli', problem: { kind: 'refused', words: 'AADSTS700082: It has expired.' } },
      'The sign-in for contoso.vault.azure.net has expired. Run "az login --tenant t-1 --scope https://vault.azure.net/.default". (AADSTS700082: It has expired.)',
    ],
    [
      'claims',
      { credential: 'vscode' },
      'The tenant of contoso.vault.azure.net requires you to sign in again. Run Sign In to Key Vault.',
    ],
    [
      'credential',
      { credential: 'azureCli', problem: { kind: 'late', source: 'azureCli' } },
      'Could not get an access token for contoso.vault.azure.net. The Azure CLI timed out. Run "az account get-access-token --resource https://vault.azure.net" in a terminal to see why.',
    ],
    [
      'claims',
      { vault: 'https://contoso.vault.azure.cn', tenant: 't-1', credential: 'azureCli' },
      'The tenant of contoso.vault.azure.cn requires you to sign in again. Run "az login --tenant t-1 --scope https://vault.azure.cn/.default".',
    ],
    [
      'credential',
      { vault: 'https://contoso.vault.usgovcloudapi.net', credential: 'azureCli', problem: { kind: 'azNoToken' } },
      'Could not get an access token for contoso.vault.usgovcloudapi.net. The Azure CLI returned no access token. Run "az account get-access-token --resource https://vault.usgovcloudapi.net" in a terminal to see why.',
    ],
    [
      'credential',
      { credential: 'vscode', problem: { kind: 'otherEnvironment', environment: 'USGovernment' } },
      'Could not get an access token for contoso.vault.azure.net. The setting microsoft-sovereign-cloud.environment is not USGovernment. Change the setting, then run Sign In to Key Vault.',
    ],
    [
      'credential',
      { credential: 'azureCli', problem: { kind: 'azMissing' } },
      'Could not get an access token for contoso.vault.azure.net. The Azure CLI is not installed or not on the PATH. Install the Azure CLI, then run "az login --scope https://vault.azure.net/.default".',
    ],
    [
      'credential',
      { credential: 'default', problem: { kind: 'unknownCredential', name: 'foo' } },
      'Could not get an access token for contoso.vault.azure.net. AZURE_TOKEN_CREDENTIALS has the unknown value "foo". Use dev, prod, or one of EnvironmentCredential, WorkloadIdentityCredential, ManagedIdentityCredential, VisualStudioCodeCredential, AzureCliCredential, AzurePowerShellCredential, AzureDeveloperCliCredential.',
    ],
    [
      'signedOut',
      { credential: 'default' },
      'Not signed in for contoso.vault.azure.net. Run "az login --scope https://vault.azure.net/.default", or set up another identity for DefaultAzureCredential.',
    ],
    [
      'unauthorized',
      { accounts: 2, tenant: 't-1' },
      'contoso.vault.azure.net refused the sign-in. Choose another account with Sign In to Key Vault.',
    ],
    [
      'forbiddenByPolicy',
      { accounts: 2 },
      'Your account is not allowed to read the certificates of contoso.vault.azure.net. Choose another account with Sign In to Key Vault, or ask for an access policy with the certificate permissions Get and List.',
    ],
    [
      'forbiddenByRbac',
      {},
      'Your account is not allowed to read the certificates of contoso.vault.azure.net. Ask for the role Key Vault Reader on the vault. The role cannot read secret values.',
    ],
    [
      'forbiddenByPolicy',
      {},
      'Your account is not allowed to read the certificates of contoso.vault.azure.net. Ask for an access policy with the certificate permissions Get and List.',
    ],
    [
      'firewall',
      { clientAddress: '203.0.113.7' },
      'The firewall of contoso.vault.azure.net blocks 203.0.113.7. Ask for this address to be allowed, or connect to an allowed network.',
    ],
    [
      'offline',
      { code: 'ENOTFOUND' },
      'contoso.vault.azure.net was not found (DNS). Check the vault name, the network, and the VPN.',
    ],
  ];
  for (const [kind, change, text] of cases) {
    it(`formats ${kind} ${JSON.stringify(change)}: ${text}`, () => {
      assert.equal(words(kind, change), text);
    });
  }

  const kinds: readonly FailureKind[] = [
    'signedOut',
    'otherTenant',
    'sessionExpired',
    'claims',
    'credential',
    'unauthorized',
    'wrongTenant',
    'forbiddenByRbac',
    'forbiddenByPolicy',
    'forbidden',
    'firewall',
    'privateLink',
    'throttled',
    'offline',
    'tls',
    'notAVault',
    'notFound',
    'timeout',
    'service',
    'cancelled',
    'browser',
  ];
  for (const kind of kinds) {
    it(`describes ${kind} within 80 characters, then the next step`, () => {
      for (const change of [
        {},
        { detail: 'the service’s words', tenant: 't-1', clientAddress: '10.0.0.1', status: 500, code: 'X' },
      ]) {
        const text = words(kind, change);
        assert.match(text, /contoso\.vault\.azure\.net/);
        assert.ok(!/\{\d\}|undefined| $/.test(text), text);
        const [first = '', next = ''] = text.replaceAll('vault.azure.net', '').split('. ');
        assert.ok(first.length <= 80, first);
        assert.notEqual(next, '');
      }
    });
  }
});
