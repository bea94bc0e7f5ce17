import { debuglog } from 'node:util';
import { wantedIn } from '../check/wanted';
import type { CscfgDocument } from '../cscfg/document';
import type { VaultAddress } from '../vault/address';
import type * as VaultModule from '../vault/index';
import { responseEndedEarly, type VaultFailure } from '../vault/failure';
import type { CertificateVersion } from '../certificate/verdict';
import { holdersOf } from '../vault/snapshot/inventory';
import type { VaultSnapshot } from '../vault/snapshot/snapshot';
import type { VaultReaderOptions } from '../vault/options';
import type { VaultReader, Wanted } from '../vault/reader';
import { escapeInvisible } from '../text/invisible';
import { unlessLoopEnds } from './loopEnd';
import type { Configuration } from './files';
import type { Terminal } from './terminal';

/** Maximum milliseconds for one request. */
const timeoutMs = 20_000;

const debug = debuglog('cscfg');

export interface AskedVaults {
  readonly snapshots: readonly VaultSnapshot[];
  /** Failures to read the contents of certificates; all others are in the snapshots. */
  readonly failures: readonly VaultFailure[];
}

/** A certificate whose versions are needed, by its name and the URL of its vault. */
export interface NamedCertificate {
  readonly vault: string;
  readonly name: string;
}

export interface AskOptions {
  /** List all certificates, even if fewer are enough to find all thumbprints. */
  readonly wholeVault: boolean;
  readonly named?: readonly NamedCertificate[];
}

/**
 * Reads from the vaults what the verdicts on all files need: each vault is listed once, and each matching certificate
 * is read once. With `named`, all versions of these and of the matching certificates are read as well. Rejects with an
 * AbortError when the signal fires.
 */
export async function askVaults(
  vaults: readonly VaultAddress[],
  configurations: readonly Configuration[],
  terminal: Pick<Terminal, 'signal' | 'progress'>,
  options: AskOptions,
): Promise<AskedVaults> {
  if (vaults.length === 0) {
    return { snapshots: [], failures: [] };
  }
  const reader = await openReader();
  reader.onDidChange(() => {
    const counts = vaults.map(
      (vault) => `${new URL(vault.url).host} (${String(reader.snapshot(vault).newest.size)} certificates)`,
    );
    terminal.progress(`Reading ${counts.join(', ')}`);
  });
  try {
    const wanted = wantedIn(documentsOf(configurations));
    const failures = await unlessLoopEnds(ask(reader, vaults, wanted, options, terminal.signal));
    const snapshots = vaults.map((vault) => reader.snapshot(vault));
    return failures === undefined ? endedEarly(snapshots) : { snapshots, failures };
  } finally {
    reader.dispose();
  }
}

function* documentsOf(configurations: readonly Configuration[]): Iterable<CscfgDocument> {
  for (const { document } of configurations) {
    yield document;
  }
}

async function ask(
  reader: VaultReader,
  vaults: readonly VaultAddress[],
  wanted: readonly Wanted[],
  { wholeVault, named }: AskOptions,
  signal: AbortSignal,
): Promise<readonly VaultFailure[]> {
  await reader.find(vaults, wanted, { signal, whole: wholeVault });
  const thumbprints = wanted.map(({ thumbprint }) => thumbprint);
  if (named === undefined) {
    return reader.examine(vaults, [...new Set(thumbprints)], { signal });
  }
  const used = vaults
    .map((vault) => reader.snapshot(vault))
    .flatMap((snapshot) => thumbprints.flatMap((thumbprint) => holdersOf(snapshot, thumbprint)))
    .map(({ newest: { vault, certificate } }) => ({ vault, name: certificate }));
  const lists = await readVersions(reader, vaults, [...named, ...used], signal);
  const versions = lists.flatMap((list) => ('kind' in list ? [] : list));
  const all = [...thumbprints, ...versions.map(({ thumbprint }) => thumbprint)];
  const failures = await reader.examine(vaults, [...new Set(all)], { signal });
  // A certificate that the vault does not have is no failure of the vault.
  return [...lists.flatMap((list) => ('kind' in list && list.kind !== 'notFound' ? [list] : [])), ...failures];
}

/** The versions of each certificate, or why they could not be read. */
function readVersions(
  reader: VaultReader,
  vaults: readonly VaultAddress[],
  certificates: readonly NamedCertificate[],
  signal: AbortSignal,
): Promise<readonly (readonly CertificateVersion[] | VaultFailure)[]> {
  const unique = new Map(certificates.map((one) => [`${one.vault} ${one.name.toLowerCase()}`, one]));
  return Promise.all(
    [...unique.values()].flatMap(({ vault, name }) =>
      vaults.filter(({ url }) => url === vault).map((one) => reader.versions(one, name, { signal })),
    ),
  );
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

/** Opens a reader of vaults. Rejects if the bundle with the Azure SDK is missing. */
export async function openReader(
  options: Pick<VaultReaderOptions, 'credential' | 'freshMs'> = { credential: { kind: 'default' } },
): Promise<VaultReader> {
  const { createVaultReader } = await loadVaultBundle();
  return createVaultReader({
    ...options,
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
