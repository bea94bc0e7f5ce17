import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Emulator } from '../emulator/emulator';
import { writeSampleService } from '../emulator/sampleService';
import type { Lifetime } from './lifetime';
import { shortTemporaryFolder } from './server';

/** The sample service with the certificates of this run, in a folder that is deleted after the command. */
export function throwAwaySample(emulator: Emulator, lifetime: Lifetime): string {
  const parent = shortTemporaryFolder();
  lifetime.onEnd(() => {
    rmSync(parent, { recursive: true, force: true });
  });
  const folder = join(parent, 'contoso-shop');
  writeSampleService(emulator, folder);
  return folder;
}
