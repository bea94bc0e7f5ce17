import { tenant, testRows, type Row } from './matrix';
import { account } from '../wire/lab';

const host = 'matrix.vault.azure.net';
const step = `Sign in with an account of tenant ${tenant}, or run az login --tenant ${tenant}.`;

/** Nobody is signed in in the editor, and the Azure CLI is in this state. */
function azIs(state: string, lab: Parameters<Row['arrange']>[0]): void {
  lab.lose({ none: 'nobody' });
  lab.lab.emulator.signInAs(state);
}

const nobody = 'No Microsoft account is signed in here.';
const azLogin = "Please run 'az login' from a command prompt to authenticate before using this credential.";

testRows('nobody has a token for it', [
  {
    when: 'nobody is signed in anywhere',
    arrange: (scene) => {
      azIs('signed-out', scene);
    },
    kind: 'signedOut',
    words: `Not signed in for ${host}. ${step} (${nobody} ${azLogin})`,
    log: /signedOut tenant=0c0ffee0/,
    requests: 2,
  },
  {
    when: 'there is no Azure CLI',
    arrange: (scene) => {
      azIs('missing', scene);
    },
    kind: 'signedOut',
    words: `Not signed in for ${host}. ${step} (${nobody} Azure CLI could not be found. Please visit https://aka.ms/azure-cli for installation instructions and then, once installed, authenticate to your Azure account using 'az login'.)`,
    log: /signedOut/,
  },
  {
    when: 'the Azure CLI’s sign-in has expired',
    arrange: (scene) => {
      azIs('expired', scene);
    },
    kind: 'sessionExpired',
    words: `The sign-in for ${host} has expired. ${step} (${nobody} AADSTS700082: The refresh token has expired due to inactivity. Interactive authentication is needed. Please run: az login --scope https://vault.azure.net/.default)`,
    log: /sessionExpired tenant=0c0ffee0/,
  },
  {
    when: 'the Azure CLI’s tenant wants several factors',
    arrange: (scene) => {
      azIs('wants-mfa', scene);
    },
    kind: 'claims',
    words: `The tenant of ${host} wants a fresh sign-in, by its policy. ${step} (${nobody} AADSTS50076: Due to a configuration change made by your administrator, or because you moved to a new location, you must use multi-factor authentication to access the resource. Interactive authentication is needed. Please run: az login --scope https://vault.azure.net/.default)`,
    log: /claims tenant=0c0ffee0/,
  },
  {
    when: 'the Azure CLI’s account is not known in the vault’s tenant',
    arrange: (scene) => {
      azIs('not-a-guest', scene);
    },
    kind: 'wrongTenant',
    words: `${host} belongs to the tenant ${tenant}, your account to another. ${step}`,
    log: /wrongTenant tenant=0c0ffee0/,
  },
  {
    when: 'the Azure CLI gives a token of another tenant',
    arrange: (scene) => {
      azIs('foreign-tenant', scene);
    },
    kind: 'wrongTenant',
    words: `${host} belongs to the tenant ${tenant}, your account to another. ${step}`,
    log: /wrongTenant status=401 code=Unauthorized .*AKV10032/,
  },
  {
    when: 'the Azure CLI prints garbage',
    arrange: (scene) => {
      azIs('garbage', scene);
    },
    kind: 'credential',
    words: `No token for ${host}: what should give it failed. Run az account get-access-token in a terminal to see why. (${nobody} The Azure CLI gave no token.)`,
    log: /credential tenant=/,
  },
  {
    when: 'the Azure CLI hangs',
    arrange: (scene) => {
      azIs('hang', scene);
    },
    options: { timeoutMs: 300 },
    kind: 'credential',
    words: `No token for ${host}: what should give it failed. Run az account get-access-token in a terminal to see why. (${nobody} The Azure CLI did not answer in time.)`,
    log: /credential tenant=/,
  },
  {
    when: 'the Azure CLI hangs and does not end when it is told to',
    arrange: (scene) => {
      azIs('deaf', scene);
    },
    options: { timeoutMs: 300 },
    kind: 'credential',
    words: `No token for ${host}: what should give it failed. Run az account get-access-token in a terminal to see why. (${nobody} The Azure CLI did not answer in time.)`,
    log: /credential tenant=/,
  },
  {
    when: 'the editor’s account is a guest who has not signed in to the vault’s tenant',
    arrange: (scene) => {
      azIs('signed-out', scene);
      scene.lose({ none: 'otherTenant' });
    },
    kind: 'otherTenant',
    words: `Not signed in yet to the tenant that ${host} belongs to. ${step} (The Microsoft account here is not signed in to this tenant. ${azLogin})`,
    log: /otherTenant tenant=/,
  },
  {
    when: 'the editor does not sign in to the vault’s cloud',
    arrange: (scene) => {
      azIs('signed-out', scene);
      scene.lose({ none: 'unavailable', detail: 'It is set up for another cloud.' });
    },
    kind: 'signedOut',
    words: `Not signed in for ${host}. ${step} (It is set up for another cloud. ${azLogin})`,
    log: /signedOut tenant=/,
  },
  {
    when: 'the editor’s account belongs to another tenant than it says',
    arrange: (scene) => {
      scene.become((request) => account('dev')({ ...request, tenantId: 'elsewhere' }));
    },
    kind: 'wrongTenant',
    words: `${host} belongs to the tenant ${tenant}, your account to another. ${step}`,
    log: /wrongTenant status=401/,
  },
  {
    when: 'one of several accounts of the editor has no rights',
    arrange: ({ vault, become }) => {
      vault.deny('rbac', { identity: 'intern' });
      become(async (request) => ({ ...(await account('intern')(request)), accounts: 2 }));
    },
    kind: 'forbiddenByRbac',
    words: `Your account may not read the certificates of ${host}. Ask for the role Key Vault Reader on the vault; it shows no secret’s value. Or choose another of your accounts with Sign In to Key Vault.`,
    log: /forbiddenByRbac status=403/,
  },
  {
    when: 'the vault takes back what it trusted (continuous access evaluation), and nobody can sign in anew',
    arrange: ({ vault, lose, lab }) => {
      vault.fail({ kind: 'claims' });
      lab.emulator.signInAs('dev');
      lose({ none: 'nobody' });
    },
    kind: 'claims',
    words: `The tenant of ${host} wants a fresh sign-in, by its policy. ${step} (${nobody} This credential doesn't support claims challenges. To authenticate with the required claims, please run the following command: az login --claims-challenge eyJhY2Nlc3NfdG9rZW4iOnsibmJmIjp7ImVzc2VudGlhbCI6dHJ1ZSwidmFsdWUiOiIxNzAwMDAwMDAwIn19fQ== --scope https://vault.azure.net/.default --tenant ${tenant})`,
    log: /claims /,
  },
  {
    when: 'the vault takes back what it trusted, and the editor’s account has to sign in anew',
    arrange: ({ vault, become, lab }) => {
      vault.fail({ kind: 'claims' });
      lab.emulator.signInAs('signed-out');
      become((request) =>
        request.claims === undefined ? account('dev')(request) : Promise.resolve({ none: 'claims' }),
      );
    },
    kind: 'claims',
    words: `The tenant of ${host} wants a fresh sign-in, by its policy. ${step} (The Microsoft account here has to sign in again. This credential doesn't support claims challenges. To authenticate with the required claims, please run the following command: az login --claims-challenge eyJhY2Nlc3NfdG9rZW4iOnsibmJmIjp7ImVzc2VudGlhbCI6dHJ1ZSwidmFsdWUiOiIxNzAwMDAwMDAwIn19fQ== --scope https://vault.azure.net/.default --tenant ${tenant})`,
    log: /claims /,
  },
  {
    when: 'the vault has moved to another tenant',
    arrange: ({ vault, become }) => {
      vault.tenant = 'moved-away';
      become((request) => account('dev')({ ...request, tenantId: tenant }));
    },
    kind: 'wrongTenant',
    words: `${host} belongs to the tenant moved-away, your account to another. Sign in with an account of tenant moved-away, or run az login --tenant moved-away.`,
    log: /wrongTenant status=401 .*tenant=moved-away/,
  },
  {
    when: 'the editor’s account does not answer, nor does the Azure CLI know anybody',
    arrange: (scene) => {
      azIs('signed-out', scene);
      scene.become(() => new Promise(() => undefined));
    },
    options: { timeoutMs: 2000 },
    kind: 'signedOut',
    words: `Not signed in for ${host}. ${step} (The Microsoft account here did not answer in time. ${azLogin})`,
    log: /signedOut tenant=/,
  },
  {
    when: 'the editor itself breaks while it looks for an account',
    arrange: (scene) => {
      azIs('signed-out', scene);
      scene.become(() => Promise.reject(new Error('The host is shutting down.')));
    },
    kind: 'signedOut',
    words: `Not signed in for ${host}. ${step} (The host is shutting down. ${azLogin})`,
    log: /signedOut/,
  },
]);
