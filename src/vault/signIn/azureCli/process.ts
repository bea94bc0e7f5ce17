import { spawn, type ChildProcess } from 'node:child_process';
import { delimiter } from 'node:path';
import { abortError } from '../../abort';
import { azCommand, findAz, trustedFolders, windowsFolder } from './command';

/** `missing`: `az` is not installed; `late`: it timed out. */
export type AzEnd =
  | { readonly kind: 'ended'; readonly code: number | null; readonly stdout: string; readonly stderr: string }
  | { readonly kind: 'missing' | 'late' };

export interface AzRun {
  readonly signal: AbortSignal;
  readonly timeoutMs: number;
  readonly workspace: readonly string[];
}

/** Characters. */
const maxOutput = 1_000_000;

/**
 * `az` and all its child processes are killed when the signal fires (then it rejects with an AbortError), on time-out,
 * and when this process exits. The workspace is neither the current folder nor a source of programs.
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
    // On Windows the variable can be named Path.
    env: { ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^path$/i.test(name))), PATH: path },
    stdio: ['ignore', 'pipe', 'pipe'],
    // A new process group, so that all its processes can be killed.
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
        printed[name] = (printed[name] + text).slice(0, maxOutput);
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
    // The process has already exited.
  }
}
