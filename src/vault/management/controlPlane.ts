import type { VaultAddress, Cloud } from '../address';
import type { VaultFailure } from '../failure';
import type { ListedVault } from './resourceGraph';
import type { VaultResource } from './vaultResource';

export interface ControlOptions {
  readonly signal?: AbortSignal;
  /** Signing in may show a dialog. */
  readonly interactive?: boolean;
  /** The tenant of the vault; by default, the tenant of the account. */
  readonly tenant?: string;
}

/** Why the properties of a vault are not known, which is not an error: its certificates can be checked anyway. */
export type NotChecked =
  /** The account has no access to Resource Manager, or it cannot be reached. */
  | { readonly kind: 'failed'; readonly failure: VaultFailure }
  /** The vault is not visible to the account. */
  | { readonly kind: 'unseen' };

export type VaultAnswer =
  { readonly ok: true; readonly resource: VaultResource } | { readonly ok: false; readonly why: NotChecked };

/** Reads and changes vaults as resources of Azure Resource Manager. Never rejects: cancellation is a failure too. */
export interface ControlPlane {
  /** Lists all vaults that are visible to the account in the tenant. Returns undefined on success. */
  readonly discover: (
    cloud: Cloud,
    onPage: (vaults: readonly ListedVault[]) => void,
    options?: ControlOptions,
  ) => Promise<VaultFailure | undefined>;
  /** Reads one vault, and finds it by name if its resource ID is not known. */
  readonly vault: (address: VaultAddress, options?: ControlOptions) => Promise<VaultAnswer>;
  /** Allows deployments to read certificates from the vault. */
  readonly enableForDeployment: (
    address: VaultAddress,
    resource: VaultResource,
    options?: ControlOptions,
  ) => Promise<VaultAnswer>;
}
