import { tenant, testRows, type Row } from './matrix';
import { account } from '../wire/lab';

const host = 'matrix.vault.azure.net';
const login = `az login --tenant ${tenant} --scope https://vault.azure.net/.default`;
const step = `Sign in with an account of the tenant ${tenant}, or run "${login}".`;
const seeWhy = `Run "az account get-access-token --resource https://vault.azure.net --tenant ${tenant}" in a terminal to see why.`;
const noToken = `Could not get an access token for ${host}.`;
const again = `The tenant of ${host} requires you to sign in again. ${step}`;
const expired = `The sign-in for ${host} has expired. ${step} (AADSTS700082: The refresh token has expired due to inactivity.)`;
const mfa = `${again} (AADSTS50076: Due to a configuration change made by your administrator, or because you moved to a new location, you must use multi-factor authentication to access 'cfa8b339-82a2-471a-a3c9-0fc0be7a4093'.)`;
const otherTenant = `${host} belongs to the tenant ${tenant}, but your account does not. ${step}`;
const notAGuest = `${otherTenant} (AADSTS50020: User account 'dev@contoso.com' from identity provider 'https://sts.windows.net/…/' does not exist in tenant 'Fabrikam' and cannot access the application '04b07795-8ddb-461a-bbee-02f9e1bf7b46'(Microsoft Azure CLI) in that tenant.)`;
const isSignedOut = `Not signed in for ${host}. ${step}`;

/** Nobody is signed in in the editor, and the Azure CLI is in this state. */
function azIs(state: string, lab: Parameters<Row['arrange']>[0]): void {
  lab.lose({ none: 'nobody' });
  lab.lab.emulator.signInAs(state);
}

