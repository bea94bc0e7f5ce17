import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { throwAwaySettings } from './settings';

const root = join(__dirname, '..', '..');

export interface DesktopOptions {
  readonly folder: string;
  readonly profile: string;
  readonly env: Readonly<Record<string, string>>;
}

/** Opens a desktop VS Code with the extension under development; resolves when its window is closed. */
export async function openDesktop({ folder, profile, env }: DesktopOptions): Promise<void> {
  writeSettings(profile);
  const args = [
    ...['--user-data-dir', join(profile, 'data'), '--extensions-dir', join(profile, 'extensions')],
    ...[`--extensionDevelopmentPath=${root}`, '--disable-workspace-trust', '--new-window', '--wait', folder],
  ];
  const windows = process.platform === 'win32';
  const quoted = windows ? args.map((arg) => `"${arg}"`) : args;
  const child = spawn('code', quoted, { env: { ...ownEnvironment(), ...env }, stdio: 'ignore', shell: windows });
  await new Promise<void>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => {
      if (code === 0) {
        resolve();
      } else {
        reject(new Error(`VS Code ended with code ${String(code)}.`));
      }
    });
  });
}

/** The README opens first, because `--wait` with a file would end when the tab is closed. */
function writeSettings(profile: string): void {
  const user = join(profile, 'data', 'User');
  const settings = { ...throwAwaySettings, 'workbench.startupEditor': 'readme' };
  mkdirSync(user, { recursive: true });
  writeFileSync(join(user, 'settings.json'), JSON.stringify(settings, undefined, 2));
}

/** Without the variables of an editor that may have started this process. */
function ownEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(VSCODE|ELECTRON)_/.test(name)));
}

/**
 * Ends the VS Code of a profile and waits for its end. It is not a child of `code`, but its data contains its process
 * ID.
 */
export async function closeDesktop(profile: string): Promise<void> {
  for (let tries = 50; tries > 0 && signal(profile, tries === 50 ? 'SIGTERM' : 0); tries--) {
    await delay(100);
  }
}

/** Whether the process existed. */
function signal(profile: string, name: NodeJS.Signals | 0): boolean {
  try {
    const pid = Number(readFileSync(join(profile, 'data', 'code.lock'), 'utf8'));
    return pid > 1 && process.kill(pid, name);
  } catch {
    return false;
  }
}
