import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Whether a window that opens here is visible. */
export function hasDisplay(): boolean {
  const { DISPLAY = '', WAYLAND_DISPLAY = '' } = process.env;
  return process.platform !== 'linux' || DISPLAY !== '' || WAYLAND_DISPLAY !== '';
}

/**
 * Whether `code` on PATH opens a window on this machine and is new enough. In a remote terminal (SSH, WSL, a container)
 * it uses the remote window, and as root it does not start. `CSCFG_HOST=carried` skips it, as in the tests.
 */
export async function hasDesktop(): Promise<boolean> {
  const { CSCFG_HOST, VSCODE_IPC_HOOK_CLI, WSL_DISTRO_NAME } = process.env;
  const elsewhere = VSCODE_IPC_HOOK_CLI !== undefined || WSL_DISTRO_NAME !== undefined;
  if (CSCFG_HOST === 'carried' || elsewhere || process.getuid?.() === 0 || !hasDisplay()) {
    return false;
  }
  const [major = 0, minor = 0] = numbers(await desktopVersion());
  const [leastMajor = 0, leastMinor = 0] = numbers(leastVersion());
  return major > leastMajor || (major === leastMajor && minor >= leastMinor);
}

/** For example `1.105.0`; empty without `code`. */
function desktopVersion(): Promise<string> {
  return new Promise((resolve) => {
    execFile('code', ['--version'], { shell: process.platform === 'win32' }, (error, stdout) => {
      resolve(error === null ? (stdout.split('\n')[0] ?? '') : '');
    });
  });
}

function leastVersion(): string {
  const manifest = readFileSync(join(__dirname, '..', '..', 'package.json'), 'utf8');
  return (JSON.parse(manifest) as { readonly engines: { readonly vscode: string } }).engines.vscode;
}

function numbers(version: string): readonly number[] {
  return (version.match(/\d+/g) ?? []).map(Number);
}
