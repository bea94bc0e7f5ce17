import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { startEmulator } from '../emulator/emulator';
import { writeSampleService } from '../emulator/sampleService';
import { programPath, temporaryFolder, type Ended } from './program';
import { folderWith, reportOf, sound } from './service';

const root = resolve(__dirname, '..', '..');
const windows = process.platform === 'win32';
const execute = promisify(execFile);

describe('The npm package', function () {
  this.timeout(60_000);
  let tarball = '';
  let listed: readonly string[] = [];

  before(async () => {
    const bundles = `--bundles=${dirname(await programPath())}`;
    const folder = temporaryFolder('cscfg-packed-');
    const pack = ['npmPackage.mjs', bundles, '--json', '--pack-destination', folder];
    const { stdout } = await execute(process.execPath, pack, { cwd: root });
    const [packed] = JSON.parse(stdout) as readonly [{ readonly files: readonly { readonly path: string }[] }];
    listed = packed.files.map(({ path }) => path).sort();
    tarball = join(folder, readdirSync(folder)[0] ?? '');
  });

  /** Runs `npx` with the packed tarball, an empty cache and no registry. */
  const npx = async (cwd: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Ended> => {
    const npm = { npm_config_offline: 'true', npm_config_cache: temporaryFolder('cscfg-npm-cache-') };
    const all = ['--yes', '--package', tarball, 'cscfg-certificates', ...args];
    try {
      const options = { cwd, env: { ...process.env, ...npm, ...env }, shell: windows };
      return { code: 0, ...(await execute(windows ? 'npx.cmd' : 'npx', all, options)) };
    } catch (error) {
      return error as Ended;
    }
  };

  it('contains the bundles, the licenses and the guide, and nothing else', () => {
    const bundles = ['cli.js', 'mcp.js', 'vault.js'];
    assert.deepEqual(
      listed,
      [...['LICENSE', 'README.md', 'THIRD-PARTY-NOTICES.txt', 'package.json'], ...bundles].sort(),
    );
  });

  it('runs with npx in an empty folder, where there is nothing to check', async () => {
    const { code, stderr } = await npx(folderWith({}), ['check']);
    assert.equal(code, 2);
    assert.match(stderr, /error: \.: no \.cscfg file found in this folder/);
  });

  it('checks a folder with npx', async () => {
    const { code, stdout } = await npx(folderWith({ 'a.cscfg': sound }), ['check', '--offline']);
    assert.equal(code, 0);
    assert.match(stdout, /1 file, 1 certificate/);
  });

  it('reads key vaults with npx', async () => {
    const emulator = await startEmulator();
    try {
      const folder = temporaryFolder('cscfg-sample-');
      writeSampleService(emulator, folder);
      const args = ['check', '--vault', 'contoso', '--format', 'json', '--now', new Date(emulator.now).toISOString()];
      const ended = await npx(folder, args, emulator.env);
      assert.deepEqual(
        reportOf(ended).vaults.map(({ url, state }) => [url, state]),
        [['https://contoso.vault.azure.net', 'listed']],
      );
    } finally {
      await emulator.close();
    }
  });
});
