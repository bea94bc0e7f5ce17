import * as l10n from '@vscode/l10n';
import type { VaultFailure } from '../failure';
import type { TokenProblem } from './tokenProblem';

export type SignInKind =
  'signedOut' | 'otherTenant' | 'sessionExpired' | 'claims' | 'credential' | 'unauthorized' | 'wrongTenant';

/** What is wrong, why, and one next step. Shows only errors of Microsoft Entra ID and the Azure CLI. */
export function signInMessage(kind: SignInKind, failure: VaultFailure, vault: string): string {
  const { problem } = failure;
  const state = stateOf(kind, failure, vault);
  const step = stepOf(kind, failure, vault);
  if (problem === undefined) {
    return l10n.t('{0} {1}', state, step);
  }
  return problem.kind === 'refused'
    ? l10n.t('{0} {1} ({2})', state, step, problem.words)
    : l10n.t('{0} {1} {2}', state, reasonOf(problem), step);
}

function stateOf(kind: SignInKind, { tenant }: VaultFailure, vault: string): string {
  switch (kind) {
    case 'signedOut':
      return l10n.t('Not signed in for {0}.', vault);
    case 'otherTenant':
      return l10n.t('Not signed in to the tenant of {0}.', vault);
    case 'sessionExpired':
      return l10n.t('The sign-in for {0} has expired.', vault);
    case 'claims':
      return l10n.t('The tenant of {0} requires you to sign in again.', vault);
    case 'credential':
      return l10n.t('Could not get an access token for {0}.', vault);
    case 'unauthorized':
      return l10n.t('{0} refused the sign-in.', vault);
    case 'wrongTenant':
      return tenant === undefined
        ? l10n.t('{0} does not belong to the tenant of your account.', vault)
        : l10n.t('{0} belongs to the tenant {1}, but your account does not.', vault, tenant);
  }
}

function reasonOf(problem: Exclude<TokenProblem, { readonly kind: 'refused' }>): string {
  switch (problem.kind) {
    case 'azMissing':
      return l10n.t('The Azure CLI is not installed or not on the PATH.');
    case 'azNoToken':
      return l10n.t('The Azure CLI returned no access token.');
    case 'azUnreachable':
      return l10n.t('The Azure CLI cannot reach {0}.', problem.host);
    case 'azUntrusted':
      return l10n.t('The Azure CLI does not trust the certificate of {0}.', problem.host);
    case 'azReported':
      return l10n.t('The Azure CLI reported: {0}', /[.!?…]$/.test(problem.words) ? problem.words : `${problem.words}.`);
    case 'late':
      return timeoutMessage(problem.source);
    case 'accountFailed':
      return l10n.t('VS Code could not sign in with a Microsoft account. See the log for the reason.');
    case 'otherEnvironment':
      return l10n.t('The setting microsoft-sovereign-cloud.environment is not {0}.', problem.environment);
    case 'noIdentity':
      return l10n.t('DefaultAzureCredential found no identity.');
    case 'identityFailed':
      return l10n.t('DefaultAzureCredential found an identity, but it returned an error.');
    case 'unknownCredential':
      return l10n.t('AZURE_TOKEN_CREDENTIALS has the unknown value "{0}".', problem.name.slice(0, 60));
    case 'notAFile':
      return l10n.t('{0} does not name a regular file.', problem.variable);
  }
}

function timeoutMessage(source: 'azureCli' | 'account' | 'default'): string {
  switch (source) {
    case 'azureCli':
      return l10n.t('The Azure CLI timed out.');
    case 'account':
      return l10n.t('Signing in with VS Code timed out.');
    case 'default':
      return l10n.t('DefaultAzureCredential timed out.');
  }
}

function stepOf(kind: SignInKind, failure: VaultFailure, vault: string): string {
  const { accounts = 0, problem } = failure;
  if (accounts > 1) {
    return l10n.t('Choose another account with Sign In to Key Vault.');
  }
  return (kind === 'credential' ? credentialStep(problem, failure, vault) : undefined) ?? signInStep(failure, vault);
}