testRows('nobody has a token for it', [
  {
    when: 'nobody is signed in anywhere',
    arrange: (scene) => {
      azIs('signed-out', scene);
    },
    kind: 'signedOut',
    words: isSignedOut,
    log: /signedOut tenant=0c0ffee0/,
    requests: 2,
  },
  {
    when: 'there is no Azure CLI',
    arrange: (scene) => {
      azIs('missing', scene);
    },
    kind: 'signedOut',
    words: `Not signed in for ${host}. The Azure CLI is not installed or not on the PATH. Sign in with an account of the tenant ${tenant}.`,
    log: /signedOut/,
  },
  {
    when: 'the Azure CLI’s sign-in has expired',
    arrange: (scene) => {
      azIs('expired', scene);
    },
    kind: 'sessionExpired',
    words: expired,
    log: /sessionExpired tenant=0c0ffee0/,
  },
  {
    when: 'the Azure CLI’s tenant wants several factors',
    arrange: (scene) => {
      azIs('wants-mfa', scene);
    },
    kind: 'claims',
    words: mfa,
    log: /claims tenant=0c0ffee0/,
  },
  {
    when: 'the Azure CLI’s account is not known in the vault’s tenant',
    arrange: (scene) => {
      azIs('not-a-guest', scene);
    },
    kind: 'wrongTenant',
    words: notAGuest,
    log: /wrongTenant tenant=0c0ffee0/,
  },
  ...(
    [
      ['expired-before', 'sessionExpired', expired],
      ['wants-mfa-before', 'claims', mfa],
      ['not-a-guest-before', 'wrongTenant', notAGuest],
      ['not-in-cache', 'signedOut', isSignedOut],
      ['no-subscription', 'credential', `${noToken} The Azure CLI reported: No subscription found. ${seeWhy}`],
      [
        'wants-login',
        'claims',
        `The tenant of ${host} requires you to sign in again. The Azure CLI reported: Status: Response_Status.Status_InteractionRequired, Error code: 3399614476, Tag: 557973645. ${step}`,
      ],
      [
        'offline',
        'credential',
        `${noToken} The Azure CLI cannot reach login.microsoftonline.com. Check the network, the VPN, and the proxy, then try again.`,
      ],
      [
        'untrusted',
        'credential',
        `${noToken} The Azure CLI does not trust the certificate of login.microsoftonline.com. If a proxy inspects TLS connections, set REQUESTS_CA_BUNDLE to the file of its certificate authority.`,
      ],
      [
        'talkative',
        'credential',
        `${noToken} The Azure CLI reported: Unexpected answer to REDACTED from the proxy. ${seeWhy}`,
      ],
    ] as const
  ).map(([state, kind, words]): Row => ({
    when: `the Azure CLI refuses: ${state}`,
    arrange: (scene) => {
      azIs(state, scene);
    },
    kind,
    words,
    log: new RegExp(`^matrix\\S+ ${kind} `),
  })),
  {
    when: 'the Azure CLI gives a token of another tenant',
    arrange: (scene) => {
      azIs('foreign-tenant', scene);
    },
    kind: 'wrongTenant',
    words: otherTenant,
    log: /wrongTenant status=401 code=Unauthorized .*AKV10032/,
  },
  {
    when: 'the Azure CLI prints garbage',
    arrange: (scene) => {
      azIs('garbage', scene);
    },
    kind: 'credential',
    words: `${noToken} The Azure CLI returned no access token. ${seeWhy}`,
    log: /credential tenant=/,
  },
  {
    when: 'the Azure CLI hangs',
    arrange: (scene) => {
      azIs('hang', scene);
    },
    options: { timeoutMs: 300 },
    kind: 'credential',
    words: `${noToken} The Azure CLI timed out. ${seeWhy}`,
    log: /credential tenant=/,
  },
  {
    when: 'the Azure CLI hangs and ignores the signal to end',
    arrange: (scene) => {
      azIs('deaf', scene);
    },
    options: { timeoutMs: 300 },
    kind: 'credential',
    words: `${noToken} The Azure CLI timed out. ${seeWhy}`,
    log: /credential tenant=/,
  },
  {
    when: 'the editor’s account is a guest who has not signed in to the vault’s tenant',
    arrange: (scene) => {
      azIs('signed-out', scene);
      scene.lose({ none: 'otherTenant' });
    },
    kind: 'otherTenant',
    words: `Not signed in to the tenant of ${host}. ${step}`,
    log: /otherTenant tenant=/,
  },
  {
    when: 'the editor does not sign in to the vault’s cloud',
    arrange: (scene) => {
      azIs('signed-out', scene);
      scene.lose({ none: 'unavailable', environment: 'USGovernment' });
    },
    kind: 'signedOut',
    words: `Not signed in for ${host}. The setting microsoft-sovereign-cloud.environment is not USGovernment. ${step}`,
    log: /signedOut tenant=/,
  },
  {
    when: 'the editor’s account belongs to another tenant than it says',
    arrange: (scene) => {
      scene.become((request) => account('dev')({ ...request, tenantId: 'elsewhere' }));
    },
    kind: 'wrongTenant',
    words: otherTenant,
    log: /wrongTenant status=401/,
  },
  {
    when: 'one of several accounts of the editor has no rights',
    arrange: ({ vault, become }) => {
      vault.deny('rbac', { identity: 'intern' });
      become(async (request) => ({ ...(await account('intern')(request)), accounts: 2 }));
    },
    kind: 'forbiddenByRbac',
    words: `Your account is not allowed to read the certificates of ${host}. Choose another account with Sign In to Key Vault, or ask for the role Key Vault Reader on the vault. The role cannot read secret values.`,
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
    words: again,
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
    words: again,
    log: /claims /,
  },
  {
    when: 'the vault has moved to another tenant',
    arrange: ({ vault, become }) => {
      vault.tenant = 'moved-away';
      become((request) => account('dev')({ ...request, tenantId: tenant }));
    },
    kind: 'wrongTenant',
    words: `${host} belongs to the tenant moved-away, but your account does not. Sign in with an account of the tenant moved-away, or run "az login --tenant moved-away --scope https://vault.azure.net/.default".`,
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
    words: `Not signed in for ${host}. Signing in with VS Code timed out. ${step}`,
    log: /signedOut tenant=/,
  },
  {
    when: 'the editor itself breaks while it looks for an account',
    arrange: (scene) => {
      azIs('signed-out', scene);
      scene.become(() => Promise.reject(new Error('The host is shutting down.')));
    },
    kind: 'signedOut',
    words: `Not signed in for ${host}. VS Code could not sign in with a Microsoft account. See the log for the reason. ${step}`,
    log: /signedOut .*detail=The host is shutting down\./,
  },
]);
