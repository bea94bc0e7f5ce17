import { debuglog } from 'node:util';
import { entriesToVerify } from '../cscfg/entries';
import type { VaultAddress } from '../vault/address';
import type * as VaultDoor from '../vault/door';
import type { VaultSnapshot } from '../vault/snapshot';
import type { VaultReader, Wanted } from '../vault/vaultReader';
import { escapeInvisible } from './invisible';
import type { Configuration } from './readFiles';

/** The longest that one request may take, in milliseconds. */
const timeoutMs = 20_000;

const debug = debuglog('cscfg');

/**
 * What the vaults say of every thumbprint of every file, in the order of the vaults: each vault is listed once, and
 * each certificate that matches is looked at once. What goes wrong is in the snapshots. Rejects with an AbortError when the signal fires.
 */
export async function askVaults(
  vaults: readonly VaultAddress[],
  configurations: readonly Configuration[],
  signal: AbortSignal,
): Promise<readonly VaultSnapshot[]> {
  if (vaults.length === 0) {
    return [];
  }
  const reader = await openReader();
  try {
    const wanted = wantedIn(configurations);
    // To the end: the report tells how much a vault holds.
    await reader.find(vaults, wanted, { signal, whole: true });
    const thumbprints = new Set(wanted.map(({ thumbprint }) => thumbprint));
    await reader.examine(vaults, [...thumbprints], { signal });
    return vaults.map((vault) => reader.snapshot(vault));
  } finally {
    reader.dispose();
  }
}

/** Each thumbprint once for each name it goes by. */
function wantedIn(configurations: readonly Configuration[]): readonly Wanted[] {
  const wanted = configurations
    .flatMap(({ document }) => entriesToVerify(document))
    .map(({ thumbprint, name }): Wanted => (name === undefined ? { thumbprint } : { thumbprint, name }));
  return [...new Map(wanted.map((one) => [`${one.thumbprint} ${one.name ?? ''}`, one])).values()];
}

async function openReader(): Promise<VaultReader> {
  const { createVaultReader } = await loadDoor();
  return createVaultReader({
    credential: { kind: 'default' },
    timeoutMs,
    log: (level, line) => {
      debug('%s %s', level, escapeInvisible(line));
    },
  });
}

/** Loads the Azure code, which nothing else here needs. */
async function loadDoor(): Promise<typeof VaultDoor> {
  try {
    return await import('../vault/door');
  } catch (error) {
    throw new Error('Asking vaults takes vault.js, which must be in the same folder as cli.js.', { cause: error });
  }
}
