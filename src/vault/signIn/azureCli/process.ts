import { spawn, type ChildProcess } from 'node:child_process';
import { delimiter } from 'node:path';
import { abortError } from '../../abort';
import { azCommand, findAz, trustedFolders, windowsFolder } from './command';

/** How `az` ended: what it printed; or there is no `az`, or it did not end in time. */
export type AzEnd =
  | { readonly kind: 'ended'; readonly code: number | null; readonly stdout: string; readonly stderr: string }
  | { readonly kind: 'missing' | 'late' };

export interface AzRun {
  readonly signal: AbortSignal;
  /** In milliseconds. */
  readonly timeoutMs: number;
  /** Folders whose programs are not run. */
  readonly workspace: readonly string[];
}

/** The most that `az` may print, in characters: a token has a few thousand. */
const largest = 1_000_000;

/**
 * Runs `az` to its end. When the signal fires (then it rejects with an AbortError), when time is up and when this
 * process exits, `az` and every process that it started are killed. Nothing of the workspace is used: neither its
 * folder as the current one, nor a program in it.
 */
export async function runAz(args: readonly string[], { signal, timeoutMs, workspace }: AzRun): Promise<AzEnd> {
  const folders = trustedFolders(process.env['PATH'] ?? '', workspace);
  const az = await findAz(folders);
  if (signal.aborted) {
    throw abortError();
  }
  if (az === undefined) {
    return { kind: 'missing' };
  }
  const child = start(az, args, folders.join(delimiter));
  const killNow = (): void => {
    killTree(child);
  };
  process.once('exit', killNow);
  try {
    return await ending(child, signal, timeoutMs);
  } finally {
    process.off('exit', killNow);
  }
}

function start(az: string, args: readonly string[], path: string): ChildProcess {
  const command = azCommand(az, args);
  const isWindows = process.platform === 'win32';
  return spawn(command.file, command.args, {
    cwd: isWindows ? windowsFolder() : '/',
    // On Windows the variable may be spelled Path.
    env: { ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^path$/i.test(name))), PATH: path },
    stdio: ['ignore', 'pipe', 'pipe'],
    // A process group of its own, so that all of it can be killed.
    detached: !isWindows,
    windowsHide: true,
    windowsVerbatimArguments: command.isVerbatim,
  });
}

function ending(child: ChildProcess, signal: AbortSignal, timeoutMs: number): Promise<AzEnd> {
  return new Promise((resolve, reject) => {
    const printed = { stdout: '', stderr: '' };
    for (const name of ['stdout', 'stderr'] as const) {
      child[name]?.setEncoding('utf8').on('data', (text: string) => {
        printed[name] = (printed[name] + text).slice(0, largest);
      });
    }
    const end = (settle: () => void): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', abort);
      settle();
    };
    const abort = (): void => {
      killTree(child);
      end(() => {
        reject(abortError());
      });
    };
    const timer = setTimeout(() => {
      const { exitCode: code } = child;
      killTree(child);
      end(() => {
        // A process that az left behind may hold the pipes open: az itself is done.
        resolve(code === null ? { kind: 'late' } : { kind: 'ended', code, ...printed });
      });
    }, timeoutMs);
    signal.addEventListener('abort', abort, { once: true });
    child.once('error', () => {
      end(() => {
        resolve({ kind: 'missing' });
      });
    });
    child.once('close', (code) => {
      end(() => {
        resolve({ kind: 'ended', code, ...printed });
      });
    });
  });
}

/** Kills the process and all that it started. Python does not handle SIGTERM, so that SIGKILL interrupts no more. */
function killTree({ pid, stdout, stderr }: ChildProcess): void {
  stdout?.destroy();
  stderr?.destroy();
  if (pid === undefined) {
    return;
  }
  if (process.platform === 'win32') {
    const taskkill = spawn(`${windowsFolder()}\\System32\\taskkill.exe`, ['/pid', String(pid), '/t', '/f'], {
      stdio: 'ignore',
      windowsHide: true,
    });
    taskkill.on('error', () => undefined).unref();
    return;
  }
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It has ended already.
  }
}
