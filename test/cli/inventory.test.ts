import assert from 'node:assert/strict';
import { openLab, type Lab } from './lab';
import { run, type Ended } from './program';
import { certificate, folderWith, service, sound, thumbprint } from './service';

describe('The command inventory', () => {
  let lab: Lab;
  before(async () => {
    lab = await openLab();
  });
  after(() => lab.close());

  const inventory = (...args: readonly string[]): Promise<Ended> =>
    run(['inventory', ...args, '--now', new Date(lab.emulator.now).toISOString()], {
      cwd: lab.folder,
      env: lab.emulator.env,
    });
  const columns =
    'service,configuration,role,name,store,thumbprint,certificate,vault,version,expires,days,verdict,inOsProfile,line,column';

  it('lists the certificates of a configuration as CSV, with the facts of the vault', async () => {
    const file = 'ServiceConfiguration.Staging.cscfg';
    const { code, stdout, stderr } = await inventory(file, '--vault', 'fabrikam');
    assert.deepEqual([code, stderr], [0, '']);
    const [header, ...lines] = stdout.split('\r\n');
    assert.equal(header, columns);
    assert.equal(lines.pop(), '');
    const { version, vault } = lab.emulator.find('fabrikam:staging-web/1');
    const expires = new Date(version.expires).toISOString();
    const days = String(Math.trunc((version.expires - lab.emulator.now) / 86_400_000));
    const outdated = lines.find((line) => line.includes(',outdated,'));
    assert.equal(
      outdated?.replace(/\d+,\d+$/, ''),
      `ContosoShop,${file},WebRole,Web,LocalMachine\\My,${version.thumbprint},staging-web,${vault.url},${version.version},${expires},${days},outdated,unknown,`,
    );
  });

  it('reads each vault once, and lists the certificates of all configurations in a folder', async () => {
    const { code, stdout } = await inventory('--vault', 'contoso', '--vault', 'fabrikam', '--format', 'json');
    const { version, certificates } = JSON.parse(stdout) as {
      readonly version: number;
      readonly certificates: readonly { readonly configuration: string; readonly verdict: string }[];
    };
    assert.deepEqual([code, version], [0, 1]);
    assert.deepEqual(
      [...new Set(certificates.map(({ configuration }) => configuration))],
      ['Cloud', 'Local', 'Mistakes', 'Partner', 'Staging', 'Verdicts'].map(
        (one) => `ServiceConfiguration.${one}.cscfg`,
      ),
    );
    assert.equal(new Set(certificates.map(({ verdict }) => verdict)).size, 12);
  });

  it('states which certificates the deployment template installs', async () => {
    const { version, vault } = lab.emulator.find('contoso:contoso-web');
    const other = lab.emulator.find('contoso:contoso-api').version.thumbprint;
    const secrets = [
      {
        sourceVault: { id: `/subscriptions/0/resourceGroups/g/providers/Microsoft.KeyVault/vaults/contoso` },
        vaultCertificates: [{ certificateUrl: `${vault.url}/secrets/contoso-web/${version.version}` }],
      },
    ];
    const properties = { osProfile: { secrets } };
    const folder = folderWith({
      'a.cscfg': service(certificate('Web', version.thumbprint), certificate('Api', other)),
      'deployment/Shop.json': JSON.stringify({
        resources: [{ type: 'Microsoft.Compute/cloudServices', name: 'Shop', properties }],
      }),
    });
    const now = new Date(lab.emulator.now).toISOString();
    const { code, stdout } = await run(['inventory', '--vault', 'contoso', '--now', now, '--format', 'json'], {
      cwd: folder,
      env: lab.emulator.env,
    });
    const { certificates } = JSON.parse(stdout) as {
      readonly certificates: readonly { readonly name: string; readonly inOsProfile: string }[];
    };
    assert.deepEqual(
      [code, ...certificates.map(({ name, inOsProfile }) => `${name}: ${inOsProfile}`)],
      [0, 'Web: yes', 'Api: no'],
    );
  });

  it('ends with exit code 3 if a vault cannot be read, and still lists the certificates', async () => {
    const { code, stdout, stderr } = await inventory('ServiceConfiguration.Cloud.cscfg', '--vault', 'northwind');
    assert.equal(code, 3);
    assert.match(stderr, /^error: https:\/\/northwind\.vault\.azure\.net: /);
    assert.match(stdout, /,unverified,unknown,/);
  });

  it('reads no vault with --offline', async () => {
    const folder = folderWith({ 'a.cscfg': sound, 'Service.csdef': '<ServiceDefinition name="Shop" />' });
    const { code, stdout, stderr } = await run(['inventory', '--offline'], { cwd: folder });
    assert.deepEqual([code, stderr], [0, '']);
    assert.equal(stdout, `${columns}\r\nShop,a.cscfg,Web,Tls,,${thumbprint},,,,,,unverified,unknown,4,43\r\n`);
  });

  it('ends with exit code 2 if a file cannot be read or nothing is found, and lists the others', async () => {
    const folder = folderWith({ 'a.cscfg': service(certificate('=1', '')), 'sub/notes.txt': '' });
    const missing = await run(['inventory', '--offline', 'a.cscfg', 'b.cscfg', 'sub'], { cwd: folder });
    assert.equal(missing.code, 2);
    assert.equal(
      missing.stderr,
      'error: b.cscfg: no such file or folder\nerror: sub: no .cscfg file found in this folder\n',
    );
    assert.match(missing.stdout, /\r\nShop,a\.cscfg,Web,'=1,,,,,,,,malformed,unknown,4,42\r\n$/);
  });
});
