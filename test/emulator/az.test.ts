import assert from 'node:assert/strict';
import { run, type Ended } from './child';
import { startEmulator, type Emulator } from './emulator';
import { readToken } from './tokens';

describe('The stub of the Azure CLI', () => {
  let emulator: Emulator;
  before(async () => {
    emulator = await startEmulator({ empty: true });
  });
  beforeEach(() => {
    emulator.behave();
  });
  after(() => emulator.close());

  /** By name through a shell, as the SDK calls it. */
  const az = (args: string, env: Readonly<Record<string, string>> = {}): Promise<Ended> =>
    process.platform === 'win32'
      ? run('cmd', ['/c', `az ${args}`], { ...emulator.env, ...env })
      : run('/bin/sh', ['-c', `az ${args}`], { ...emulator.env, ...env });
  const getToken = 'account get-access-token --output json --resource https://vault.azure.net --tenant some-tenant';

  it('returns a token for the resource and the tenant that expires in one hour', async () => {
    const { code, stdout } = await az(getToken);
    assert.equal(code, 0);
    const answer = JSON.parse(stdout) as { accessToken: string; expires_on: number; tenant: string };
    assert.deepEqual(readToken(`Bearer ${answer.accessToken}`), {
      identity: 'dev',
      tenant: 'some-tenant',
      audience: 'https://vault.azure.net',
    });
    const hour = answer.expires_on - Date.now() / 1000;
    assert.ok(hour > 3500 && hour <= 3600);
    assert.deepEqual(emulator.azCalls().at(-1), getToken.split(' '));
  });

  const outcomes: readonly (readonly [identity: string, code: number, stdout: RegExp, stderr: RegExp])[] = [
    ['signed-out', 1, /^$/, /Please run 'az login'/],
    ['missing', 127, /^$/, /az: not found/],
    [
      'expired',
      1,
      /^$/,
      /AADSTS700082.*\nRun the command below .*\naz logout\naz login --tenant "some-tenant" --scope "https/,
    ],
    ['expired-before', 1, /^$/, /AADSTS700082.*\nInteractive .*\naz login --scope https/],
    ['wants-mfa', 1, /^$/, /AADSTS50076.*\nRun the command below .*\naz logout\naz login --tenant/],
    ['wants-mfa-before', 1, /^$/, /AADSTS50076.*\nInteractive .*\naz login --scope https/],
    ['not-a-guest', 1, /^$/, /AADSTS50020.*\nRun the command below .*\naz logout\naz login --tenant/],
    ['not-a-guest-before', 1, /^$/, /AADSTS50020.*\nInteractive .*\naz login --scope https/],
    ['garbage', 0, /not JSON/, /^$/],
    ['foreign-tenant', 0, /"tenant": "f0e1d2c3/, /^$/],
    ['somebody', 0, /"accessToken"/, /^$/],
  ];
  for (const [identity, code, stdout, stderr] of outcomes) {
    it(`is ${identity} from now on, or for one process`, async () => {
      const byVariable = await az(getToken, { EMULATED_AZ: identity });
      emulator.signInAs(identity);
      for (const ended of [byVariable, await az(getToken)]) {
        assert.equal(ended.code, code);
        assert.match(ended.stdout, stdout);
        assert.match(ended.stderr, stderr);
      }
    });
  }

  it('rejects other commands', async () => {
    const { code, stderr } = await az('group list');
    assert.equal(code, 2);
    assert.match(stderr, /'group list' is misspelled/);
  });
});
