import type { TokenCredential } from '@azure/core-auth';
import type { VaultAddress } from '../address';
import type { Cloud } from '../clouds';
import type { VaultFailure } from '../failure';
import type { Outcome } from '../outcome';
import type { VaultReaderOptions } from '../readerOptions';
import { parseVaultReference } from '../reference';
import { vaultCredential } from '../sdk/credential';
import type { VaultReader } from '../vaultReader';
import { OneVault, type OneVaultSetup } from './oneVault';
import { search } from './search';

const fiveMinutes = 300_000;

/** A reader that shares one client, one memory and one asking per question among all who want to know. */
export function createVaultReader(options: VaultReaderOptions): VaultReader {
  const listeners = new Set<(vault: string) => void>();
  const vaults = new Vaults(options, (vault) => {
    listeners.forEach((listener) => {
      listener(vault);
    });
  });
  return {
    find: async (addresses, wanted, asked = {}) => {
      const opened = addresses.map((address) => vaults.open(address));
      await whileAllBusy(opened, () => search(opened, wanted, asked));
    },
    list: async (address, asked = {}) => {
      const vault = vaults.open(address);
      await vault.list(asked);
      return vault.snapshot;
    },
    versions: async (address, certificate, asked = {}) =>
      valueOf(await vaults.open(address).versions(certificate, asked)),
    details: async (version, asked = {}) => {
      // A version may come back from a link or a tree: its vault is no more to be trusted than a setting.
      const reference = parseVaultReference(version.vault);
      return reference.ok
        ? valueOf(await vaults.open(reference.address).details(version, asked))
        : { kind: 'notAVault', vault: version.vault, at: (options.now ?? Date.now)() };
    },
    snapshot: (address) => vaults.open(address).snapshot,
    onDidChange: (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    forget: () => {
      vaults.forget();
    },
    dispose: () => {
      listeners.clear();
      vaults.dispose();
    },
  };
}

function valueOf<T>(outcome: Outcome<T>): T | VaultFailure {
  return outcome.ok ? outcome.value : outcome.failure;
}

/** Busy as a whole, so that nothing looks finished between two of the steps. */
function whileAllBusy(vaults: readonly OneVault[], work: () => Promise<void>): Promise<void> {
  return vaults.reduce((inner, vault) => () => vault.whileBusy(inner), work)();
}

/** The vaults that were asked about, and the credentials of their clouds. */
class Vaults {
  readonly #vaults = new Map<string, OneVault>();
  readonly #credentials = new Map<Cloud, TokenCredential>();

  constructor(
    private readonly options: VaultReaderOptions,
    private readonly changed: (vault: string) => void,
  ) {}

  open(address: VaultAddress): OneVault {
    const known = this.#vaults.get(address.url);
    if (known !== undefined) {
      return known;
    }
    const vault: OneVault = new OneVault(address, {
      ...this.#setup(),
      changed: (url) => {
        if (this.#vaults.get(url) === vault) {
          this.changed(url);
        }
      },
    });
    this.#vaults.set(address.url, vault);
    return vault;
  }

  /** Who still waits for an answer gets it; nobody else does. */
  forget(): void {
    const urls = [...this.#vaults.keys()];
    this.#vaults.clear();
    this.#credentials.clear();
    urls.forEach(this.changed);
  }

  dispose(): void {
    for (const vault of this.#vaults.values()) {
      vault.dispose();
    }
    this.#vaults.clear();
  }

  #setup(): Omit<OneVaultSetup, 'changed'> {
    const { timeoutMs, log, freshMs = fiveMinutes, now = Date.now } = this.options;
    return {
      timeoutMs,
      log,
      freshMs,
      now,
      credential: (cloud) => {
        const credential = this.#credentials.get(cloud) ?? vaultCredential(cloud, this.options);
        this.#credentials.set(cloud, credential);
        return credential;
      },
      renewCredential: (cloud) => {
        this.#credentials.delete(cloud);
      },
    };
  }
}
