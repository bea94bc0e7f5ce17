import assert from 'node:assert/strict';
import { createControlPlane } from '../../../src/vault/index';
import type { ControlPlane, VaultAnswer } from '../../../src/vault/management/controlPlane';
import type { VaultResource } from '../../../src/vault/management/vaultResource';
import { clouds } from '../../../src/vault/address';
import type { VaultReaderOptions } from '../../../src/vault/options';
import type { EditorSession, SessionRequest } from '../../../src/vault/signIn/session';
import { resourceId } from '../../emulator/resource';
import { mintToken } from '../../emulator/tokens';
import { homeTenant } from '../../emulator/vault';
import { contoso, openLab, vaultAddress, type Lab } from '../wire/lab';

const arm = 'management.azure.com';
const graph = 'POST /providers/Microsoft.ResourceGraph/resources';

describe('The control plane', () => {
  let lab: Lab;
  before(async () => {
    lab = await openLab();
  });
  beforeEach(() => {
    lab.reset();
    Object.assign(lab.emulator.vault('contoso').resource, { forDeployment: true, location: 'westeurope' });
  });
  after(() => lab.close());

  const id = (): string => resourceId(lab.emulator.vault('contoso'));
  const asked = (host = arm): readonly string[] => lab.emulator.log.asked(host);
  const plane = (options: Partial<VaultReaderOptions> = {}): ControlPlane =>
    createControlPlane({
      credential: { kind: 'azureCli' },
      log: (level, line) => lab.lines.push(`${level} ${line}`),
      timeoutMs: 10_000,
      ...options,
    });

  function found(answer: VaultAnswer): VaultResource {
    assert.ok(answer.ok, JSON.stringify(answer));
    return answer.resource;
  }

  function why(answer: VaultAnswer): string {
    assert.ok(!answer.ok);
    return answer.why.kind === 'failed' ? answer.why.failure.kind : answer.why.kind;
  }

  it('finds a vault by name once, then reads the vault itself', async () => {
    const control = plane();
    const resource = found(await control.vault(contoso));
    assert.deepEqual(resource, {
      id: id(),
      name: 'contoso',
      url: contoso.url,
      subscription: '5b5c1f3e-6a7d-4f0e-9c1b-c0a705053b0b',
      resourceGroup: 'contoso-shop',
      region: 'westeurope',
      forDeployment: true,
      access: 'rbac',
      network: { reach: 'all', trustedServices: true },
    });
    lab.emulator.vault('contoso').resource.location = 'North Europe';
    assert.equal(found(await control.vault(contoso)).region, 'northeurope');
    assert.deepEqual(asked(), [graph, `GET ${id()}`, `GET ${id()}`]);
    assert.deepEqual(lab.emulator.log.of(arm)[1]?.query, { 'api-version': '2026-02-01' });
  });

  it('does not search if the setting contains the resource ID', async () => {
    found(await plane().vault({ ...contoso, resourceId: id() }));
    assert.deepEqual(asked(), [`GET ${id()}`]);
  });

  it('rejects the response of another vault', async () => {
    const other = resourceId(lab.emulator.vault('fabrikam'));
    assert.equal(why(await plane().vault({ ...contoso, resourceId: other })), 'unseen');
    assert.equal(why(await plane().vault({ ...contoso, resourceId: '/subscriptions/../../evil' })), 'unseen');
    assert.equal(asked().length, 1);
  });

  it('sends tokens of the tenant of the vault to Resource Manager only, and logs none', async () => {
    await plane().vault(contoso, { tenant: homeTenant });
    await plane().discover(clouds[0], () => undefined);
    assert.deepEqual([...lab.emulator.log.tokenHosts], [arm]);
    const [call = []] = lab.emulator.azCalls().slice(-2);
    assert.deepEqual(call.slice(-4), ['--resource', 'https://management.azure.com', '--tenant', homeTenant]);
    assert.ok(lab.lines.length > 0);
    assert.doesNotMatch(lab.lines.join('\n'), /emulated\.|Bearer|api-version/);
  });

  it('retries a 401 once with the tenant of the vault', async () => {
    lab.emulator.addVault('guest', { tenant: 'f0e1d2c3-0000-4000-8000-00000000cafe' });
    const guest = { ...vaultAddress('guest'), resourceId: resourceId(lab.emulator.vault('guest')) };
    assert.equal(found(await plane().vault(guest)).name, 'guest');
    assert.deepEqual(
      lab.emulator.log.of(arm).map(({ status }) => status),
      [401, 200],
    );
    lab.emulator.removeVault('guest');
  });

  it('retries with a token for the required claims', async () => {
    const requests: SessionRequest[] = [];
    const session: EditorSession = (request) => {
      requests.push(request);
      const claims = request.claims !== undefined;
      const audience = (request.scopes[0] ?? '').replace('/.default', '');
      const token = mintToken({ identity: 'dev', tenant: homeTenant, audience, claims });
      return Promise.resolve({ token, expiresOnTimestamp: 0, accounts: 1 });
    };
    lab.emulator.management.fail({ kind: 'claims' });
    found(await plane({ credential: { kind: 'vscode', session } }).vault({ ...contoso, resourceId: id() }));
    assert.deepEqual(
      requests.map(({ scopes, claims, interactive }) => [scopes[0], claims?.includes('nbf') ?? false, interactive]),
      [
        ['https://management.azure.com/.default', false, false],
        ['https://management.azure.com/.default', true, false],
      ],
    );
  });

  it('returns a failure without a request if no account is signed in', async () => {
    lab.emulator.signInAs('signed-out');
    assert.equal(why(await plane().vault(contoso)), 'signedOut');
    assert.equal((await plane().discover(clouds[0], () => undefined))?.kind, 'signedOut');
    assert.deepEqual(lab.emulator.log.requests, []);
  });

  it('reports a vault that is not visible to the account', async () => {
    lab.emulator.management.deny({ identity: 'dev' });
    assert.equal(why(await plane().vault(contoso)), 'unseen');
    assert.equal(why(await plane().vault({ ...contoso, resourceId: id() })), 'forbidden');
    const seen: number[] = [];
    assert.equal(await plane().discover(clouds[0], (vaults) => seen.push(vaults.length)), undefined);
    assert.deepEqual(seen, [0]);
  });

  it('enables a vault for deployment without other changes', async () => {
    const { resource } = lab.emulator.vault('contoso');
    Object.assign(resource, { forDeployment: null, firewall: 'Deny', bypass: 'AzureServices' });
    const before = { ...resource };
    const control = plane();
    const closed = found(await control.vault(contoso));
    assert.equal(closed.forDeployment, false);
    assert.equal(found(await control.enableForDeployment(contoso, closed)).forDeployment, true);
    assert.deepEqual(resource, { ...before, forDeployment: true });
    assert.equal(asked().at(-1), `PATCH ${id()}`);
    Object.assign(resource, { firewall: null, bypass: null });
  });

  it('returns a failure if it is not allowed to enable the vault', async () => {
    lab.emulator.vault('contoso').resource.forDeployment = false;
    lab.emulator.management.deny({ writing: true });
    const control = plane();
    assert.equal(why(await control.enableForDeployment(contoso, found(await control.vault(contoso)))), 'forbidden');
    assert.equal(lab.emulator.vault('contoso').resource.forDeployment, false);
  });

  const faults: readonly (readonly [
    what: string,
    fault: Parameters<Lab['emulator']['management']['fail']>[0],
    kind: string,
  ])[] = [
    ['fails', { kind: 'status', status: 500 }, 'service'],
    ['is a page of HTML', { kind: 'html' }, 'notAVault'],
    ['is other JSON', { kind: 'wrongJson' }, 'notAVault'],
    ['is cut off', { kind: 'reset' }, 'offline'],
    ['never comes', { kind: 'hang' }, 'timeout'],
  ];
  for (const [what, fault, kind] of faults) {
    it(`returns a failure for a response that ${what}`, async () => {
      lab.emulator.management.fail(fault);
      assert.equal(why(await plane({ timeoutMs: 1500 }).vault(contoso)), kind);
    });
  }

  it('does not follow redirects to other hosts or send tokens to them', async () => {
    lab.emulator.management.redirect = 'https://hostile.example/vault';
    assert.equal(why(await plane().vault({ ...contoso, resourceId: id() })), 'notAVault');
    assert.equal(why(await plane().vault(contoso)), 'notAVault');
    assert.deepEqual(lab.emulator.log.of('hostile.example'), []);
    assert.deepEqual([...lab.emulator.log.tokenHosts], [arm]);
  });

  it('waits for Retry-After, then continues', async () => {
    lab.emulator.management.fail({ kind: 'throttle', retryAfter: 0 }, { times: 2 });
    assert.equal(found(await plane().vault(contoso)).name, 'contoso');
  });

  describe('discovering vaults', () => {
    async function discovered(
      control = plane(),
      cloud = clouds[0] as (typeof clouds)[number],
    ): Promise<readonly string[][]> {
      const pages: string[][] = [];
      const failure = await control.discover(cloud, (vaults) => {
        pages.push(
          vaults.map(
            ({ resource, subscriptionName = '' }) => `${resource.name} ${resource.region} ${subscriptionName}`,
          ),
        );
      });
      assert.equal(failure, undefined);
      return pages;
    }

    it('lists the vaults of all subscriptions with their names', async () => {
      lab.emulator.addVault('far', { resource: { subscription: '1111', location: 'East US' } });
      assert.deepEqual(await discovered(), [
        [
          'far eastus ',
          'contoso westeurope Contoso Production',
          'denied westeurope Contoso Production',
          'fabrikam westeurope Contoso Production',
          'northwind westeurope Contoso Production',
          'walled westeurope Contoso Production',
        ],
      ]);
      assert.deepEqual(asked(), [graph]);
      lab.emulator.removeVault('far');
    });

    it('reports each page as it arrives', async () => {
      lab.emulator.management.pageSize = 2;
      assert.deepEqual(
        (await discovered()).map(({ length }) => length),
        [2, 2, 1],
      );
      assert.equal(asked().length, 3);
    });

    for (const [endless, pages] of [
      ['same', 2],
      ['empty', 102],
      ['repeat', 102],
      ['sparse', 251],
    ] as const) {
      it(`fails for a list without an end (${endless})`, async () => {
        lab.emulator.management.endless = endless;
        const failure = await plane().discover(clouds[0], () => undefined);
        assert.equal(failure?.kind, 'notAVault');
        assert.equal(asked().length, pages);
      });
    }

    it('does not search for a listed vault again', async () => {
      const control = plane();
      await discovered(control);
      await control.vault(contoso);
      assert.deepEqual(asked(), [graph, `GET ${id()}`]);
    });

    it('uses the host, the audience, and the vaults of its cloud only', async () => {
      lab.emulator.addVault('dragon', { cloud: 'china' });
      assert.deepEqual(await discovered(plane(), clouds[2]), [['dragon westeurope Contoso Production']]);
      assert.deepEqual(asked(), []);
      assert.deepEqual([...lab.emulator.log.tokenHosts], ['management.chinacloudapi.cn']);
      lab.emulator.removeVault('dragon');
    });

    it('requests no more pages after it is aborted', async () => {
      lab.emulator.management.pageSize = 2;
      const controller = new AbortController();
      const failure = await plane().discover(
        clouds[0],
        () => {
          controller.abort();
        },
        { signal: controller.signal },
      );
      assert.equal(failure?.kind, 'cancelled');
      assert.equal(asked().length, 1);
    });
  });
});
