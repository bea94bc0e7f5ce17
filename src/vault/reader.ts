import type { CertificateVersion, Thumbprint } from '../certificate/verdict';
import type { VaultAddress } from './address';
import type { CertificateDetails, VaultSnapshot } from './snapshot/snapshot';
import type { VaultFailure } from './failure';

/** A thumbprint to look for; `name` is the entry's label in the .cscfg, a hint at the certificate's name in the vault. */
export interface Wanted {
  readonly thumbprint: Thumbprint;
  readonly name?: string;
}

export interface ReadOptions {
  /** Cancelling rejects with an AbortError; a reading that others wait for goes on for them. */
  readonly signal?: AbortSignal;
  /** Read again even what is fresh, and each list to its end. */
  readonly refresh?: boolean;
  /** List to the end even where less of the list would answer. */
  readonly whole?: boolean;
  /** The user asked: signing in may show a dialog. */
  readonly interactive?: boolean;
}

/** The one door to Key Vault: shared by every surface, so that a question is never asked twice at the same time. */
export interface VaultReader {
  /**
   * Reads as much of the vaults as it takes to answer for every wanted thumbprint: the list of certificates, no further
   * than to the last of them, then versions of unmatched ones, then the soft-deleted and the names of secrets. Never rejects but for cancellation:
   * failures are in the snapshots.
   */
  readonly find: (vaults: readonly VaultAddress[], wanted: readonly Wanted[], options?: ReadOptions) => Promise<void>;
  /**
   * Reads the contents of those certificates that are known to have one of the thumbprints, so that the snapshots tell
   * what no list does: whether a role can receive them, their keys, their issuers. One request each, once. Returns
   * what failed, refusals excepted.
   */
  readonly examine: (
    vaults: readonly VaultAddress[],
    thumbprints: readonly Thumbprint[],
    options?: ReadOptions,
  ) => Promise<readonly VaultFailure[]>;
  /** Lists a vault's certificates whole (the tree). */
  readonly list: (vault: VaultAddress, options?: ReadOptions) => Promise<VaultSnapshot>;
  /** All versions of one certificate, newest first. */
  readonly versions: (
    vault: VaultAddress,
    certificate: string,
    options?: ReadOptions,
  ) => Promise<readonly CertificateVersion[] | VaultFailure>;
  /** The certificate itself, its identifiers and policy: one request a version, then from memory. */
  readonly details: (version: CertificateVersion, options?: ReadOptions) => Promise<CertificateDetails | VaultFailure>;
  /** Makes a soft-deleted certificate a certificate again, then reads the vault anew. Undefined: it is done. */
  readonly recover: (certificate: CertificateVersion, options?: ReadOptions) => Promise<VaultFailure | undefined>;
  /** Enables the version of this thumbprint, then reads the vault anew. Undefined: it is done. */
  readonly enable: (version: CertificateVersion, options?: ReadOptions) => Promise<VaultFailure | undefined>;
  readonly snapshot: (vault: VaultAddress) => VaultSnapshot;
  /** Called after any snapshot changed; returns the way to stop listening. */
  readonly onDidChange: (listener: (vault: string) => void) => () => void;
  /** Forgets everything read, what is kept on disk included, so that the next question goes to the vaults. */
  readonly forget: () => Promise<void>;
  /** Resolves when what was learned so far is kept on disk, where it is; never rejects. */
  readonly kept: () => Promise<void>;
  readonly dispose: () => void;
}
