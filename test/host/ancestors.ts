import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** Milliseconds between two looks at the processes above us. */
const interval = 1000;

/** npm renames its process; where that does not show, it is Node with npm's file. Not a shell that is told to run npm. */
const npm = /^(\S*node(\.exe)? )?\S*\bnpm(-cli\.js)? /;

/**
 * Calls `gone` when a process between us and the npm that runs our script has ended, npm included. A signal to npm
 * ends the shell it started and goes no further, and `kill -9` tells nobody.
 */
export function onParentGone(gone: () => void): void {
  const watched = parents();
  const timer = setInterval(() => {
    if (!watched.every(isAlive)) {
      clearInterval(timer);
      gone();
    }
  }, interval);
  timer.unref();
}

/** Up to npm: tsx, a shell, npm. Without npm the nearest one; whoever is further up may leave us in peace. */
function parents(): readonly number[] {
  const chain = [process.ppid];
  for (let pid = process.ppid; chain.length < 6;) {
    const [parent, command] = describe(pid);
    if (npm.test(command)) {
      return chain;
    }
    if (parent <= 1) {
      break;
    }
    chain.push(parent);
    pid = parent;
  }
  return [process.ppid];
}

/** Who started a process, and its command line; 0 and '' where the system does not tell. */
function describe(pid: number): readonly [parent: number, command: string] {
  try {
    if (process.platform === 'linux') {
      const status = readFileSync(`/proc/${String(pid)}/status`, 'utf8');
      const command = readFileSync(`/proc/${String(pid)}/cmdline`, 'utf8').replaceAll('\0', ' ');
      return [Number(/^PPid:\s*(\d+)/m.exec(status)?.[1] ?? 0), command];
    }
    const line = execFileSync('ps', ['-o', 'ppid=,command=', '-p', String(pid)], { encoding: 'utf8' });
    const [, parent = '0', command = ''] = /^\s*(\d+)\s+(.*)/.exec(line) ?? [];
    return [Number(parent), command];
  } catch {
    return [0, ''];
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    // On Linux the dead keep their number until their parent takes notice, which some never do.
    return process.platform !== 'linux' || !/^State:\s*Z/m.test(readFileSync(`/proc/${String(pid)}/status`, 'utf8'));
  } catch {
    return false;
  }
}
