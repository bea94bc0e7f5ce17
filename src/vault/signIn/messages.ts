import { joinMessages, message, type Message } from '../../text/message';
import type { VaultFailure } from '../failure';
import type { TokenProblem } from './tokenProblem';

export type SignInKind =
  'signedOut' | 'otherTenant' | 'sessionExpired' | 'claims' | 'credential' | 'unauthorized' | 'wrongTenant';

/**
 * A failure that signing in may fix: what is wrong, what is known of the reason, and the one next step. A library's or
 * a program's own words are left out, except what Microsoft Entra ID or the Azure CLI gave as the error.
 */
export function signInMessage(kind: SignInKind, failure: VaultFailure, vault: string): Message {
  const { problem } = failure;
  return joinMessages(
    ' ',
    stateOf(kind, failure, vault),
    ...(problem === undefined ? [] : factOf(problem)),
    stepOf(kind, failure, vault),
    ...(problem?.kind === 'refused' ? [message('({0})', problem.words)] : []),
  );
}

function stateOf(kind: SignInKind, { tenant }: VaultFailure, vault: string): Message {
  switch (kind) {
    case 'signedOut':
      return message('Not signed in for {0}.', vault);
    case 'otherTenant':
      return message('Not signed in to the tenant of {0}.', vault);
    case 'sessionExpired':
      return message('The sign-in for {0} has expired.', vault);
    case 'claims':
      return message('The tenant of {0} requires you to sign in again.', vault);
    case 'credential':
      return message('Could not get an access token for {0}.', vault);
    case 'unauthorized':
      return message('{0} refused the sign-in.', vault);
    case 'wrongTenant':
      return tenant === undefined
        ? message('{0} belongs to another tenant than your account.', vault)
        : message('{0} belongs to the tenant {1}, your account to another.', vault, tenant);
  }
}

function factOf(problem: TokenProblem): readonly Message[] {
  switch (problem.kind) {
    case 'azMissing':
      return [message('The Azure CLI is not installed, or not on the PATH.')];
    case 'azNoToken':
      return [message('The Azure CLI returned no access token.')];
    case 'azUnreachable':
      return [message('The Azure CLI cannot reach {0}.', problem.host)];
    case 'azUntrusted':
      return [message('The Azure CLI does not trust the certificate of {0}.', problem.host)];
    case 'azReported':
      return [
        message('The Azure CLI reported: {0}', /[.!?…]$/.test(problem.words) ? problem.words : `${problem.words}.`),
      ];
    case 'late':
      return [lateMessages[problem.source]];
    case 'accountFailed':
      return [message('VS Code could not sign in with a Microsoft account; the log has the reason.')];
    case 'otherEnvironment':
      return [message('The setting microsoft-sovereign-cloud.environment is not {0}.', problem.environment)];
    case 'noIdentity':
      return [message('DefaultAzureCredential found no identity.')];
    case 'identityFailed':
      return [message('An identity that DefaultAzureCredential found failed.')];
    case 'unknownCredential':
      return [message('"{0}" is not a value of AZURE_TOKEN_CREDENTIALS.', problem.name.slice(0, 60))];
    case 'refused':
      return [];
  }
}

const lateMessages = {
  azureCli: message('The Azure CLI did not answer in time.'),
  account: message('The Microsoft account in VS Code did not answer in time.'),
  default: message('DefaultAzureCredential did not answer in time.'),
};

function stepOf(kind: SignInKind, failure: VaultFailure, vault: string): Message {
  const { accounts = 0, problem } = failure;
  if (accounts > 1) {
    return message('Choose another of your accounts with Sign In to Key Vault.');
  }
  return (kind === 'credential' ? repairOf(problem, failure, vault) : undefined) ?? signInStep(failure, vault);
}

