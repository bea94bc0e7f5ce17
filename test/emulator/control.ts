import type { Action, Denial } from './access';
import type { CertificateSpec, SeededCertificate, VersionSpec } from './certificate';
import type { Emulator } from './emulator';
import type { Fault, FaultOptions } from './faults';
import type { PagingMode } from './paging';
import type { Network } from './proxy';
import type { EmulatedResource } from './resource';
import type { LoggedRequest } from './requestLog';
import { writeSampleService } from './sampleService';
import type { EmulatedVault, VaultOptions } from './vault';

/** A certificate as it crosses the wire; its versions' dates are milliseconds since 1970. */
export type PlainCertificate = Omit<SeededCertificate, 'versions'> & {
  readonly versions: readonly Omit<SeededCertificate['versions'][number], 'der'>[];
};

/** A pattern cannot cross the wire: its source does. */
export type PlainFaultOptions = Omit<FaultOptions, 'path'> & { readonly path?: string };

/** The commands for a process that did not start the emulator: plain data in and out. Where it throws, the call rejects. */
export interface EmulatorControl {
  readonly vaults: () => readonly string[];
  readonly addVault: (name: string, options?: VaultOptions) => void;
  readonly removeVault: (name: string) => void;
  readonly seedMany: (name: string, count: number, options?: VaultOptions) => void;

  readonly certificates: (vault: string) => readonly PlainCertificate[];
  /** See `Emulator.find` for tokens. */
  readonly thumbprint: (token: string) => string;
  readonly add: (vault: string, spec: CertificateSpec) => PlainCertificate;
  /** Adds a newest version; its thumbprint. */
  readonly rotate: (vault: string, name: string, version?: VersionSpec) => string;
  /** The newest version, or the one of that thumbprint. */
  readonly setEnabled: (vault: string, name: string, enabled: boolean, thumbprint?: string) => void;
  readonly softDelete: (vault: string, name: string) => void;
  readonly recover: (vault: string, name: string) => void;
  readonly remove: (vault: string, name: string) => void;

  /** How Resource Manager describes a vault. */
  readonly setResource: (vault: string, change: Partial<EmulatedResource>) => void;
  readonly resource: (vault: string) => EmulatedResource;
  readonly denyManagement: (whom?: { readonly identity?: string; readonly writing?: boolean }) => void;
  readonly failManagement: (fault: Fault, options?: PlainFaultOptions) => void;
  readonly setGraphPage: (size: number) => void;
  /** The queries to Resource Graph since `behave`. */
  readonly graphQueries: () => readonly string[];

  readonly fail: (vault: string, fault: Fault, options?: PlainFaultOptions) => void;
  readonly deny: (
    vault: string,
    denial: Denial,
    whom?: { readonly identity?: string; readonly actions?: readonly Action[] },
  ) => void;
  readonly setLatency: (vault: string, milliseconds: number) => void;
  readonly setPaging: (vault: string, mode: PagingMode) => void;
  readonly setTenant: (vault: string, tenant: string) => void;
  readonly setChallengeResource: (vault: string, resource: string) => void;
  readonly setNetwork: (network: Network) => void;
  readonly signInAs: (identity: string) => void;
  readonly behave: () => void;

  readonly requests: (host?: string) => readonly LoggedRequest[];
  /** `METHOD path` of the requests with a token. */
  readonly asked: (host: string) => readonly string[];
  readonly highWater: (host: string) => number;
  readonly refusedHosts: () => readonly string[];
  readonly tokenHosts: () => readonly string[];
  readonly clearLog: () => void;
  readonly azCalls: () => readonly (readonly string[])[];

  readonly writeSampleService: (folder: string) => void;
}

export function controlOf(emulator: Emulator): EmulatorControl {
  return {
    ...contentsOf(emulator),
    ...mischiefOf(emulator),
    ...managementOf(emulator),
    ...recordsOf(emulator),
    writeSampleService: (folder) => {
      writeSampleService(emulator, folder);
    },
  };
}

type Part<Name extends keyof EmulatorControl> = Pick<EmulatorControl, Name>;