/** Undefined: signing in is the next step. */
function credentialStep(problem: TokenProblem | undefined, failure: VaultFailure, vault: string): string | undefined {
  switch (problem?.kind) {
    case 'azMissing':
      return l10n.t('Install the Azure CLI, then run "{0}".', loginCommand(failure, vault));
    case 'azUnreachable':
      return l10n.t('Check the network, the VPN, and the proxy, then try again.');
    case 'azUntrusted':
      return l10n.t(
        'If a proxy inspects TLS connections, set REQUESTS_CA_BUNDLE to the file of its certificate authority.',
      );
    case 'otherEnvironment':
      return l10n.t('Change the setting, then run Sign In to Key Vault.');
    case 'noIdentity':
      return identityStep(problem.name, failure, vault);
    case 'identityFailed':
      return l10n.t('Check AZURE_TENANT_ID, AZURE_CLIENT_ID, AZURE_CLIENT_SECRET, and the network.');
    case 'unknownCredential':
      return l10n.t('Use dev, prod, or one of {0}.', credentialNames.join(', '));
    case 'notAFile':
      return l10n.t('Set {0} to the path of a file.', problem.variable);
    case 'refused':
      return undefined;
    case 'accountFailed':
      return l10n.t('Run Sign In to Key Vault.');
    case 'late':
      return timeoutStep(problem.source, failure, vault);
    case 'azNoToken':
    case 'azReported':
    case undefined:
      return l10n.t('Run "{0}" in a terminal to see why.', tokenCommand(failure, vault));
  }
}

/** Source: learn.microsoft.com, "Credential chains in the Azure Identity library for JavaScript". */
const credentialNames = [
  'EnvironmentCredential',
  'WorkloadIdentityCredential',
  'ManagedIdentityCredential',
  'VisualStudioCodeCredential',
  'AzureCliCredential',
  'AzurePowerShellCredential',
  'AzureDeveloperCliCredential',
];

function timeoutStep(source: 'azureCli' | 'account' | 'default', failure: VaultFailure, vault: string): string {
  switch (source) {
    case 'azureCli':
      return l10n.t('Run "{0}" in a terminal to see why.', tokenCommand(failure, vault));
    case 'account':
      return l10n.t('Run Sign In to Key Vault.');
    case 'default':
      return l10n.t('Check the network, or set AZURE_TOKEN_CREDENTIALS to one credential.');
  }
}

function identityStep(name: string | undefined, failure: VaultFailure, vault: string): string {
  return name === undefined
    ? l10n.t(
        'Run "{0}", or set AZURE_TENANT_ID, AZURE_CLIENT_ID, and AZURE_CLIENT_SECRET.',
        loginCommand(failure, vault),
      )
    : l10n.t('Set up an identity for AZURE_TOKEN_CREDENTIALS={0}, or unset the variable.', name);
}

function signInStep(failure: VaultFailure, vault: string): string {
  const { tenant, credential = 'auto', problem } = failure;
  const command = loginCommand(failure, vault);
  switch (credential) {
    case 'vscode':
      return tenant === undefined
        ? l10n.t('Run Sign In to Key Vault.')
        : l10n.t('Run Sign In to Key Vault with an account of the tenant {0}.', tenant);
    case 'azureCli':
      return l10n.t('Run "{0}".', command);
    case 'default':
      return l10n.t('Run "{0}", or set up another identity for DefaultAzureCredential.', command);
    case 'auto':
      return accountStep(tenant, problem?.kind === 'azMissing' ? undefined : command);
  }
}

/** `command` is undefined if the Azure CLI is not installed. */
function accountStep(tenant: string | undefined, command: string | undefined): string {
  if (command === undefined) {
    return tenant === undefined
      ? l10n.t('Sign in with a Microsoft account.')
      : l10n.t('Sign in with an account of the tenant {0}.', tenant);
  }
  return tenant === undefined
    ? l10n.t('Sign in with a Microsoft account, or run "{0}".', command)
    : l10n.t('Sign in with an account of the tenant {0}, or run "{1}".', tenant, command);
}

/** Without the scope, the new sign-in does not satisfy a policy for key vaults alone. */
function loginCommand({ tenant }: VaultFailure, vault: string): string {
  return `az login${tenant === undefined ? '' : ` --tenant ${tenant}`} --scope ${resourceOf(vault)}/.default`;
}

function tokenCommand({ tenant }: VaultFailure, vault: string): string {
  const option = tenant === undefined ? '' : ` --tenant ${tenant}`;
  return `az account get-access-token --resource ${resourceOf(vault)}${option}`;
}

/** `https://vault.azure.net` for the host `contoso.vault.azure.net`. */
function resourceOf(vault: string): string {
  return `https://${vault.slice(vault.indexOf('.') + 1)}`;
}
