import type * as VaultBundle from '../../vault/index';
import type { VaultFailure } from '../../vault/failure';
import type { ControlPlane } from '../../vault/management/controlPlane';
import type { VaultReader } from '../../vault/reader';
import { unreadSnapshot, type VaultSnapshot } from '../../vault/snapshot/snapshot';

/** A page cannot read Key Vault, which allows no other origins (CORS), and has no Node.js for the SDK. */
export const isInBrowser =
  (globalThis as { readonly process?: { readonly versions?: { readonly node?: string } } }).process?.versions?.node ===
  undefined;

const snapshots = new Map<string, VaultSnapshot>();

/** Before the vault is read; in a browser, also the last one. */
export function firstSnapshot(url: string): VaultSnapshot {
  const known = snapshots.get(url);
  const snapshot = known ?? { ...unreadSnapshot(url), ...(isInBrowser ? { failure: failureOf(url) } : {}) };
  snapshots.set(url, snapshot);
  return snapshot;
}

function failureOf(vault: string): VaultFailure {
  return { kind: 'browser', vault, at: Date.now() };
}

const reader: VaultReader = {
  find: () => Promise.resolve(),
  examine: () => Promise.resolve([]),
  list: ({ url }) => Promise.resolve(firstSnapshot(url)),
  versions: ({ url }) => Promise.resolve(failureOf(url)),
  details: ({ vault }) => Promise.resolve(failureOf(vault)),
  recover: ({ vault }) => Promise.resolve(failureOf(vault)),
  enable: ({ vault }) => Promise.resolve(failureOf(vault)),
  disable: ({ vault }) => Promise.resolve(failureOf(vault)),
  importCertificate: ({ url }) => Promise.resolve({ state: 'failed', failure: failureOf(url), isUnknown: false }),
  createCertificate: ({ url }) => Promise.resolve({ state: 'failed', failure: failureOf(url), isUnknown: false }),
  renew: ({ url }) => Promise.resolve({ state: 'failed', failure: failureOf(url), isUnknown: false }),
  cancelPending: ({ url }) => Promise.resolve({ state: 'failed', failure: failureOf(url), isUnknown: false }),
  readPending: () => Promise.resolve(),
  issuers: ({ url }) => Promise.resolve(failureOf(url)),
  snapshot: ({ url }) => firstSnapshot(url),
  onDidChange: () => () => undefined,
  forget: () => Promise.resolve(),
  kept: () => Promise.resolve(),
  dispose: () => undefined,
};

const control: ControlPlane = {
  discover: ({ management }) => Promise.resolve(failureOf(management)),
  vault: ({ url }) => Promise.resolve({ ok: false, why: { kind: 'failed', failure: failureOf(url) } }),
  enableForDeployment: ({ url }) => Promise.resolve({ ok: false, why: { kind: 'failed', failure: failureOf(url) } }),
};

/** Replaces the vault bundle in a browser: every request fails with the reason. */
export const browserVaults: Omit<typeof VaultBundle, 'configureTranslations'> = {
  createVaultReader: () => reader,
  createControlPlane: () => control,
};