/** What to do where signing in is not the first step. */
function repairOf(problem: TokenProblem | undefined, failure: VaultFailure, vault: string): Message | undefined {
  switch (problem?.kind) {
    case 'azMissing':
      return message('Install it, then run "{0}".', loginCommand(failure, vault));
    case 'azUnreachable':
      return message('Check the network, the VPN and the proxy, then try again.');
    case 'azUntrusted':
      return message('If a proxy inspects traffic, set REQUESTS_CA_BUNDLE to the file of its certificate authority.');
    case 'otherEnvironment':
      return message('Set it, then run Sign In to Key Vault.');
    case 'noIdentity':
      return identityStep(problem.name, failure, vault);
    case 'identityFailed':
      return message('Check AZURE_TENANT_ID, AZURE_CLIENT_ID and AZURE_CLIENT_SECRET, and the network.');
    case 'unknownCredential':
      return message('Use dev, prod, or one of {0}.', credentialNames.join(', '));
    case 'refused':
      return undefined;
    case 'accountFailed':
      return message('Run Sign In to Key Vault.');
    case 'late':
      return lateStep(problem.source, failure, vault);
    case 'azNoToken':
    case 'azReported':
    case undefined:
      return message('Run "{0}" in a terminal to see why.', tokenCommand(failure, vault));
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

function lateStep(source: 'azureCli' | 'account' | 'default', failure: VaultFailure, vault: string): Message {
  switch (source) {
    case 'azureCli':
      return message('Run "{0}" in a terminal to see why.', tokenCommand(failure, vault));
    case 'account':
      return message('Run Sign In to Key Vault.');
    case 'default':
      return message('Check the network, or name one credential in AZURE_TOKEN_CREDENTIALS.');
  }
}

function identityStep(name: string | undefined, failure: VaultFailure, vault: string): Message {
  return name === undefined
    ? message(
        'Run "{0}", or set AZURE_TENANT_ID, AZURE_CLIENT_ID and AZURE_CLIENT_SECRET.',
        loginCommand(failure, vault),
      )
    : message('Set up an identity for AZURE_TOKEN_CREDENTIALS={0}, or remove the variable.', name);
}

function signInStep(failure: VaultFailure, vault: string): Message {
  const { tenant, credential = 'auto', problem } = failure;
  const command = loginCommand(failure, vault);
  switch (credential) {
    case 'vscode':
      return tenant === undefined
        ? message('Run Sign In to Key Vault.')
        : message('Run Sign In to Key Vault with an account of tenant {0}.', tenant);
    case 'azureCli':
      return message('Run "{0}".', command);
    case 'default':
      return message('Run "{0}", or set up another identity for DefaultAzureCredential.', command);
    case 'auto':
      return accountStep(tenant, problem?.kind === 'azMissing' ? undefined : command);
  }
}

/** `command`: undefined where there is no Azure CLI to sign in to. */
function accountStep(tenant: string | undefined, command: string | undefined): Message {
  if (command === undefined) {
    return tenant === undefined
      ? message('Sign in with a Microsoft account.')
      : message('Sign in with an account of tenant {0}.', tenant);
  }
  return tenant === undefined
    ? message('Sign in with a Microsoft account, or run "{0}".', command)
    : message('Sign in with an account of tenant {0}, or run "{1}".', tenant, command);
}

/** Without the scope, a policy that holds for key vaults alone is not answered by the new sign-in. */
function loginCommand({ tenant }: VaultFailure, vault: string): string {
  return `az login${tenant === undefined ? '' : ` --tenant ${tenant}`} --scope ${resourceOf(vault)}/.default`;
}

function tokenCommand({ tenant }: VaultFailure, vault: string): string {
  const asked = tenant === undefined ? '' : ` --tenant ${tenant}`;
  return `az account get-access-token --resource ${resourceOf(vault)}${asked}`;
}

/** `https://vault.azure.net` for the host `contoso.vault.azure.net`: the service of the vault's cloud. */
function resourceOf(vault: string): string {
  return `https://${vault.slice(vault.indexOf('.') + 1)}`;
}
