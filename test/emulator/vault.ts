import {
  importedVersion,
  seedCertificate,
  seedVersion,
  type CertificateSpec,
  type Mint,
  type SeededCertificate,
  type SeededVersion,
  type VersionSpec,
} from './certificate';
import type { Action, Denial, DenialRule } from './access';
import { Faults, type Fault, type FaultOptions } from './faults';
import { cloudHosts, type CloudName } from './hosts';
import { lookedAt, usualIssuing, type Issuing, type Operation } from './operations';
import type { PagingMode } from './paging';
import { newResource, type EmulatedResource } from './resource';

export interface VaultOptions {
  readonly cloud?: CloudName;
  readonly tenant?: string;
  readonly paging?: PagingMode;
  /** What is unusual about it as a resource. */
  readonly resource?: Partial<EmulatedResource>;
  /** It refuses everybody everything. */
  readonly closed?: Denial;
}

/** The tenant that the vaults belong to and the stub `az` is signed in to, by default. */
export const homeTenant = '0c0ffee0-1111-4222-8333-c0a70501beef';

/** One Key Vault: what it holds, who may read it, and how it misbehaves. All of it may be changed while it runs. */
export class EmulatedVault {
  readonly name: string;
  readonly host: string;
  /** `https://NAME.vault.azure.net` */
  readonly url: string;
  readonly cloud: CloudName;
  /** Moving it makes tokens of the old one fail with AKV10032, as the real service does. */
  tenant: string;
  paging: PagingMode;
  /** What the challenge names as the resource; another one than the cloud's is an attack or a wrong cloud. */
  challengeResource: string;
  /** How Resource Manager describes it. */
  readonly resource: EmulatedResource;
  /** Milliseconds before every answer. */
  latency = 0;
  /** How many times a certificate that was just recovered is still not there: the service takes its time. */
  slowRecovery = 0;
  /** How it makes certificates. */
  issuing: Issuing = usualIssuing();
  /** Called before a page of a list is made, with its number from 0: the moment to add or remove a certificate. */
  beforePage: ((page: number) => void) | undefined;

  readonly #mint: Mint;
  readonly #tenant: string;
  readonly #paging: PagingMode;
  readonly #certificates = new Map<string, SeededCertificate>();
  readonly #recovering = new Map<string, number>();
  readonly #operations = new Map<string, Operation>();
  readonly #faults = new Faults();
  readonly #closed: readonly DenialRule[];
  #denials: readonly DenialRule[];

  constructor(name: string, mint: Mint, options: VaultOptions = {}) {
    this.cloud = options.cloud ?? 'public';
    this.name = name;
    this.host = name + cloudHosts[this.cloud].vaultSuffix;
    this.url = `https://${this.host}`;
    this.#tenant = this.tenant = options.tenant ?? homeTenant;
    this.#paging = this.paging = options.paging ?? 'exact';
    this.challengeResource = cloudHosts[this.cloud].resource;
    this.#closed = options.closed === undefined ? [] : [{ denial: options.closed }];
    this.#denials = this.#closed;
    this.#mint = mint;
    this.resource = { ...newResource(), ...options.resource };
  }

  /** What "now" is for its dates, milliseconds since 1970. */
  get now(): number {
    return this.#mint.now;
  }

