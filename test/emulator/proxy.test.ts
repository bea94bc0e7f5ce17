import assert from 'node:assert/strict';
import { request } from 'node:http';
import { connect } from 'node:tls';
import { ask, devToken, tunnel } from './ask';
import { startEmulator, type Emulator } from './emulator';
import type { Network } from './proxy';

const list = (vault: string): string => `https://${vault}.vault.azure.net/certificates?api-version=2025-07-01`;

describe('The emulator’s proxy', () => {
  let emulator: Emulator;
  before(async () => {
    emulator = await startEmulator();
    emulator.addVault('gov', { cloud: 'usGovernment' });
    emulator.addVault('cathay', { cloud: 'china' });
  });
  beforeEach(() => {
    emulator.behave();
    emulator.log.clear();
  });
  after(() => emulator.close());

  it('connects to every vault by its host name, case-insensitively', async () => {
    for (const host of ['contoso.vault.azure.net', 'FABRIKAM.vault.azure.net', 'gov.vault.usgovcloudapi.net']) {
      const { status } = await ask(emulator, `https://${host}/certificates?api-version=7.6`);
      assert.equal(status, 401, host);
    }
  });

  it('connects to the sign-in host', async () => {
    const { status } = await ask(emulator, 'https://login.microsoftonline.com/t/v2.0/.well-known/openid-configuration');
    assert.equal(status, 200);
  });

  it('refuses and records other hosts', async () => {
    for (const host of ['example.com', 'packages.example.org', 'nosuchvault.vault.azure.net', '127.0.0.1']) {
      await assert.rejects(tunnel(emulator.proxyUrl, `${host}:443`), /answered 502/, host);
    }
    assert.deepEqual(emulator.log.refusedHosts, [
      'example.com',
      'packages.example.org',
      'nosuchvault.vault.azure.net',
      '127.0.0.1',
    ]);
  });

  it('refuses plain HTTP, so that a probe for a managed identity fails quickly', async () => {
    const url = new URL(emulator.proxyUrl);
    const asked = new Promise((resolve, reject) => {
      const probe = request({ host: url.hostname, port: url.port, path: 'http://169.254.169.254/metadata' }, resolve);
      probe.on('error', reject).end();
    });
    await assert.rejects(asked, { code: 'ECONNRESET' });
    assert.deepEqual(emulator.log.refusedHosts, ['169.254.169.254']);
  });

  it('does not resolve a removed vault', async () => {
    emulator.addVault('shortlived');
    assert.equal((await ask(emulator, list('shortlived'))).status, 401);
    emulator.removeVault('shortlived');
    await assert.rejects(ask(emulator, list('shortlived')), /answered 502/);
  });

  const broken: readonly (readonly [Network, RegExp])[] = [
    ['refuse', /answered 502/],
    ['locked', /answered 407/],
    ['cut', /socket hang up|ECONNRESET/],
    ['untrusted', /self-signed|unable to verify|signature failure/],
  ];
  for (const [network, words] of broken) {
    it(`can be ${network}`, async () => {
      emulator.network = network;
      await assert.rejects(ask(emulator, list('contoso'), { token: devToken() }), words);
      emulator.network = 'up';
      assert.equal((await ask(emulator, list('contoso'), { token: devToken() })).status, 200);
    });
  }

  it('is trusted only with the temporary certificate authority', async () => {
    const socket = await tunnel(emulator.proxyUrl, 'contoso.vault.azure.net:443');
    const secure = connect({ socket, servername: 'contoso.vault.azure.net' });
    const failure = await new Promise<NodeJS.ErrnoException>((resolve) => secure.once('error', resolve));
    assert.equal(failure.code, 'UNABLE_TO_VERIFY_LEAF_SIGNATURE');
  });
});
