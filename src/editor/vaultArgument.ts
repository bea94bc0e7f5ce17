import type { VaultAddress } from '../vault/address';
import { parseVaultReference } from '../vault/reference';
import { isVaultNode } from './tree/nodes';

/** How links hand a vault on: plain data. */
export interface VaultArgument {
  readonly vaultUrl: string;
}

/** The vault that a command was given: a row of the tree, or a link's. Links come from anywhere: the host is pinned. */
export function vaultIn(argument: unknown): VaultAddress | undefined {
  if (isVaultNode(argument)) {
    return argument.vault;
  }
  const url = typeof argument === 'object' && argument !== null && 'vaultUrl' in argument ? argument.vaultUrl : '';
  const reference = typeof url === 'string' && url !== '' ? parseVaultReference(url) : undefined;
  return reference?.ok === true ? reference.address : undefined;
}
