import type { VaultAddress, Cloud } from '../address';
import type { VaultFailure } from '../failure';
import type { ListedVault } from './resourceGraph';
import type { VaultResource } from './vaultResource';

export interface ControlOptions {
  readonly signal?: AbortSignal;
  readonly interactive?: boolean;
  /** By default, the tenant of the account. */
  readonly tenant?: string;
}

/** Not an error: the certificates of the vault can be checked anyway. */
export type NotChecked =
  /** The account has no access to Resource Manager, or it cannot be reached. */
  { readonly kind: 'failed'; readonly failure: VaultFailure } | { readonly kind: 'unseen' };

export type VaultAnswer =
  { readonly ok: true; readonly resource: VaultResource } | { readonly ok: false; readonly why: NotChecked };

/** Vaults as resources of Azure Resource Manager. Never rejects: cancellation is a failure too. */
export interface ControlPlane {
  /** All vaults that are visible to the account in the tenant. Returns undefined on success. */
  readonly discover: (
    cloud: Cloud,
    onPage: (vaults: readonly ListedVault[]) => void,
    options?: ControlOptions,
  ) => Promise<VaultFailure | undefined>;
  /** Finds the vault by name if its resource ID is not known. */
  readonly vault: (address: VaultAddress, options?: ControlOptions) => Promise<VaultAnswer>;
  readonly enableForDeployment: (
    address: VaultAddress,
    resource: VaultResource,
    options?: ControlOptions,
  ) => Promise<VaultAnswer>;
}
