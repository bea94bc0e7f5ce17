import { closeSync, openSync, rmSync, statSync, utimesSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

/** Milliseconds between two updates of a lock by its owner. */
const heartbeat = 2000;
/** Milliseconds without an update after which the owner counts as dead. */
const silence = 60_000;
const retry = 500;

/** Runs `work` while no other process on this machine holds the lock file. `onWait` is called once if there is one. */
export async function exclusively<T>(file: string, onWait: () => void, work: () => Promise<T>): Promise<T> {
  for (let attempt = 0; !take(file); attempt++) {
    if (attempt === 0) {
      onWait();
    }
    if (silentFor(file) > silence) {
      rmSync(file, { force: true });
    } else {
      await delay(retry);
    }
  }
  const beat = setInterval(() => {
    const now = new Date();
    utimesSync(file, now, now);
  }, heartbeat).unref();
  try {
    return await work();
  } finally {
    clearInterval(beat);
    rmSync(file, { force: true });
  }
}

function take(file: string): boolean {
  try {
    closeSync(openSync(file, 'wx'));
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') {
      return false;
    }
    throw error;
  }
}

function silentFor(file: string): number {
  return Date.now() - (statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
}