function contentsOf(
  emulator: Emulator,
): Part<
  | 'vaults'
  | 'addVault'
  | 'removeVault'
  | 'seedMany'
  | 'certificates'
  | 'thumbprint'
  | 'add'
  | 'rotate'
  | 'setEnabled'
  | 'softDelete'
  | 'recover'
  | 'remove'
> {
  const vault = (name: string): EmulatedVault => emulator.vault(name);
  return {
    vaults: () => emulator.vaults.map(({ name }) => name),
    addVault: (name, options) => void emulator.addVault(name, options),
    removeVault: (name) => {
      emulator.removeVault(name);
    },
    seedMany: (name, count, options) => void emulator.seedMany(name, count, options),
    certificates: (name) => vault(name).certificates.map(plain),
    thumbprint: (token) => emulator.thumbprint(token),
    add: (name, spec) => plain(vault(name).add(spec)),
    rotate: (name, certificate, version) => vault(name).rotate(certificate, version).thumbprint,
    setEnabled: (name, certificate, enabled, thumbprint) => {
      const { versions } = vault(name).certificate(certificate);
      const found = versions.findLast((one) => thumbprint === undefined || one.thumbprint === thumbprint);
      vault(name).setEnabled(certificate, found?.version ?? '', enabled);
    },
    softDelete: (name, certificate) => {
      vault(name).softDelete(certificate);
    },
    recover: (name, certificate) => {
      vault(name).recover(certificate);
    },
    remove: (name, certificate) => {
      vault(name).remove(certificate);
    },
  };
}

function plain(certificate: SeededCertificate): PlainCertificate {
  const versions = certificate.versions.map((version) => {
    const copy: Partial<typeof version> = { ...version };
    Reflect.deleteProperty(copy, 'der');
    return copy as Omit<typeof version, 'der'>;
  });
  return { ...certificate, versions };
}

function mischiefOf(
  emulator: Emulator,
): Part<
  | 'fail'
  | 'deny'
  | 'setLatency'
  | 'setPaging'
  | 'setTenant'
  | 'setChallengeResource'
  | 'setNetwork'
  | 'signInAs'
  | 'behave'
> {
  return {
    fail: (name, fault, options) => void emulator.vault(name).fail(fault, withPattern(options)),
    deny: (name, denial, whom) => void emulator.vault(name).deny(denial, whom),
    setLatency: (name, milliseconds) => void (emulator.vault(name).latency = milliseconds),
    setPaging: (name, mode) => void (emulator.vault(name).paging = mode),
    setTenant: (name, tenant) => void (emulator.vault(name).tenant = tenant),
    setChallengeResource: (name, resource) => void (emulator.vault(name).challengeResource = resource),
    setNetwork: (network) => void (emulator.network = network),
    signInAs: (identity) => {
      emulator.signInAs(identity);
    },
    behave: () => {
      emulator.behave();
    },
  };
}

function managementOf(
  emulator: Emulator,
): Part<'setResource' | 'resource' | 'denyManagement' | 'failManagement' | 'setGraphPage' | 'graphQueries'> {
  const { management } = emulator;
  return {
    setResource: (name, change) => void Object.assign(emulator.vault(name).resource, change),
    resource: (name) => emulator.vault(name).resource,
    denyManagement: (whom) => void management.deny(whom),
    failManagement: (fault, options) => void management.fail(fault, withPattern(options)),
    setGraphPage: (size) => (management.pageSize = size),
    graphQueries: () => management.queries,
  };
}

function withPattern({ path, ...options }: PlainFaultOptions = {}): FaultOptions {
  return path === undefined ? options : { ...options, path: new RegExp(path) };
}

function recordsOf(
  emulator: Emulator,
): Part<'requests' | 'asked' | 'highWater' | 'refusedHosts' | 'tokenHosts' | 'clearLog' | 'azCalls'> {
  const { log } = emulator;
  return {
    requests: (host) => (host === undefined ? log.requests : log.of(host)),
    asked: (host) => log.asked(host),
    highWater: (host) => log.highWater(host),
    refusedHosts: () => log.refusedHosts,
    tokenHosts: () => [...log.tokenHosts],
    clearLog: () => {
      log.clear();
    },
    azCalls: () => emulator.azCalls(),
  };
}
