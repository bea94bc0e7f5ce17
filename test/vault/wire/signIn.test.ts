import assert from 'node:assert/strict';
import { clouds } from '../../../src/vault/address';
import type { VaultCredential } from '../../../src/vault/options';
import type { EditorSession, SessionRequest } from '../../../src/vault/signIn/session';
import { homeTenant } from '../../emulator/vault';
import { mintToken } from '../../emulator/tokens';
import { account, contoso, nobody, openLab, vaultAddress, type Lab } from './lab';

describe('Signing in to a vault', () => {
  let lab: Lab;
  before(async () => {
    lab = await openLab();
  });
  beforeEach(() => {
    lab.reset();
  });
  after(() => lab.close());

  /** Who read the vault, and how often the Azure CLI ran for it. */
  async function readAs(
    credential: VaultCredential,
  ): Promise<{ readonly who: string | undefined; readonly az: number }> {
    const before = lab.emulator.azCalls().length;
    await lab.reader({ credential }).list(contoso);
    const who = lab.emulator.log.of('contoso').find(({ status }) => status === 200)?.identity;
    return { who, az: lab.emulator.azCalls().length - before };
  }

  it('uses the account of the editor without running the Azure CLI', async () => {
    assert.deepEqual(await readAs({ kind: 'auto', session: account('somebody') }), { who: 'somebody', az: 0 });
  });

  it('uses the Azure CLI if the editor has no account', async () => {
    assert.deepEqual(await readAs({ kind: 'auto', session: nobody }), { who: 'dev', az: 1 });
  });

  it('uses only the account of the editor if the setting says so', async () => {
    assert.deepEqual(await readAs({ kind: 'vscode', session: nobody }), { who: undefined, az: 0 });
    assert.deepEqual(await readAs({ kind: 'vscode', session: account('somebody') }), { who: 'somebody', az: 0 });
  });

  it('uses only the Azure CLI if the setting says so', async () => {
    assert.deepEqual(await readAs({ kind: 'azureCli' }), { who: 'dev', az: 1 });
    lab.emulator.signInAs('signed-out');
    const { failure } = await lab.reader({ credential: { kind: 'azureCli' } }).list(contoso);
    assert.deepEqual([failure?.kind, failure?.credential, failure?.tenant], ['signedOut', 'azureCli', homeTenant]);
  });

  it('uses DefaultAzureCredential if the setting says so', async () => {
    assert.deepEqual(await readAs({ kind: 'default' }), { who: 'dev', az: 1 });
  });

  it('requests a token silently for the tenant and the service of the challenge', async () => {
    const asked: SessionRequest[] = [];
    await readAs({ kind: 'auto', session: account('somebody', asked) });
    assert.ok(asked.length > 0);
    for (const { scopes, tenantId, interactive, another, claims, cloud } of asked) {
      assert.deepEqual(
        { scopes, tenantId, interactive, another, claims, cloud: cloud.name },
        {
          scopes: ['https://vault.azure.net/.default'],
          tenantId: homeTenant,
          interactive: false,
          another: false,
          claims: undefined,
          cloud: 'public',
        },
      );
    }
  });

  for (const { name, vaultSuffix } of clouds) {
    it(`is for a vault’s own cloud, with a token for that cloud’s vaults and sent to no other host: ${name}`, async () => {
      const vault = lab.emulator.addVault('abroad', { cloud: name });
      vault.add({ name: 'web', versions: [{ from: -1, to: 364 }] });
      lab.emulator.log.clear();
      const asked: SessionRequest[] = [];
      const reader = lab.reader({ credential: { kind: 'vscode', session: account('somebody', asked) } });
      const { newest, failure } = await reader.list(vaultAddress(vault.url));
      assert.deepEqual([failure, newest.size], [undefined, 1]);
      assert.deepEqual(
        [...new Set(asked.flatMap(({ scopes, cloud }) => [cloud.name, ...scopes]))],
        [name, `https://${vaultSuffix.slice(1)}/.default`],
      );
      assert.deepEqual([...lab.emulator.log.tokenHosts], [`abroad${vaultSuffix}`]);
      lab.emulator.removeVault('abroad');
    });
  }

  it('shows a dialog only on user request and if no other account is signed in', async () => {
    const asked: SessionRequest[] = [];
    const session: EditorSession = (request) => {
      asked.push(request);
      return nobody(request);
    };
    const list = (): Promise<unknown> =>
      lab.reader({ credential: { kind: 'auto', session } }).list(contoso, { interactive: true });
    await list();
    assert.deepEqual([...new Set(asked.map(({ interactive }) => interactive))], [false]);
    lab.emulator.signInAs('signed-out');
    asked.splice(0);
    await list();
    assert.deepEqual(
      asked.slice(0, 2).map(({ interactive }) => interactive),
      [false, true],
    );
  });

  it('offers another account after one was refused', async () => {
    lab.emulator.vault('contoso').deny('rbac', { identity: 'intern' });
    const asked: SessionRequest[] = [];
    const who = { now: 'intern' };
    const session: EditorSession = (request) => account(who.now, asked)(request);
    const reader = lab.reader({ credential: { kind: 'auto', session } });
    assert.equal((await reader.list(contoso, { interactive: true })).failure?.kind, 'forbiddenByRbac');
    assert.deepEqual([asked[0]?.interactive, asked[0]?.another], [false, false]);
    asked.splice(0);
    who.now = 'somebody';
    assert.equal((await reader.list(contoso, { interactive: true })).failure, undefined);
    assert.deepEqual([asked[0]?.interactive, asked[0]?.another], [true, true]);
  });

  it('passes claims to the editor and continues with the new token', async () => {
    lab.emulator.vault('contoso').fail({ kind: 'claims' });
    const asked: SessionRequest[] = [];
    const session: EditorSession = async (request) => {
      asked.push(request);
      const audience = 'https://vault.azure.net';
      const claims = request.claims !== undefined;
      const token = mintToken({ identity: 'somebody', tenant: request.tenantId ?? homeTenant, audience, claims });
      return Promise.resolve({ token, expiresOnTimestamp: 0, accounts: 1 });
    };
    const { failure } = await lab.reader({ credential: { kind: 'vscode', session } }).list(contoso);
    assert.equal(failure, undefined);
    assert.ok(asked.some(({ claims }) => claims?.includes('"nbf"')));
  });

  it('runs the Azure CLI once for all requests of an hour', async () => {
    const before = lab.emulator.azCalls().length;
    const reader = lab.reader();
    await reader.list(contoso);
    await Promise.all(['contoso-web', 'contoso-api', 'contoso-reports'].map((name) => reader.versions(contoso, name)));
    await reader.list(vaultAddress('fabrikam'));
    assert.equal(lab.emulator.azCalls().length - before, 1);
  });

  it('runs the Azure CLI again after a refused token or another sign-in', async () => {
    const reader = lab.reader();
    await reader.list(contoso);
    const before = lab.emulator.azCalls().length;
    lab.emulator.vault('contoso').fail({ kind: 'badToken', why: 'expired' }, { times: 1 });
    assert.equal((await reader.list(contoso, { refresh: true })).failure, undefined);
    assert.equal(lab.emulator.azCalls().length - before, 1);

    lab.emulator.vault('contoso').deny('rbac', { identity: 'dev' });
    assert.equal((await reader.list(contoso, { refresh: true })).failure?.kind, 'forbiddenByRbac');
    lab.emulator.signInAs('somebody');
    assert.equal((await reader.list(contoso, { refresh: true })).failure, undefined);
  });

  it('reports a failure of one vault without affecting another', async () => {
    const reader = lab.reader();
    const [walled, open] = await Promise.all([reader.list(vaultAddress('walled')), reader.list(contoso)]);
    assert.deepEqual([walled.failure?.kind, open.failure], ['firewall', undefined]);
  });
});
