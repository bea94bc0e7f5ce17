import type { VaultAddress, Cloud } from '../address';
import type { VaultFailure } from '../failure';
import type { ListedVault } from './resourceGraph';
import type { VaultResource } from './vaultResource';

export interface ControlOptions {
  readonly signal?: AbortSignal;
  /** The user asked: signing in may show a dialog. */
  readonly interactive?: boolean;
  /** The tenant that the vault belongs to, where that is known; without it, the account's own. */
  readonly tenant?: string;
}

/** Why a vault's surroundings are not known. Never an error: much can be judged without them. */
export type NotChecked =
  /** Nobody is let in to Resource Manager here, or it cannot be reached. */
  | { readonly kind: 'failed'; readonly failure: VaultFailure }
  /** The account may ask, and is shown no such vault. */
  | { readonly kind: 'unseen' };

export type VaultAnswer =
  { readonly ok: true; readonly resource: VaultResource } | { readonly ok: false; readonly why: NotChecked };

/**
 * What Azure Resource Manager tells of vaults as resources: where they are, who may fetch from them. Never rejects:
 * being cancelled is a failure like others.
 */
export interface ControlPlane {
  /** Every vault that the account sees in the tenant, page by page. Undefined: these were all. */
  readonly discover: (
    cloud: Cloud,
    onPage: (vaults: readonly ListedVault[]) => void,
    options?: ControlOptions,
  ) => Promise<VaultFailure | undefined>;
  /** One vault: found by its name where its id is not known, then read itself. */
  readonly vault: (address: VaultAddress, options?: ControlOptions) => Promise<VaultAnswer>;
  /** Lets deployments fetch certificates from the vault. */
  readonly enableForDeployment: (
    address: VaultAddress,
    resource: VaultResource,
    options?: ControlOptions,
  ) => Promise<VaultAnswer>;
}
