/**
 * `node guard.mjs REMOVE COMMAND [ARGUMENT…]` runs a command that dies with whoever started this: when standard
 * input ends (which it does however the parent goes, kill -9 included), the command and all its children are ended
 * and the folder REMOVE is removed.
 */
import { spawn, spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';

const grace = 3000;
const windows = process.platform === 'win32';
const [remove, command, ...args] = process.argv.slice(2);
// A group of its own on Unix, so that one signal reaches its children.
const child = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'], detached: !windows, windowsHide: true });

function signal(name) {
  try {
    if (windows) {
      spawnSync('taskkill', ['/pid', String(child.pid), '/T', '/F']);
    } else {
      process.kill(-child.pid, name);
    }
  } catch {
    // Nothing is left of it.
  }
}

function finish(code) {
  signal('SIGKILL');
  rmSync(remove, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  process.exit(code);
}

function end() {
  signal('SIGTERM');
  setTimeout(() => finish(1), grace).unref();
}

child.once('error', (error) => {
  console.error(error.message);
  finish(1);
});
child.once('exit', (code) => finish(code ?? 1));
process.stdin.once('end', end).once('error', end).resume();
// The terminal sends Ctrl+C to us too: the parent decides when it is over.
process.on('SIGINT', () => undefined);
process.on('SIGHUP', () => undefined);
process.on('SIGTERM', end);
