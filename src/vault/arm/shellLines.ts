import type { VaultResource } from './vaultResource';

/**
 * What enables a vault for deployment from a terminal. Sources: learn.microsoft.com, `az keyvault update` and
 * `Set-AzKeyVaultAccessPolicy`.
 */
export function deploymentLines({ name, resourceGroup, subscription }: VaultResource): {
  readonly azureCli: string;
  readonly powerShell: string;
} {
  const [vault, group, account] = [quoted(name), quoted(resourceGroup), quoted(subscription)];
  return {
    azureCli: `az keyvault update --name ${vault} --resource-group ${group} --subscription ${account} --enabled-for-deployment true`,
    powerShell: `Set-AzKeyVaultAccessPolicy -VaultName ${vault} -ResourceGroupName ${group} -EnabledForDeployment`,
  };
}

/**
 * Such that no shell takes it for more than a word. Names of groups may hold letters of any script, and brackets;
 * what else came would not be one. Throws there.
 */
function quoted(name: string): string {
  if (/^[A-Za-z0-9][\w.-]*$/.test(name)) {
    return name;
  }
  if (!/^[\p{L}\p{N}_.()-]+$/u.test(name)) {
    throw new Error('Azure answered with a name that cannot be one.');
  }
  return `"${name}"`;
}
