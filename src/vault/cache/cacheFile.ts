import { randomUUID } from 'node:crypto';
import { chmod, mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { VaultLog } from '../options';
import { readCached, writeCached, type CachedVault } from './format';
import { mergeCached } from './merge';

/** Where what was read of the vaults is kept from one session to the next. */
export interface VaultCacheFile {
  /** What is kept of a vault; undefined where nothing is that could be used. Never rejects. */
  readonly load: (vault: string) => Promise<CachedVault | undefined>;
  /** Keeps it, together with what others have kept of the vault meanwhile. Never rejects. */
  readonly save: (kept: CachedVault) => Promise<void>;
  /** Resolves when all that was to be kept so far is written. Never rejects. */
  readonly written: () => Promise<void>;
  /** Forgets all of it. Never rejects. */
  readonly clear: () => Promise<void>;
}

/** Keeps nothing. */
export const noCache: VaultCacheFile = {
  load: () => Promise.resolve(undefined),
  save: () => Promise.resolve(),
  written: () => Promise.resolve(),
  clear: () => Promise.resolve(),
};

const day = 86_400_000;

/** How long something is of use after the vault last told it, in milliseconds. */
const longest = 30 * day;

/** The age at which a half-written file is nobody's any more, in milliseconds. */
const abandoned = day / 24;

/** The most that is read, in bytes: a vault of ten thousand certificates takes a tenth of it. */
const largest = 64_000_000;

/** How often a file is written anew because another window has just written it. */
const attempts = 3;

const suffix = '.vault.json';

export interface FileCacheOptions {
  readonly folder: string;
  readonly log: VaultLog;
  /** The time, milliseconds since 1970. */
  readonly now: () => number;
}

/**
 * A file a vault, in a folder of its own. Files are replaced as a whole, so that several windows may use them at once:
 * who reads finds an old one or a new one, never half of one. Only this user may read them.
 */
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
  /** What each file was like when it was last written here: so long as it is, nobody else has written it. */
  readonly #written = new Map<string, string | undefined>();
  /** What waits to be written; what comes later takes the place of what came before. */
  readonly #waiting = new Map<string, CachedVault>();
  /** One after the other: a file that is being cleared is not read, nor written twice at a time. */
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

  /** Removes what has grown too old to be of use, and what was left half-written. */
  sweep(): Promise<void> {
    return this.#inTurn('sweep', undefined, async () => {
      const names = await this.#names();
      if (names.length > 0) {
        await this.#secureFolder();
      }
      for (const name of names) {
        const path = join(this.options.folder, name);
        const { mtimeMs } = await stat(path);
        if (this.options.now() - mtimeMs > (name.endsWith(suffix) ? longest : abandoned)) {
          await rm(path, { force: true });
        }
      }
    });
  }

  async #read(vault: string): Promise<CachedVault | undefined> {
    const path = this.#path(vault);
    const { size } = await stat(path).catch(() => ({ size: 0 }));
    if (size === 0 || size > largest) {
      return undefined;
    }
    const kept = readCached(await readFile(path, 'utf8'), vault);
    return kept !== undefined && this.options.now() - kept.readAt <= longest ? kept : undefined;
  }

  /** Another window may write the same file: what it has written is taken in, a few times if need be. */
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

  /** Puts the text in the file's place, all at once, if that is still wanted when it is written. */
  async #replace(path: string, text: string, isWanted: () => Promise<boolean>): Promise<boolean> {
    await this.#secureFolder();
    const temporary = `${path}.${String(process.pid)}-${randomUUID()}`;
    try {
      const file = await open(temporary, 'wx', 0o600);
      try {
        await file.writeFile(text);
        // Or else a power cut may leave the new name on an empty file.
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

  /** `mkdir` sets the mode of a folder only where it makes it: one that was there may be open to others. */
  async #secureFolder(): Promise<void> {
    const { folder } = this.options;
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const { mode } = await stat(folder);
    if ((mode & 0o077) !== 0) {
      // Somebody else's folder stays as it is: each file in it is for this user alone in any case.
      await chmod(folder, 0o700).catch(() => undefined);
    }
  }

  /** Our files, half-written ones included; none where there is no folder. */
  async #names(): Promise<readonly string[]> {
    const names = await readdir(this.options.folder).catch(() => []);
    return names.filter((name) => name.includes(suffix));
  }

  #path(vault: string): string {
    return join(this.options.folder, new URL(vault).hostname + suffix);
  }

  /** Whatever goes wrong with a file, the vaults can still be read. */
  #inTurn<T>(what: string, otherwise: T, work: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(work).catch((error: unknown) => {
      this.options.log('debug', `cache ${what}: ${error instanceof Error ? error.message : String(error)}`);
      return otherwise;
    });
    this.#last = turn;
    return turn;
  }
}

/** Undefined where there is no such file. */
async function stateOf(path: string): Promise<string | undefined> {
  const state = await stat(path).catch(() => undefined);
  return state && [state.ino, state.mtimeMs, state.size].join(' ');
}
