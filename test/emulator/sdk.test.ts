import assert from 'node:assert/strict';
import { runHere } from './child';
import { startEmulator, type Emulator } from './emulator';

interface Probed {
  readonly certificates: readonly string[];
  readonly withPending: readonly string[];
  readonly versions: readonly (readonly [version: string, thumbprint: string])[];
  readonly deleted: readonly string[];
  readonly newest: { readonly secretId: string; readonly subject: string; readonly cer: number };
  readonly error?: { readonly statusCode?: number; readonly code?: string; readonly message: string };
}

describe('The real SDK in a separate process', () => {
  let emulator: Emulator;

  before(async () => {
    emulator = await startEmulator();
  });
  beforeEach(() => {
    emulator.behave();
    emulator.log.clear();
  });
  after(() => emulator.close());

  async function probe(vault: string, certificate: string, ...more: readonly string[]): Promise<Probed> {
    const { stdout, stderr } = await runHere('sdkProbe.ts', [vault, certificate, ...more], emulator.env);
    assert.notEqual(stdout, '', stderr);
    return JSON.parse(stdout) as Probed;
  }

  it('lists certificates, versions and deleted ones with the token of the stub az', async () => {
    const vault = emulator.vault('contoso');
    const names = vault.certificates
      .filter(({ spec }) => spec.deleted === undefined && spec.pending !== true && spec.secretOnly !== true)
      .map(({ name }) => name);
    const { versions } = vault.certificate('contoso-web');

    const probed = await probe('contoso', 'contoso-web');

    assert.deepEqual(probed.certificates, names);
    assert.deepEqual(probed.withPending, [...names, 'contoso-vpn'].sort());
    assert.deepEqual(
      new Map(probed.versions),
      new Map(versions.map(({ version, thumbprint }) => [version, thumbprint.toLowerCase()])),
    );
    assert.deepEqual(probed.deleted, ['contoso-ftp']);
    assert.deepEqual(probed.newest, {
      secretId: `https://contoso.vault.azure.net/secrets/contoso-web/${versions.at(-1)?.version ?? ''}`,
      subject: 'C=US, ST=Washington, L=Redmond, O=Contoso Ltd, CN=www.contoso.com',
      cer: versions.at(-1)?.der.length,
    });
  });

  it('connects to no other host, and runs az once for the tenant of the vault', async () => {
    const before = emulator.azCalls().length;
    await probe('contoso', 'contoso-web');
    assert.deepEqual([...emulator.log.tokenHosts], ['contoso.vault.azure.net']);
    assert.deepEqual(emulator.log.refusedHosts, []);
    const [call = [], ...others] = emulator.azCalls().slice(before);
    assert.deepEqual(others, []);
    assert.equal(call[call.indexOf('--tenant') + 1], emulator.vault('contoso').tenant);
  });

  it('finds the same account by DefaultAzureCredential, without probing for a managed identity', async () => {
    const probed = await probe('fabrikam', 'staging-web', 'default');
    assert.equal(probed.certificates.length, 4);
    assert.deepEqual(emulator.log.refusedHosts, []);
  });

  it('reports that no account is signed in', async () => {
    emulator.signInAs('signed-out');
    const { error } = await probe('contoso', 'contoso-web');
    assert.match(error?.message ?? '', /az login/);
  });

  it('is refused by a vault that the account may not read', async () => {
    const { error } = await probe('denied', 'partner-gateway');
    assert.deepEqual([error?.statusCode, error?.code], [403, 'Forbidden']);
  });

  it('is refused with a token of another tenant', async () => {
    emulator.signInAs('foreign-tenant');
    const { error } = await probe('contoso', 'contoso-web');
    assert.equal(error?.statusCode, 401);
  });

  it('returns the proxy error for a host that is not found', async () => {
    const { error } = await probe('nosuchvault', 'x');
    assert.equal(error?.statusCode, 502);
    assert.deepEqual(new Set(emulator.log.refusedHosts), new Set(['nosuchvault.vault.azure.net']));
  });
});
