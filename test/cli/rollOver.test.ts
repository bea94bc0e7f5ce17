import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startEmulator, type Emulator } from '../emulator/emulator';
import { rollOverService, type RolledFile } from '../emulator/rollOverService';
import { run, type Ended } from './program';
import { certificate, folderWith, service, thumbprint } from './service';

describe('fix --roll-over', () => {
  let emulator: Emulator;
  let files: readonly RolledFile[];
  before(async () => {
    emulator = await startEmulator();
    files = rollOverService(emulator);
  });
  after(() => emulator.close());

  /** A folder with the service before the roll-over. */
  function serviceFolder(): string {
    return folderWith(Object.fromEntries(files.map(({ path, before: bytes }) => [path, bytes])));
  }

  function fix(folder: string, ...args: readonly string[]): Promise<Ended> {
    const now = new Date(emulator.now).toISOString();
    return run(['fix', '--roll-over', '--vault', 'contoso', '--now', now, ...args], { cwd: folder, env: emulator.env });
  }

  /** Compares the files, byte for byte, and that there are no others. */
  function assertFiles(folder: string, expected: (file: RolledFile) => Buffer): void {
    for (const file of files) {
      assert.equal(
        readFileSync(join(folder, file.path)).toString('latin1'),
        expected(file).toString('latin1'),
        file.path,
      );
    }
    const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
    assert.equal(names.length, files.length + 2, names.join(', '));
  }

  it('writes every certain change and keeps the bytes of everything else', async () => {
    const folder = serviceFolder();
    const { code, stdout, stderr } = await fix(folder, '--also', '**/web.config', '--write');
    assertFiles(folder, ({ after: bytes }) => bytes);
    assert.equal(
      stderr,
      `warning: not changed: ServiceConfiguration.Cloud.cscfg:18: Certificate "Token" of role "Worker": A placeholder, not a thumbprint
warning: not changed: ServiceConfiguration.Local.cscfg:21: Thumbprint: In a comment
warning: not changed: Web/web.config:3: Thumbprint: In a comment
warning: not changed: deploy/shop.parameters.json:5: certificateUrl of "contoso-api": A deployment can override the value
warning: 1 likely change not made. Add --likely to include them.
`,
    );
    assert.equal(code, 1);
    const { version: web } = emulator.find('contoso-web').version;
    const { version: api } = emulator.find('contoso-api').version;
    assert.equal(
      stdout.split('\n\n').slice(1).join('\n\n'),
      `To be deployed:
ServiceConfiguration.Cloud.cscfg (Orders)
ServiceConfiguration.Local.cscfg (Orders)
ServiceConfiguration.Test.cscfg (Orders)
osProfile.secrets with https://contoso.vault.azure.net/secrets/contoso-web/${web}, which is in deploy/shop.json
osProfile.secrets with https://contoso.vault.azure.net/secrets/contoso-api/${api}, which no template in the given paths contains

16 changes made.
`,
    );
  });

  it('also writes likely changes with the option, and finds nothing to do the next time', async () => {
    const folder = serviceFolder();
    const first = await fix(folder, '--also', 'Web/*.config', '--likely', '--write');
    assert.equal(first.code, 0, first.stderr);
    assertFiles(folder, ({ afterLikely }) => afterLikely);
    const again = await fix(folder, '--also', 'Web/*.config');
    assert.deepEqual([again.code, again.stdout], [0, '']);
  });

  it('leaves a file that changes between reading and writing, and changes the others', async () => {
    const folder = serviceFolder();
    const vault = emulator.vault('contoso');
    const changed = Buffer.from('<configuration />\r\n');
    // When the vault is read, the files are read and not yet written.
    vault.beforePage = () => {
      writeFileSync(join(folder, 'Web', 'web.config'), changed);
    };
    const { code, stderr } = await fix(folder, '--also', '**/web.config', '--write');
    vault.beforePage = undefined;
    assert.match(stderr, /^error: Web\/web\.config: was changed in the meantime$/m);
    assert.equal(code, 2);
    assertFiles(folder, (file) => (file.path === 'Web/web.config' ? changed : file.after));
  });

  it('prints a diff that git applies to the same bytes, and writes nothing', async () => {
    const folder = serviceFolder();
    const { code, stdout } = await fix(folder, '--also', 'Web/web.config', '--likely');
    assertFiles(folder, ({ before: bytes }) => bytes);
    assert.equal(code, 0);
    const isUtf8 = ({ path }: RolledFile): boolean => !/Test\.cscfg|web\.config/.test(path);
    const patches = stdout.split(/(?=^--- a\/)/m).filter((patch) => !/^--- a\/(?:.*Test|Web)/.test(patch));
    assert.equal(patches.length, 4);
    execFileSync('git', ['apply', '-p1', '-'], { cwd: folder, input: patches.join('') });
    assertFiles(folder, (file) => (isUtf8(file) ? file.afterLikely : file.before));
  });

  it('prints the lines of a change', async () => {
    const [old, newest] = ['contoso-web/3', 'contoso-web'].map((token) => emulator.find(token).version.thumbprint);
    const folder = folderWith({ 'a.cscfg': service(certificate('Tls', old ?? '')) });
    const { code, stdout, stderr } = await fix(folder, 'a.cscfg');
    assert.equal(
      stdout,
      `--- a/a.cscfg
+++ b/a.cscfg
@@ -1,7 +1,7 @@
 <ServiceConfiguration serviceName="Shop" xmlns="http://schemas.microsoft.com/ServiceHosting/2008/10/ServiceConfiguration">
   <Role name="Web"><Instances count="1" />
     <Certificates>
-      <Certificate name="Tls" thumbprint="${old ?? ''}" thumbprintAlgorithm="sha1" />
+      <Certificate name="Tls" thumbprint="${newest ?? ''}" thumbprintAlgorithm="sha1" />
     </Certificates>
   </Role>
   <NetworkConfiguration>
`,
    );
    assert.deepEqual([code, stderr], [0, '']);
  });

  it('changes a template that only it found outdated', async () => {
    const folder = folderWith({
      'a.cscfg': service(certificate('Tls', emulator.find('contoso-web').version.thumbprint)),
      'deploy/shop.json': files.find(({ path }) => path === 'deploy/shop.json')?.before ?? '',
    });
    await fix(folder, '--write');
    assert.deepEqual(
      readFileSync(join(folder, 'deploy/shop.json')),
      files.find(({ path }) => path === 'deploy/shop.json')?.after,
    );
  });

  it('leaves a text that only mentions a vault unless --also names it', async () => {
    const text = `{ "vault": "https://contoso.vault.azure.net", "thumbprint": "${emulator.find('contoso-web/3').version.thumbprint}" }`;
    const content = { 'a.cscfg': service(certificate('Tls', emulator.find('contoso-web/3').version.thumbprint)) };
    const folder = folderWith({ ...content, 'appsettings.json': text });
    await fix(folder, '--write');
    assert.equal(readFileSync(join(folder, 'appsettings.json'), 'utf8'), text);
    await fix(folder, '--write', '--also', '*.json');
    assert.equal(
      readFileSync(join(folder, 'appsettings.json'), 'utf8'),
      text.replace(/[0-9A-F]{40}/, emulator.find('contoso-web').version.thumbprint),
    );
  });

  const incomplete: readonly (readonly [what: string, token: string, code: number, stderr: RegExp])[] = [
    [
      'an expired certificate without a newer version',
      'contoso-payments',
      1,
      /^warning: not changed: a\.cscfg:4: Certificate "Tls" of role "Web": Expired: .* Key Vault has no newer version that a role can use\n$/,
    ],
    ['a deleted certificate', 'contoso-ftp', 1, /: Deleted: contoso-ftp in contoso, /],
    ['a current certificate', 'contoso-wildcard', 0, /^$/],
  ];
  incomplete.forEach(([what, token, expected, message]) => {
    it(`ends with ${String(expected)} for ${what}`, async () => {
      const folder = folderWith({ 'a.cscfg': service(certificate('Tls', emulator.find(token).version.thumbprint)) });
      const { code, stdout, stderr } = await fix(folder);
      assert.deepEqual([code, stdout], [expected, '']);
      assert.match(stderr, message);
    });
  });

  it('ends with 1 for a certificate that no vault has, and with 3 if a vault cannot be read', async () => {
    const folder = folderWith({ 'a.cscfg': service(certificate('Tls', thumbprint)) });
    const missing = await fix(folder);
    assert.equal(missing.code, 1, missing.stderr);
    const { code, stderr } = await fix(folder, '--vault', 'walled');
    assert.equal(code, 3);
    assert.match(stderr, /^error: .*walled.*\n/);
  });

  it('keeps the permissions of a file and a link to it', async function () {
    if (process.platform === 'win32') {
      this.skip();
    }
    const old = service(certificate('Tls', emulator.find('contoso-web/3').version.thumbprint));
    const folder = folderWith({ 'real/a.txt': old });
    chmodSync(join(folder, 'real/a.txt'), 0o640);
    symlinkSync('real/a.txt', join(folder, 'a.cscfg'));
    const { code } = await fix(folder, '--write');
    assert.equal(code, 0);
    assert.equal(statSync(join(folder, 'real/a.txt')).mode & 0o777, 0o640);
    assert.notEqual(readFileSync(join(folder, 'real/a.txt'), 'utf8'), old);
    assert.deepEqual(readdirSync(folder).sort(), ['a.cscfg', 'real']);
    assert.deepEqual(readdirSync(join(folder, 'real')), ['a.txt']);
  });

  it('reports a glob without a match and a file that is not text', async () => {
    const folder = serviceFolder();
    writeFileSync(join(folder, 'logo.bin'), Buffer.from([0, 1, 2, 255]));
    const { code, stderr } = await fix(
      folder,
      '--also',
      '*.exe',
      '--also',
      'logo.bin',
      '--also',
      '*.bin',
      '--also',
      'no/*',
    );
    assert.equal(code, 2);
    assert.match(
      stderr,
      /^error: \*\.exe: no file matches\nerror: no\/\*: no such file or folder\nerror: logo\.bin: The file is not valid UTF-8 text\.\n/,
    );
  });

  const wrong: readonly (readonly [args: readonly string[], message: RegExp])[] = [
    [['--vault', 'contoso'], /^error: Specify what to fix: --roll-over\.\n/],
    [['--roll-over'], /^error: --roll-over requires the key vaults of the certificates: --vault NAME\|URL\.\n/],
    [['--roll-over', '--vault', 'a-b', '--diff', '--write'], /^error: Specify either --diff or --write\.\n/],
    [['--roll-over', '--vault', 'a-b', '--offline'], /^error: --offline is not an option of fix\.\n/],
  ];
  wrong.forEach(([args, message]) => {
    it(`ends with 2 and the usage for “${args.join(' ')}”`, async () => {
      const { code, stdout, stderr } = await run(['fix', ...args]);
      assert.deepEqual([code, stdout], [2, '']);
      assert.match(stderr, message);
    });
  });
});