  /** Soft-deleted and pending ones included, by name. */
  get certificates(): readonly SeededCertificate[] {
    return [...this.#certificates.values()].sort((a, b) => (sortKey(a.name) < sortKey(b.name) ? -1 : 1));
  }

  /** Throws on an unknown name: a test that uses it is wrong. */
  certificate(name: string): SeededCertificate {
    const found = this.find(name);
    if (found === undefined) {
      throw new Error(`The emulated vault ${this.name} holds no certificate ${name}.`);
    }
    return found;
  }

  find(name: string): SeededCertificate | undefined {
    return this.#certificates.get(name.toLowerCase());
  }

  add(spec: CertificateSpec): SeededCertificate {
    const seeded = seedCertificate(this.name, spec, this.#mint);
    this.#certificates.set(spec.name.toLowerCase(), seeded);
    return seeded;
  }

  remove(name: string): void {
    this.#operations.delete(name.toLowerCase());
    this.#certificates.delete(name.toLowerCase());
  }

  /** Adds a newest version: valid from yesterday for a year, by default. */
  rotate(name: string, version: VersionSpec = { from: -1, to: 364 }): SeededVersion {
    const old = this.certificate(name);
    const path = `${this.name}/${name}/${String(old.versions.length)}`;
    // Newest by its creation too, with any dates.
    const created = Math.max(...old.versions.map((one) => one.created)) + 1000;
    const made = seedVersion(path, old.spec, version, this.#mint);
    const added = { ...made, created: Math.max(created, made.created), updated: Math.max(created, made.created) };
    this.#certificates.set(name.toLowerCase(), { ...old, versions: [...old.versions, added] });
    return added;
  }

  /** Adds what somebody sent as a file as the newest version. */
  import(name: string, der: Buffer, spec: Omit<CertificateSpec, 'name' | 'versions'>): SeededCertificate {
    const old = this.find(name)?.versions ?? [];
    const created = Math.max(Math.floor(Date.now() / 1000) * 1000, ...old.map((one) => one.created + 1000));
    const version = importedVersion(`${this.name}/${name}/${String(old.length)}`, der, created);
    const added = { name, spec: { ...spec, name, imported: true, versions: [] }, versions: [...old, version] };
    this.#certificates.set(name.toLowerCase(), added);
    return added;
  }

  /** The number of operations so far. */
  get operations(): number {
    return this.#operations.size;
  }

  /** The last making of a version of this certificate; one that was seeded as pending is still going on. */
  operation(name: string): Operation | undefined {
    const found = this.find(name);
    const seeded: Operation = {
      issuer: 'Self',
      requestId: 'a35ef27d7a2444afa3fe971c3bb99c9b',
      asked: 0,
      status: found?.spec.pending === true ? 'inProgress' : 'completed',
      cancelling: false,
    };
    return this.#operations.get(name.toLowerCase()) ?? (found === undefined ? undefined : seeded);
  }

  /** Starts making a version. A certificate without a version is listed as pending. */
  begin(name: string, operation: Operation, spec: Omit<CertificateSpec, 'name' | 'versions'>): void {
    this.#operations.set(name.toLowerCase(), operation);
    const old = this.find(name);
    if (old === undefined) {
      this.add({ ...spec, name, pending: true, versions: [{ from: 0, to: 365 }] });
    } else {
      this.#replace(name, { spec: { ...old.spec, ...spec } });
    }
  }

  cancel(name: string): void {
    const operation = this.operation(name);
    if (operation !== undefined) {
      this.#operations.set(name.toLowerCase(), { ...operation, cancelling: true });
    }
  }

  /** Looks at the making of a version, which is over after so many looks. */
  look(name: string): Operation | undefined {
    const before = this.#operations.get(name.toLowerCase());
    // One that was seeded as pending stays so until somebody cancels it.
    if (before === undefined) {
      return this.operation(name);
    }
    const after = lookedAt(before, this.issuing);
    this.#operations.set(name.toLowerCase(), after);
    if (before.status === 'inProgress' && after.status === 'completed') {
      this.#complete(name);
    }
    return after;
  }

  #complete(name: string): void {
    const { spec } = this.certificate(name);
    if (spec.pending === true) {
      this.#replace(name, { spec: { ...spec, pending: false } });
    } else {
      this.rotate(name, { from: 0, to: 365 });
    }
  }

  setEnabled(name: string, version: string, enabled: boolean): void {
    const { versions } = this.certificate(name);
    const updated = Math.floor(this.now / 1000) * 1000;
    this.#replace(name, {
      versions: versions.map((one) => (one.version === version ? { ...one, enabled, updated } : one)),
    });
  }

  softDelete(name: string, purge = 90): void {
    const { spec } = this.certificate(name);
    this.#replace(name, { spec: { ...spec, deleted: { on: 0, purge } } });
  }

  recover(name: string): void {
    this.#recovering.set(name.toLowerCase(), this.slowRecovery);
    const spec = { ...this.certificate(name).spec };
    Reflect.deleteProperty(spec, 'deleted');
    this.#replace(name, { spec });
  }

  /** Whether its recovery is still in progress. Counts the requests for it. */
  isStillRecovering(name: string): boolean {
    const left = this.#recovering.get(name.toLowerCase()) ?? 0;
    this.#recovering.set(name.toLowerCase(), left - 1);
    return left > 0;
  }

  /** Scripts a fault; the result lifts it. */
  fail(fault: Fault, options?: FaultOptions): () => void {
    return this.#faults.add(fault, options);
  }

  /** Refuses an identity (or everybody) an action (or everything); the result allows it again. */
  deny(denial: Denial, whom: { readonly identity?: string; readonly actions?: readonly Action[] } = {}): () => void {
    const rule: DenialRule = { denial, ...whom };
    this.#denials = [...this.#denials, rule];
    return () => {
      this.#denials = this.#denials.filter((one) => one !== rule);
    };
  }

  denialFor(identity: string, action: Action): Denial | undefined {
    return this.#denials.find(
      (rule) => (rule.identity ?? identity) === identity && (rule.actions?.includes(action) ?? true),
    )?.denial;
  }

  takeFault(path: string, authenticated: boolean): Fault | undefined {
    return this.#faults.take(path, authenticated);
  }

  /** Back to what it was when it was added: no faults, latency or further denials, plain pages. What it holds stays. */
  behave(): void {
    this.#faults.clear();
    this.#denials = this.#closed;
    this.latency = 0;
    this.slowRecovery = 0;
    this.#recovering.clear();
    this.issuing = usualIssuing();
    this.paging = this.#paging;
    this.tenant = this.#tenant;
    this.beforePage = undefined;
    this.challengeResource = cloudHosts[this.cloud].resource;
  }

  #replace(name: string, changed: Partial<SeededCertificate>): void {
    this.#certificates.set(name.toLowerCase(), { ...this.certificate(name), ...changed });
  }
}

/** The order of the service's lists: names regardless of case. */
export function sortKey(name: string): string {
  return name.toUpperCase();
}
