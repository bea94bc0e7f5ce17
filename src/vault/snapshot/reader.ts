import type { TokenCredential } from '@azure/core-auth';
import type { CertificateVersion } from '../../certificate/verdict';
import { type VaultAddress, type Cloud, parseVaultReference } from '../address';
import { fileCache, noCache, type VaultCacheFile } from '../cache/cacheFile';
import type { VaultFailure, Outcome } from '../failure';
import type { VaultReaderOptions } from '../options';
import { vaultCredential } from '../signIn/credential';
import type { VaultReader } from '../reader';
import { recoverCertificate, setEnabled } from '../write/changes';
import { cancelPending, createCertificate, listIssuers, renewCertificate } from '../write/create';
import { importCertificate } from '../write/import';
import { neverEnough } from './certificateList';
import { VaultClient, type VaultClientSetup } from './vaultClient';
import { search } from './search';

const quarterOfAnHour = 900_000;

export function createVaultReader(options: VaultReaderOptions): VaultReader {
  const listeners = new Set<(vault: string) => void>();
  const vaults = new Vaults(options, (vault) => {
    listeners.forEach((listener) => {
      listener(vault);
    });
  });
  /** A version can come from a link, so its vault is validated like a setting. */
  const vaultOf = async ({ vault }: CertificateVersion): Promise<VaultClient | VaultFailure> => {
    const reference = parseVaultReference(vault);
    return reference.ok
      ? vaults.ready(reference.address)
      : { kind: 'notAVault', vault, at: (options.now ?? Date.now)() };
  };
  return {
    find: async (addresses, wanted, options = {}) => {
      await search(await Promise.all(addresses.map((address) => vaults.ready(address))), wanted, options);
    },
    examine: async (addresses, thumbprints, options = {}) => {
      const opened = await Promise.all(addresses.map((address) => vaults.ready(address)));
      const failures = await Promise.all(opened.map(({ contents }) => contents.examine(thumbprints, options)));
      return failures.flat();
    },
    list: async (address, options = {}) => {
      const vault = await vaults.ready(address);
      await vault.list(options, neverEnough);
      return vault.snapshot;
    },
    versions: async (address, certificate, options = {}) => {
      const vault = await vaults.ready(address);
      return valueOf(await vault.versions(certificate, options));
    },
    details: async (version, options = {}) => {
      const vault = await vaultOf(version);
      return vault instanceof VaultClient ? valueOf(await vault.contents.read(version, options)) : vault;
    },
    recover: async (certificate, options = {}) => {
      const vault = await vaultOf(certificate);
      return vault instanceof VaultClient ? recoverCertificate(vault, certificate, options) : vault;
    },
    enable: async (version, options = {}) => {
      const vault = await vaultOf(version);
      return vault instanceof VaultClient ? setEnabled(vault, version, true, options) : vault;
    },
    disable: async (version, options = {}) => {
      const vault = await vaultOf(version);
      return vault instanceof VaultClient ? setEnabled(vault, version, false, options) : vault;
    },
    importCertificate: async (address, request, options = {}) =>
      importCertificate(await vaults.ready(address), request, options),
    createCertificate: async (address, request, options = {}) =>
      createCertificate(await vaults.ready(address), request, options),
    renew: async (address, certificate, options = {}) =>
      renewCertificate(await vaults.ready(address), certificate, options),
    cancelPending: async (address, certificate, options = {}) =>
      cancelPending(await vaults.ready(address), certificate, options),
    readPending: async (address, options = {}) => (await vaults.ready(address)).readPending(options),
    issuers: async (address, options = {}) => valueOf(await listIssuers(await vaults.ready(address), options)),
    snapshot: (address) => vaults.open(address).snapshot,
    onDidChange: (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    forget: () => vaults.forget(),
    kept: () => vaults.kept(),
    dispose: () => {
      listeners.clear();
      vaults.dispose();
    },
  };
}

function valueOf<T>(outcome: Outcome<T>): T | VaultFailure {
  return outcome.ok ? outcome.value : outcome.failure;
}

class Vaults {
  readonly #vaults = new Map<string, VaultClient>();
  readonly #credentials = new Map<Cloud, TokenCredential>();

  readonly #cache: VaultCacheFile;

  constructor(
    private readonly options: VaultReaderOptions,
    private readonly changed: (vault: string) => void,
  ) {
    const { cacheFolder: folder, log, now = Date.now } = options;
    this.#cache = folder === undefined ? noCache : fileCache({ folder, log, now });
  }

  open(address: VaultAddress): VaultClient {
    const known = this.#vaults.get(address.url);
    if (known !== undefined) {
      return known;
    }
    const vault: VaultClient = new VaultClient(address, {
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

  /** The cache of the vault is loaded. */
  async ready(address: VaultAddress): Promise<VaultClient> {
    const vault = this.open(address);
    await vault.ready;
    return vault;
  }

  kept(): Promise<void> {
    return this.#cache.written();
  }

  /** Requests that are still running complete for their callers, but change no snapshot. */
  async forget(): Promise<void> {
    const forgotten = [...this.#vaults.values()];
    this.#vaults.clear();
    this.#credentials.clear();
    forgotten.forEach((vault) => {
      vault.stopCaching();
    });
    await this.#cache.clear();
    forgotten.forEach(({ address }) => {
      this.changed(address.url);
    });
  }

  dispose(): void {
    for (const vault of this.#vaults.values()) {
      vault.dispose();
    }
    this.#vaults.clear();
  }

  #setup(): Omit<VaultClientSetup, 'changed'> {
    const { timeoutMs, timeoutSetting, log, freshMs = quarterOfAnHour, now = Date.now } = this.options;
    return {
      timeoutMs,
      timeoutSetting,
      log,
      freshMs,
      now,
      cache: this.#cache,
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
