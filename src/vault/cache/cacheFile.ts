import { randomUUID } from 'node:crypto';
import { chmod, mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { VaultLog } from '../options';
import { readCached, writeCached, type CachedVault } from './format';
import { mergeCached } from './merge';

/** Never rejects, because the vaults can be read without a cache. */
export interface VaultCacheFile {
  /** Returns undefined if there is no usable data. */
  readonly load: (vault: string) => Promise<CachedVault | undefined>;
  /** Merges the data with what other windows cached since. */
  readonly save: (kept: CachedVault) => Promise<void>;
  readonly written: () => Promise<void>;
  readonly clear: () => Promise<void>;
}

export const noCache: VaultCacheFile = {
  load: () => Promise.resolve(undefined),
  save: () => Promise.resolve(),
  written: () => Promise.resolve(),
  clear: () => Promise.resolve(),
};

const day = 86_400_000;

/** Milliseconds. */
const maxAge = 30 * day;

/** Milliseconds. */
const maxTemporaryAge = day / 24;

/** Bytes of a file: ten times the size of a vault with 10,000 certificates. */
const maxBytes = 64_000_000;

/** Another window may write the file at the same time. */
const attempts = 3;

const suffix = '.vault.json';

export interface FileCacheOptions {
  readonly folder: string;
  readonly log: VaultLog;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** One file for each vault, replaced atomically because several windows use it; only the current user can read it. */
export function fileCache(options: FileCacheOptions): VaultCacheFile {
  const files = new CacheFiles(options);
  void files.sweep();
  return {
    load: (vault) => files.load(vault),
    save: (kept) => files.save(kept),
    written: () => files.written(),
    clear: () => files.clear(),
  };
}

class CacheFiles {
  /** The state of each file after the last write, to detect a write of another window. */
  readonly #written = new Map<string, string | undefined>();
  /** Newer data replaces older data of the same vault. */
  readonly #waiting = new Map<string, CachedVault>();
  /** Runs operations in sequence, so that a file is never read, written, and deleted concurrently. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(private readonly options: FileCacheOptions) {}

  load(vault: string): Promise<CachedVault | undefined> {
    return this.#inTurn('read', undefined, () => this.#read(vault));
  }

  save(kept: CachedVault): Promise<void> {
    this.#waiting.set(kept.vault, kept);
    return this.#inTurn('write', undefined, async () => {
      const latest = this.#waiting.get(kept.vault);
      if (latest !== undefined) {
        this.#waiting.delete(kept.vault);
        await this.#write(latest);
      }
    });
  }

  async written(): Promise<void> {
    await this.#last;
  }

  clear(): Promise<void> {
    return this.#inTurn('clear', undefined, async () => {
      this.#waiting.clear();
      this.#written.clear();
      const names = await this.#names();
      await Promise.all(names.map((name) => rm(join(this.options.folder, name), { force: true })));
    });
  }

  sweep(): Promise<void> {
    return this.#inTurn('sweep', undefined, async () => {
      const names = await this.#names();
      if (names.length > 0) {
        await this.#secureFolder();
      }
      for (const name of names) {
        const path = join(this.options.folder, name);
        const { mtimeMs } = await stat(path);
        if (this.options.now() - mtimeMs > (name.endsWith(suffix) ? maxAge : maxTemporaryAge)) {
          await rm(path, { force: true });
        }
      }
    });
  }

  async #read(vault: string): Promise<CachedVault | undefined> {
    const path = this.#path(vault);
    const { size } = await stat(path).catch(() => ({ size: 0 }));
    if (size === 0 || size > maxBytes) {
      return undefined;
    }
    const kept = readCached(await readFile(path, 'utf8'), vault);
    return kept !== undefined && this.options.now() - kept.readAt <= maxAge ? kept : undefined;
  }

  async #write(kept: CachedVault): Promise<void> {
    const path = this.#path(kept.vault);
    let known = this.#written.get(path);
    for (let attempt = 0; attempt < attempts; attempt++) {
      const present = await stateOf(path);
      const theirs = present === undefined || present === known ? undefined : await this.#read(kept.vault);
      const text = writeCached(theirs === undefined ? kept : mergeCached(kept, theirs));
      const isLast = attempt === attempts - 1;
      if (await this.#replace(path, text, async () => isLast || (await stateOf(path)) === present)) {
        this.#written.set(path, await stateOf(path));
        return;
      }
      known = undefined;
    }
  }

  /** Replaces the file only if `isWanted` still returns true after the text is written. */
  async #replace(path: string, text: string, isWanted: () => Promise<boolean>): Promise<boolean> {
    await this.#secureFolder();
    const temporary = `${path}.${String(process.pid)}-${randomUUID()}`;
    try {
      const file = await open(temporary, 'wx', 0o600);
      try {
        await file.writeFile(text);
        // Without it, a power failure can leave an empty file under the new name.
        await file.sync();
      } finally {
        await file.close();
      }
      const isReplaced = await isWanted();
      if (isReplaced) {
        await rename(temporary, path);
      }
      return isReplaced;
    } finally {
      await rm(temporary, { force: true });
    }
  }

  /** `mkdir` does not change the mode of an existing folder. */
  async #secureFolder(): Promise<void> {
    const { folder } = this.options;
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const { mode } = await stat(folder);
    if ((mode & 0o077) !== 0) {
      // The mode of another user's folder cannot be changed; the files have their own modes.
      await chmod(folder, 0o700).catch(() => undefined);
    }
  }

  async #names(): Promise<readonly string[]> {
    const names = await readdir(this.options.folder).catch(() => []);
    return names.filter((name) => name.includes(suffix));
  }

  #path(vault: string): string {
    return join(this.options.folder, new URL(vault).hostname + suffix);
  }

  #inTurn<T>(what: string, otherwise: T, work: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(work).catch((error: unknown) => {
      this.options.log('debug', `cache ${what}: ${error instanceof Error ? error.message : String(error)}`);
      return otherwise;
    });
    this.#last = turn;
    return turn;
  }
}

async function stateOf(path: string): Promise<string | undefined> {
  const state = await stat(path).catch(() => undefined);
  return state && [state.ino, state.mtimeMs, state.size].join(' ');
}
