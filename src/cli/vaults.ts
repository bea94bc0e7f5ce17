import { debuglog } from 'node:util';
import { wantedIn } from '../check/wanted';
import type { VaultAddress } from '../vault/address';
import type * as VaultModule from '../vault/index';
import { responseEndedEarly, type VaultFailure } from '../vault/failure';
import type { VaultSnapshot } from '../vault/snapshot/snapshot';
import type { VaultReader, Wanted } from '../vault/reader';
import { escapeInvisible } from '../text/invisible';
import { unlessLoopEnds } from './loopEnd';
import type { Configuration } from './files';

/** Maximum milliseconds for one request. */
const timeoutMs = 20_000;

const debug = debuglog('cscfg');

export interface AskedVaults {
  readonly snapshots: readonly VaultSnapshot[];
  /** Failures to read the contents of certificates; all others are in the snapshots. */
  readonly failures: readonly VaultFailure[];
}

/**
 * Reads from the vaults what the verdicts on all files need: each vault is listed once, and each matching certificate
 * is read once. Rejects with an AbortError when the signal fires.
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
    const wanted = wantedIn(configurations.map(({ document }) => document));
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
  // Completely, because the report contains the number of certificates.
  await reader.find(vaults, wanted, { signal, whole: true });
  const thumbprints = new Set(wanted.map(({ thumbprint }) => thumbprint));
  return reader.examine(vaults, [...thumbprints], { signal });
}

/** The event loop is empty: keeps what was read, and marks the vault that was being read as failed. */
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

async function openReader(): Promise<VaultReader> {
  const { createVaultReader } = await loadVaultBundle();
  return createVaultReader({
    credential: { kind: 'default' },
    timeoutMs,
    log: (level, line) => {
      debug('%s %s', level, escapeInvisible(line));
    },
  });
}

/** Loads the Azure SDK, which only vault access needs. */
async function loadVaultBundle(): Promise<typeof VaultModule> {
  try {
    return await import('../vault/index');
  } catch (error) {
    throw new Error('Cannot read key vaults: vault.js is missing from the folder of cli.js.', { cause: error });
  }
}
