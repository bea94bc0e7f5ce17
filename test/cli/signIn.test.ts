import assert from 'node:assert/strict';
import { AzWatch } from '../emulator/azWatch';
import { homeTenant } from '../emulator/vault';
import { file, openLab, type Lab } from './lab';
import { ended, run, start, type Ended } from './program';

const login = `az login --tenant ${homeTenant} --scope https://vault.azure.net/.default`;
const servicePrincipal = {
  AZURE_TENANT_ID: homeTenant,
  AZURE_CLIENT_ID: '11111111-2222-4333-8444-555555555555',
  AZURE_CLIENT_SECRET: 'hush-hush-hush',
};

describe('Signing in from the command line', () => {
  let lab: Lab;
  before(async () => {
    lab = await openLab();
  });
  beforeEach(() => {
    lab.emulator.behave();
  });
  after(() => lab.close());

  const check = (env: Readonly<Record<string, string>>): Promise<Ended> =>
    run(['check', file('Cloud'), '--vault', 'contoso'], { cwd: lab.folder, env: { ...lab.emulator.env, ...env } });

  async function vaultMessage(env: Readonly<Record<string, string>>): Promise<string> {
    const { code, stdout, stderr } = await check(env);
    assert.deepEqual([code, stderr], [3, '']);
    return stdout.split('\n')[0]?.replace('https://contoso.vault.azure.net could not be read: ', '') ?? '';
  }

  const noToken = 'Could not get an access token for contoso.vault.azure.net.';
  const names =
    'EnvironmentCredential, WorkloadIdentityCredential, ManagedIdentityCredential, VisualStudioCodeCredential, AzureCliCredential, AzurePowerShellCredential, AzureDeveloperCliCredential';
  const other = 'or set up another identity for DefaultAzureCredential.';

  const cases: readonly (readonly [when: string, env: Readonly<Record<string, string>>, words: string])[] = [
    [
      'the value of AZURE_TOKEN_CREDENTIALS is unknown',
      { AZURE_TOKEN_CREDENTIALS: 'AzureCLI' },
      `${noToken} AZURE_TOKEN_CREDENTIALS has the unknown value "AzureCLI". Use dev, prod, or one of ${names}.`,
    ],
    [
      'the Azure CLI wants a second factor',
      { EMULATED_AZ: 'wants-mfa' },
      `The tenant of contoso.vault.azure.net requires you to sign in again. Run "${login}", ${other} (AADSTS50076: Due to a configuration change made by your administrator, or because you moved to a new location, you must use multi-factor authentication to access 'cfa8b339-82a2-471a-a3c9-0fc0be7a4093'.)`,
    ],
    [
      'any credential may be used, and only the Azure CLI is there',
      { AZURE_TOKEN_CREDENTIALS: '', EMULATED_AZ: 'signed-out' },
      `Not signed in for contoso.vault.azure.net. Run "${login}", ${other}`,
    ],
    [
      'any credential may be used, and none is there',
      { AZURE_TOKEN_CREDENTIALS: '', EMULATED_AZ: 'missing' },
      `${noToken} DefaultAzureCredential found no identity. Run "${login}", or set AZURE_TENANT_ID, AZURE_CLIENT_ID, and AZURE_CLIENT_SECRET.`,
    ],
    [
      'the credential that is named is not set up',
      { AZURE_TOKEN_CREDENTIALS: 'EnvironmentCredential' },
      `${noToken} DefaultAzureCredential found no identity. Set up an identity for AZURE_TOKEN_CREDENTIALS=EnvironmentCredential, or unset the variable.`,
    ],
    [
      'a client secret is wrong, though the Azure CLI is signed in',
      { ...servicePrincipal, AZURE_TOKEN_CREDENTIALS: '', AZURE_CLIENT_SECRET: 'wrong' },
      `${noToken} Run "${login}", ${other} (AADSTS7000215: Invalid client secret provided.)`,
    ],
  ];
  for (const [when, env, words] of cases) {
    it(`reports the problem when ${when}`, async () => {
      assert.equal(await vaultMessage(env), words);
    });
  }

  for (const [name, env] of Object.entries({
    'the Azure CLI': {},
    'a developer’s tool': { AZURE_TOKEN_CREDENTIALS: 'dev' },
    'any credential': { AZURE_TOKEN_CREDENTIALS: '' },
    'a client secret': { ...servicePrincipal, AZURE_TOKEN_CREDENTIALS: 'EnvironmentCredential' },
  })) {
    it(`reads the vault with ${name}`, async () => {
      const { code, stdout } = await check(env);
      assert.equal(code, 1);
      assert.match(stdout, /contoso\.vault\.azure\.net 13 certificates/);
    });
  }

  for (const level of [{ AZURE_LOG_LEVEL: 'verbose' }, { DEBUG: '*' }]) {
    for (const [name, env] of Object.entries({
      'the Azure CLI': {},
      'an Azure CLI that prints tokens in its errors': { EMULATED_AZ: 'talkative' },
      'a client secret': { ...servicePrincipal, AZURE_TOKEN_CREDENTIALS: 'EnvironmentCredential' },
    })) {
      it(`keeps tokens and secrets out of the SDK’s own log, with ${JSON.stringify(level)} and ${name}`, async () => {
        const { stdout, stderr } = await check({ ...env, ...level, NODE_DEBUG: 'cscfg' });
        assert.match(stderr, /azure:\S+:info/);
        assert.deepEqual(`${stdout}${stderr}`.match(/emulated\.|hush|secret-refresh|bearer [^a]\S*/gi) ?? [], []);
      });
    }
  }

  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    (process.platform === 'win32' ? it.skip : it)(
      `ends the Azure CLI with all that it started at ${signal}`,
      async () => {
        const watch = await AzWatch.open();
        const env = { ...lab.emulator.env, ...watch.env, EMULATED_AZ: 'hang' };
        const child = await start(['check', file('Cloud'), '--vault', 'contoso'], { cwd: lab.folder, env });
        const end = ended(child);
        await watch.running();
        child.kill(signal);
        const { code, stdout, stderr } = await end;
        assert.deepEqual({ code, stdout, stderr }, { code: 130, stdout: '', stderr: '' });
        await watch.ended();
      },
    );
  }
});
