import type { VaultAddress, Cloud } from '../address';
import type { VaultFailure, Outcome } from '../failure';
import type { VaultReaderOptions } from '../options';
import { tokenSource } from '../signIn/credential';
import { TimedOut } from '../client/errors';
import { ListBounds } from '../client/listBounds';
import type { TokenSource } from '../signIn/tokenSource';
import { ManagementClient, type ArmRequest, type ManagementClientSetup } from './client';
import type { ControlOptions, ControlPlane, NotChecked, VaultAnswer } from './controlPlane';
import { allVaults, graphPageOf, pageSize, vaultsNamed, type GraphPage, type ListedVault } from './resourceGraph';
import { vaultPath } from '../../deployment/resourceId';
import { vaultResourceOf, type VaultResource } from './vaultResource';

/** API versions before this one are retired on 27 February 2027. */
const vaultVersion = '2026-02-01';
const graphVersion = '2024-04-01';

type ControlPlaneOptions = Pick<VaultReaderOptions, 'credential' | 'timeoutMs' | 'log' | 'now'>;

export function createControlPlane(options: ControlPlaneOptions): ControlPlane {
  return new ResourceManager(options);
}

class ResourceManager implements ControlPlane {
  readonly #clients = new Map<Cloud, ManagementClient>();
  readonly #tokens = new Map<Cloud, TokenSource>();
  readonly #ids = new Map<string, string>();

  constructor(private readonly options: ControlPlaneOptions) {}

  readonly discover = async (
    cloud: Cloud,
    onPage: (vaults: readonly ListedVault[]) => void,
    options: ControlOptions = {},
  ): Promise<VaultFailure | undefined> => {
    this.#renew(cloud, options);
    const bounds = new ListBounds(this.options.timeoutMs);
    const known = new Set<string>();
    const requested = new Set<string>();
    let next: string | undefined;
    do {
      const page = await this.#query(cloud, allVaults, next, options);
      if (!page.ok) {
        return page.failure;
      }
      const { vaults } = page.value;
      vaults.forEach(({ resource }) => this.#ids.set(resource.url, resource.id));
      onPage(vaults.filter(({ resource }) => resource.url.endsWith(cloud.vaultSuffix)));
      ({ next } = page.value);
      const before = known.size;
      vaults.forEach(({ resource }) => known.add(resource.id));
      const why = next === undefined ? undefined : bounds.problemAfter(known.size - before);
      // A page that links to an earlier one would never end.
      if (why !== undefined || requested.has(next ?? '')) {
        const kind = why instanceof TimedOut ? 'timeout' : 'notAVault';
        return { kind, vault: cloud.management, at: this.#now() };
      }
      requested.add(next ?? '');
    } while (next !== undefined);
    return undefined;
  };

  readonly vault = async (address: VaultAddress, options: ControlOptions = {}): Promise<VaultAnswer> => {
    this.#renew(address.cloud, options);
    const id = address.resourceId ?? this.#ids.get(address.url) ?? (await this.#find(address, options));
    return typeof id === 'object' ? { ok: false, why: id } : this.#read(address, { method: 'GET', path: id }, options);
  };

  readonly enableForDeployment = (
    address: VaultAddress,
    { id }: VaultResource,
    options: ControlOptions = {},
  ): Promise<VaultAnswer> => {
    this.#renew(address.cloud, options);
    const body = { properties: { enabledForDeployment: true } };
    return this.#read(address, { method: 'PATCH', path: id, body }, options);
  };

  async #find(address: VaultAddress, options: ControlOptions): Promise<string | NotChecked> {
    const page = await this.#query(address.cloud, vaultsNamed(address.name), undefined, options);
    if (!page.ok) {
      return { kind: 'failed', failure: page.failure };
    }
    const found = page.value.vaults.find(({ resource }) => resource.url === address.url)?.resource.id;
    if (found === undefined) {
      return { kind: 'unseen' };
    }
    this.#ids.set(address.url, found);
    return found;
  }

  /** Checks that the response describes the vault, because a resource ID in a setting can be that of another one. */
  async #read(address: VaultAddress, request: ArmRequest, options: ControlOptions): Promise<VaultAnswer> {
    const path = vaultPath(request.path);
    if (path === undefined) {
      return { ok: false, why: { kind: 'unseen' } };
    }
    const requested = { ...request, path: `${path}?api-version=${vaultVersion}` };
    const outcome = await this.#send(address.cloud, requested, options);
    if (!outcome.ok) {
      return { ok: false, why: { kind: 'failed', failure: outcome.failure } };
    }
    const resource = vaultResourceOf(outcome.value);
    return resource?.url === address.url ? { ok: true, resource } : { ok: false, why: { kind: 'unseen' } };
  }

  async #query(
    cloud: Cloud,
    query: string,
    skipToken: string | undefined,
    options: ControlOptions,
  ): Promise<Outcome<GraphPage>> {
    const firstPage = { $top: pageSize, resultFormat: 'objectArray' };
    const paging = skipToken === undefined ? firstPage : { ...firstPage, $skipToken: skipToken };
    const path = `/providers/Microsoft.ResourceGraph/resources?api-version=${graphVersion}`;
    const outcome = await this.#send(cloud, { method: 'POST', path, body: { query, options: paging } }, options);
    if (!outcome.ok) {
      return outcome;
    }
    const page = graphPageOf(outcome.value);
    return page === undefined
      ? { ok: false, failure: { kind: 'notAVault', vault: cloud.management, at: this.#now() } }
      : { ok: true, value: page };
  }

  #send(
    cloud: Cloud,
    request: ArmRequest,
    { signal = new AbortController().signal, interactive = false, tenant }: ControlOptions,
  ): Promise<Outcome<unknown>> {
    const client = this.#clients.get(cloud) ?? new ManagementClient(cloud, this.#setup());
    this.#clients.set(cloud, client);
    return client.send({ ...request, ...(tenant === undefined ? {} : { tenant }) }, { signal, interactive });
  }

  /** Before an interactive sign-in, because another account may be signed in. */
  #renew(cloud: Cloud, { interactive = false }: ControlOptions): void {
    if (interactive) {
      this.#clients.delete(cloud);
      this.#tokens.delete(cloud);
    }
  }

  #setup(): ManagementClientSetup {
    const { timeoutMs, log } = this.options;
    return { timeoutMs, log, now: () => this.#now(), tokens: (cloud: Cloud) => this.#tokensOf(cloud) };
  }

  #tokensOf(cloud: Cloud): TokenSource {
    const tokens = this.#tokens.get(cloud) ?? tokenSource(cloud, this.options);
    this.#tokens.set(cloud, tokens);
    return tokens;
  }

  #now(): number {
    return (this.options.now ?? Date.now)();
  }
}
