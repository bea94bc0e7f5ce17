import { throwAwayServerIdentity } from './authority';
import { newMint, type Mint } from './certificate';
import { ClientEnvironment } from './environment';
import { findVersion, type FoundVersion } from './lookup';
import { requestHandler } from './handle';
import { otherHosts } from './hosts';
import { Management } from './management';
import type { Network } from './proxy';
import { RequestLog } from './requestLog';
import { seedBulk, seedDemo } from './seeds';
import { startServers, type Servers } from './servers';
import { EmulatedVault, type VaultOptions } from './vault';

export interface EmulatorOptions {
  /** What "now" is for the certificates' dates, milliseconds since 1970; default the real time. */
  readonly now?: number;
  /** No vault at all instead of the demo's. */
  readonly empty?: boolean;
}

/** Starts a Key Vault on loopback with the demo's vaults (see seeds.ts) in it. */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const now = options.now ?? Date.now();
  const [identity, mint] = await Promise.all([throwAwayServerIdentity(), newMint(now)]);
  const emulator = new Emulator(now, identity.authority, mint);
  if (options.empty !== true) {
    seedDemo(emulator);
  }
  await emulator.listen((handlers) => startServers({ identity, ...handlers }));
  return emulator;
}

type Handlers = Omit<Parameters<typeof startServers>[0], 'identity'>;

/** A running Key Vault. Clients reach it at the real service's URLs through its proxy, and nothing else in the world. */
export class Emulator {
  readonly log = new RequestLog();
  /** Azure Resource Manager. */
  readonly management = new Management();
  #network: Network = 'up';
  readonly #vaults = new Map<string, EmulatedVault>();
  readonly #environment: ClientEnvironment;
  #servers: Servers | undefined;

  constructor(
    /** Milliseconds since 1970: what the certificates' dates are relative to. */
    readonly now: number,
    /** The throw-away authority's certificate, PEM. */
    readonly authority: string,
    private readonly mint: Mint,
  ) {
    this.#environment = new ClientEnvironment(authority);
  }

  async listen(start: (handlers: Handlers) => Promise<Servers>): Promise<void> {
    this.#servers = await start({
      handle: requestHandler(this.#vaults, this.management, this.log),
      knows: (host) => this.#vaults.has(host) || otherHosts.includes(host),
      refused: (host) => {
        this.log.refused(host);
      },
      connected: () => {
        this.log.tunnel();
      },
      network: () => this.network,
    });
  }

  /** The state of the network. A change closes the connections that were made before it. */
  get network(): Network {
    return this.#network;
  }

  set network(network: Network) {
    if (network !== this.#network) {
      this.#network = network;
      this.#servers?.cut();
    }
  }

  /** Of the HTTPS server on 127.0.0.1, for those who go without the proxy. */
  get port(): number {
    return this.#running().port;
  }

  /** `http://127.0.0.1:PORT` */
  get proxyUrl(): string {
    return `http://127.0.0.1:${String(this.#running().proxyPort)}`;
  }

  /** The throw-away authority's certificate as a file, for NODE_EXTRA_CA_CERTS. */
  get caFile(): string {
    return this.#environment.caFile;
  }

  /** What a child process needs over `process.env` to take the emulator for Azure, and the stub for the Azure CLI. */
  get env(): Readonly<Record<string, string>> {
    return this.#environment.variables(this.proxyUrl);
  }

  get vaults(): readonly EmulatedVault[] {
    return [...this.#vaults.values()];
  }

  /** Throws on an unknown name: a test that uses it is wrong. */
  vault(name: string): EmulatedVault {
    const found = this.vaults.find((vault) => vault.name === name);
    if (found === undefined) {
      throw new Error(`There is no emulated vault ${name}.`);
    }
    return found;
  }

  /** Adds an empty vault, or replaces the one of that name. */
  addVault(name: string, options?: VaultOptions): EmulatedVault {
    const vault = new EmulatedVault(name, this.mint, options);
    this.#vaults.set(vault.host, vault);
    return vault;
  }

  /** From now on its name does not resolve. */
  removeVault(name: string): void {
    this.#vaults.delete(this.vault(name).host);
  }

  /** A vault of so many certificates, `bulk-0000` and on. */
  seedMany(name: string, count: number, options?: VaultOptions): EmulatedVault {
    return seedBulk(this.addVault(name, options), count);
  }

  /**
   * Who the stub `az` is signed in as from now on, in running child processes too: a name, or one of `signed-out`,
   * `missing`, `expired`, `wants-mfa`, `not-a-guest`, `garbage`, `hang`, `deaf`, `foreign-tenant`.
   */
  signInAs(identity: string): void {
    this.#environment.signInAs(identity);
  }

  /** The arguments of every call of the stub `az` so far. */
  azCalls(): readonly (readonly string[])[] {
    return this.#environment.azCalls();
  }

  /** The version that a token names: `contoso-web` is the newest, `contoso-web/1` the oldest. Throws where none is. */
  find(token: string): FoundVersion {
    return findVersion(this.vaults, token);
  }

  /** 40 upper-case hexadecimal digits; for tokens see `find`. */
  thumbprint(token: string): string {
    return this.find(token).version.thumbprint;
  }

  /**
   * Everything answers again as it was added: no faults, the network up, `dev` signed in; vaults that were added
   * closed stay closed. What the vaults hold stays, and so does the log.
   */
  behave(): void {
    this.network = 'up';
    this.signInAs('dev');
    this.management.behave();
    this.vaults.forEach((vault) => {
      vault.behave();
    });
  }

  /** Cuts every connection and removes the temporary files. */
  async close(): Promise<void> {
    this.#environment.remove();
    await this.#servers?.stop();
  }

  #running(): Servers {
    if (this.#servers === undefined) {
      throw new Error('The emulator is not listening.');
    }
    return this.#servers;
  }
}
