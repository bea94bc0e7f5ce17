import { fileCache } from '../../../src/vault/cache/cacheFile';
import { kept } from '../kept';
import { now } from '../snapshots';

/** One of several windows that keep the same vault: `writer.ts FOLDER NUMBER`. */
async function write(folder: string, number: number): Promise<void> {
  const cache = fileCache({ folder, now: () => now, log: console.error });
  for (let round = 0; round < 40; round++) {
    await cache.save({ ...kept, readAt: now + round * 10 + number });
  }
}

void write(process.argv[2] ?? '', Number(process.argv[3]));
