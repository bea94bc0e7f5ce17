import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { exclusively } from './lock';

/** Increase this when the content made from the pinned packages changes. */
const recipe = 1;

/** The cache of the tests, outside of the repository; `CSCFG_CACHE` overrides it. */
export function cacheRoot(): string {
  const { CSCFG_CACHE, XDG_CACHE_HOME, LOCALAPPDATA } = process.env;
  if (CSCFG_CACHE !== undefined && CSCFG_CACHE !== '') {
    return resolve(CSCFG_CACHE);
  }
  const home: Partial<Record<NodeJS.Platform, string>> = {
    win32: LOCALAPPDATA ?? join(homedir(), 'AppData', 'Local'),
    darwin: join(homedir(), 'Library', 'Caches'),
  };
  return join(home[process.platform] ?? XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'cscfg-certificates');
}

/** The folder with package.json and lock file of the pinned versions `name`. */
export function pinned(name: string): string {
  return join(__dirname, 'pinned', name);
}

/**
 * The cached folder that `make` creates from the pinned versions `name`. It gets its name only when `make` has
 * finished, so that it is never incomplete; an interrupted run starts again. If two processes need it, one creates it
 * and the other waits. `make` receives the folder to fill and its final path.
 */
export async function cached(name: string, make: (staging: string, final: string) => Promise<void>): Promise<string> {
  const root = cacheRoot();
  const final = join(root, `${name}-${fingerprint(name)}`);
  if (existsSync(final)) {
    return final;
  }
  mkdirSync(root, { recursive: true });
  const onWait = (): void => {
    console.log(`- Waiting for another process that is filling ${final} …`);
  };
  await exclusively(`${final}.lock`, onWait, async () => {
    if (!existsSync(final)) {
      const staging = `${final}.unfinished`;
      rmSync(staging, { recursive: true, force: true });
      mkdirSync(staging);
      await make(staging, final);
      renameSync(staging, final);
    }
  });
  return final;
}

function fingerprint(name: string): string {
  const hash = createHash('sha256').update(`${String(recipe)} ${process.platform} ${process.arch}`);
  for (const file of ['package.json', 'package-lock.json']) {
    hash.update(readFileSync(join(pinned(name), file), 'utf8').replaceAll('\r\n', '\n'));
  }
  return hash.digest('hex').slice(0, 12);
}
