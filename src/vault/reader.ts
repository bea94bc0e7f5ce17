import type { CertificateVersion, Thumbprint } from '../certificate/verdict';
import type { VaultAddress } from './address';
import type { CertificateDetails, VaultSnapshot } from './snapshot/snapshot';
import type { VaultFailure } from './failure';
import type { ReadOptions } from './readOptions';
import type { CreateOptions, CreateRequest, CreateResult, ImportRequest, ImportResult } from './write/requests';

/** `name` is the name in the .cscfg file, which is often similar to the name in the vault. */
export interface Wanted {
  readonly thumbprint: Thumbprint;
  readonly name?: string;
}

/** Reads Key Vault. All features share one reader, so that no two identical requests run at the same time. */
export interface VaultReader {
  /**
   * Reads only what is needed: the list, then versions, then deleted certificates and names of secrets. Rejects only
   * when aborted; failures are in the snapshots.
   */
  readonly find: (vaults: readonly VaultAddress[], wanted: readonly Wanted[], options?: ReadOptions) => Promise<void>;
  /** One request each: keys, issuers, and whether a role can receive them. Returns failures other than 403. */
  readonly examine: (
    vaults: readonly VaultAddress[],
    thumbprints: readonly Thumbprint[],
    options?: ReadOptions,
  ) => Promise<readonly VaultFailure[]>;
  readonly list: (vault: VaultAddress, options?: ReadOptions) => Promise<VaultSnapshot>;
  /** Newest first. */
  readonly versions: (
    vault: VaultAddress,
    certificate: string,
    options?: ReadOptions,
  ) => Promise<readonly CertificateVersion[] | VaultFailure>;
  readonly details: (version: CertificateVersion, options?: ReadOptions) => Promise<CertificateDetails | VaultFailure>;
  /** Then reads the vault again. Returns undefined on success. */
  readonly recover: (certificate: CertificateVersion, options?: ReadOptions) => Promise<VaultFailure | undefined>;
  /** Then reads the vault again. Returns undefined on success. */
  readonly enable: (version: CertificateVersion, options?: ReadOptions) => Promise<VaultFailure | undefined>;
  /** Disables the version with this thumbprint, then reads the vault again. Returns undefined on success. */
  readonly disable: (version: CertificateVersion, options?: ReadOptions) => Promise<VaultFailure | undefined>;
  /** Imports a PFX file as a new certificate or version, then reads the vault again. */
  readonly importCertificate: (
    vault: VaultAddress,
    request: ImportRequest,
    options?: ReadOptions,
  ) => Promise<ImportResult>;
  /** Creates a certificate or a new version. Aborting cancels the creation in the vault. */
  readonly createCertificate: (
    vault: VaultAddress,
    request: CreateRequest,
    options?: CreateOptions,
  ) => Promise<CreateResult>;
  /** Creates a new version by the policy of the certificate. */
  readonly renew: (vault: VaultAddress, certificate: string, options?: CreateOptions) => Promise<CreateResult>;
  /** Cancels the creation of a version, as far as the vault and the issuer still can. */
  readonly cancelPending: (vault: VaultAddress, certificate: string, options?: CreateOptions) => Promise<CreateResult>;
  /** Reads the creations that have not finished into the snapshot; a failure keeps what is known. */
  readonly readPending: (vault: VaultAddress, options?: ReadOptions) => Promise<void>;
  /** The names of the issuers of the vault, except `Self`. */
  readonly issuers: (vault: VaultAddress, options?: ReadOptions) => Promise<readonly string[] | VaultFailure>;
  readonly snapshot: (vault: VaultAddress) => VaultSnapshot;
  /** Called after a snapshot changes. Returns a function that removes the listener. */
  readonly onDidChange: (listener: (vault: string) => void) => () => void;
  /** Also clears the cache on disk. */
  readonly forget: () => Promise<void>;
  /** Resolves when the cache on disk is up to date; never rejects. */
  readonly kept: () => Promise<void>;
  readonly dispose: () => void;
}
