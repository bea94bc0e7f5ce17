import { debuglog } from 'node:util';
import { entriesToVerify } from '../cscfg/entries';
import type { VaultAddress } from '../vault/address';
import type * as VaultDoor from '../vault/index';
import { responseEndedEarly, type VaultFailure } from '../vault/failure';
import type { VaultSnapshot } from '../vault/snapshot/snapshot';
import type { VaultReader, Wanted } from '../vault/reader';
import { escapeInvisible } from './terminal';
import { unlessLoopEnds } from './loopEnd';
import type { Configuration } from './files';

/** The longest that one request may take, in milliseconds. */
const timeoutMs = 20_000;

const debug = debuglog('cscfg');

/** What the vaults said, in the order of the vaults. */
export interface AskedVaults {
  readonly snapshots: readonly VaultSnapshot[];
  /** What went wrong with the contents of certificates; what else went wrong is in the snapshots. */
  readonly failures: readonly VaultFailure[];
}

/**
 * What the vaults say of every thumbprint of every file: each vault is listed once, and each certificate that matches
 * is looked at once. Rejects with an AbortError when the signal fires.
 */
export async function askVaults(
  vaults: readonly VaultAddress[],
  configurations: readonly Configuration[],
  signal: AbortSignal,
): Promise<AskedVaults> {
  if (vaults.length === 0) {
    return { snapshots: [], failures: [] };
  }
  const reader = await openReader();
  try {
    const wanted = wantedIn(configurations);
    const failures = await unlessLoopEnds(ask(reader, vaults, wanted, signal));
    const snapshots = vaults.map((vault) => reader.snapshot(vault));
    return failures === undefined ? endedEarly(snapshots) : { snapshots, failures };
  } finally {
    reader.dispose();
  }
}

async function ask(
  reader: VaultReader,
  vaults: readonly VaultAddress[],
  wanted: readonly Wanted[],
  signal: AbortSignal,
): Promise<readonly VaultFailure[]> {
  // To the end: the report tells how much a vault holds.
  await reader.find(vaults, wanted, { signal, whole: true });
  const thumbprints = new Set(wanted.map(({ thumbprint }) => thumbprint));
  return reader.examine(vaults, [...thumbprints], { signal });
}

/** Nothing will answer any more: what the vaults said so far is kept, and the one that was being read has failed. */
function endedEarly(snapshots: readonly VaultSnapshot[]): AskedVaults {
  const failureOf = ({ vault }: VaultSnapshot): VaultFailure => ({
    kind: 'offline',
    vault,
    code: responseEndedEarly,
    at: Date.now(),
  });
  return snapshots.some(({ busy }) => busy)
    ? { snapshots: snapshots.map((one) => (one.busy ? { failure: failureOf(one), ...one } : one)), failures: [] }
    : { snapshots, failures: snapshots.map(failureOf) };
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
    return await import('../vault/index');
  } catch (error) {
    throw new Error('Asking vaults takes vault.js, which must be in the same folder as cli.js.', { cause: error });
  }
}
