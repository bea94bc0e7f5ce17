import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Emulator, startEmulator } from '../emulator/emulator';
import { writeSampleService } from '../emulator/sampleService';
import { type Ended, run, temporaryFolder } from './program';
import { certificate, folderWith, service } from './service';

const cloud = 'ServiceConfiguration.Cloud.cscfg';
const vaultId = '/subscriptions/0000/resourceGroups/shop/providers/Microsoft.KeyVault/vaults/contoso';

interface Group {
  readonly sourceVault: { readonly id: string };
  readonly vaultCertificates: readonly { readonly certificateUrl: string; readonly certificateStore?: string }[];
}

describe('osprofile', () => {
  let emulator: Emulator;
  const folder = temporaryFolder('cscfg-osprofile-');

  before(async () => {
    emulator = await startEmulator();
    writeSampleService(emulator, folder);
  });
  after(() => emulator.close());

  const osprofile = (...args: readonly string[]): Promise<Ended> =>
    run(['osprofile', ...args], { cwd: folder, env: emulator.env });
  const groupsOf = ({ stdout }: Ended): readonly Group[] => JSON.parse(stdout) as readonly Group[];
  const urlsIn = (text: string): readonly string[] =>
    [...text.matchAll(/https:\/\/contoso\.vault\.azure\.net\/secrets\/[\w-]+\/[0-9a-f]{32}/g)].map(([url]) => url);

  it('writes the secrets that the template of the service has, and names the certificate that no vault has', async () => {
    const result = await osprofile(cloud, '--vault', vaultId);
    const groups = groupsOf(result);
    const template = readFileSync(join(folder, 'deployment', 'ContosoShop.json'), 'utf8');
    assert.deepEqual(
      groups.map(({ sourceVault }) => sourceVault.id),
      [vaultId],
    );
    assert.deepEqual(
      groups.flatMap(({ vaultCertificates }) => vaultCertificates.map((one) => one.certificateUrl)).sort(),
      [...urlsIn(template)].sort(),
    );
    assert.equal(result.code, 1);
    assert.match(
      result.stderr,
      /^error: WorkerRole "Wildcard" [0-9A-F]{40}: Not found: no certificate in contoso has this thumbprint\.\n$/,
    );
  });

  it('writes the certificate stores of the service definition for a scale set', async () => {
    const groups = groupsOf(await osprofile(cloud, '--vault', 'contoso', '--target', 'vmss'));
    assert.equal(groups[0]?.sourceVault.id, "[resourceId('Microsoft.KeyVault/vaults', 'contoso')]");
    const stores = groups[0].vaultCertificates.map(
      ({ certificateUrl, certificateStore }) => `${String(certificateUrl.split('/')[4])} ${String(certificateStore)}`,
    );
    assert.ok(stores.includes('contoso-web My'));
    assert.ok(stores.includes('contoso-issuing-ca CA'));
  });

  it('writes Bicep, PowerShell and the body of a request', async () => {
    const bicep = await osprofile(cloud, '--vault', 'contoso', '--format', 'bicep');
    assert.match(
      bicep.stdout,
      /^\/\/ Not included:\n\/\/ {3}WorkerRole "Wildcard" .*\n\[\n {2}\{\n {4}sourceVault: \{\n/,
    );
    const powershell = await osprofile(cloud, '--vault', 'contoso', '--format', 'powershell');
    assert.match(
      powershell.stdout,
      /New-AzCloudServiceVaultSecretGroupObject -Id \(Get-AzKeyVault -VaultName 'contoso'\)/,
    );
    const rest = await osprofile(cloud, '--vault', 'contoso', '--format', 'rest');
    assert.ok('properties' in (JSON.parse(rest.stdout) as object));
    const urls = [bicep, powershell, rest].map(({ stdout }) => urlsIn(stdout));
    assert.deepEqual(urls[0], urls[1]);
    assert.deepEqual(urls[1], urls[2]);
  });

  it('reads a vault no further than the page with the last thumbprint', async () => {
    emulator.seedMany('many', 60);
    emulator.log.clear();
    const own = folderWith({ 'a.cscfg': service(certificate('Tls', emulator.thumbprint('many:bulk-0001'))) });
    const { code, stdout } = await osprofile(own, '--vault', 'many');
    assert.equal(code, 0);
    assert.match(stdout, /"https:\/\/many\.vault\.azure\.net\/secrets\/bulk-0001\/[0-9a-f]{32}"/);
    assert.equal(emulator.log.asked('many').filter((line) => line === 'GET /certificates').length, 1);
    emulator.removeVault('many');
  });

  it('ends with exit code 3 if a vault cannot be read', async () => {
    const { code, stdout, stderr } = await osprofile(cloud, '--vault', 'nowhere');
    assert.deepEqual([code, stdout], [3, '[]\n']);
    assert.match(stderr, /error: https:\/\/nowhere\.vault\.azure\.net: /);
  });

  it('ends with exit code 2 if a file cannot be read', async () => {
    const { code, stderr } = await osprofile('none.cscfg', '--vault', 'contoso');
    assert.equal(code, 2);
    assert.match(stderr, /^error: none\.cscfg: /);
  });
});
