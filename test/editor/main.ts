import { join } from 'node:path';
import { runTests } from '@vscode/test-electron';
import { startEmulator } from '../emulator/emulator';
import { installBrowser } from '../host/browser';
import { cacheRoot } from '../host/cache';
import { runCommand, type Lifetime } from '../host/lifetime';
import { installVSCode, type Edition } from '../host/vscode';
import { bundleTests } from './bundle';
import { listen, outsideOf } from './outside';
import { throwAwayWorkspace } from './workspace';

/** `npm run test:vscode [newest|minimum]`: the tests of test/editor in real VS Codes, both unless one is named. */

const root = join(__dirname, '..', '..');
const launcher = join(root, 'test', 'host', process.platform === 'win32' ? 'launcher.cmd' : 'launcher.mjs');

/** Maximum milliseconds, including a first installation. */
const limit = 1_500_000;

/** The desktop releases for the two editions. */
const desktopVersions: Readonly<Record<Edition, string>> = { newest: 'stable', minimum: '1.105.1' };

/** Whether to use the desktop, which is downloaded, instead of the VS Code from npm in a browser. */
function wantsDesktop(): boolean {
  const carried = process.platform === 'linux' && process.arch === 'x64';
  return process.env['CSCFG_HOST'] === 'desktop' || (process.env['CSCFG_HOST'] !== 'carried' && !carried);
}

async function testIn(edition: Edition, tests: string, lifetime: Lifetime): Promise<boolean> {
  const emulator = await startEmulator();
  lifetime.onEnd(() => emulator.close());
  const channel = await listen(outsideOf(emulator, (text) => process.stdout.write(text)));
  lifetime.onEnd(channel.stop);
  const workspace = throwAwayWorkspace();
  lifetime.onEnd(workspace.remove);
  const host = await chooseHost(edition);
  console.log(`\n- In VS Code ${host.name}`);
  try {
    await runTests({
      ...host.options,
      extensionDevelopmentPath: root,
      extensionTestsPath: tests,
      launchArgs: [workspace.file, ...host.launchArgs],
      extensionTestsEnv: {
        ...emulator.env,
        CSCFG_VSCODE: edition,
        CSCFG_TEST_CHANNEL: String(channel.port),
        CSCFG_TEST_COLOR: process.stdout.isTTY ? '1' : '0',
      },
    });
    return true;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return false;
  }
}

interface Host {
  readonly name: string;
  readonly options: Pick<Parameters<typeof runTests>[0], 'version' | 'cachePath' | 'vscodeExecutablePath'>;
  readonly launchArgs: readonly string[];
}

async function chooseHost(edition: Edition): Promise<Host> {
  if (wantsDesktop()) {
    const version = desktopVersions[edition];
    return {
      name: `${version} (desktop)`,
      options: { version, cachePath: join(cacheRoot(), 'desktop') },
      launchArgs: ['--disable-extensions'],
    };
  }
  // Before the environment points to the emulator, where no npm registry exists.
  const { version } = await installVSCode(edition);
  await installBrowser();
  return { name: version, options: { vscodeExecutablePath: launcher }, launchArgs: [] };
}

async function testAll(lifetime: Lifetime): Promise<number> {
  const named = process.argv.slice(2);
  const editions = (['minimum', 'newest'] as const).filter((one) => named.length === 0 || named.includes(one));
  const tests = await bundleTests();
  let passed = true;
  for (const edition of editions) {
    passed = (await testIn(edition, tests, lifetime)) && passed;
  }
  return passed && editions.length > 0 ? 0 : 1;
}

runCommand(testAll, limit);
