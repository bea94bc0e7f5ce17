import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** Milliseconds between two checks of the parent processes. */
const interval = 1000;

/** npm renames its process; otherwise it is Node.js with the file of npm. A shell that runs npm does not match. */
const npm = /^(\S*node(\.exe)? )?\S*\bnpm(-cli\.js)? /;

/**
 * Calls `gone` when a process between this one and npm has ended, including npm. A signal to npm ends only its shell,
 * and `kill -9` notifies no process.
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

/** The parents up to npm: tsx, a shell, npm. Without npm only the nearest one. */
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

/** The parent and command line of a process; 0 and an empty string if unknown. */
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
    // On Linux a zombie keeps its process ID until its parent reads its exit code.
    return process.platform !== 'linux' || !/^State:\s*Z/m.test(readFileSync(`/proc/${String(pid)}/status`, 'utf8'));
  } catch {
    return false;
  }
}
