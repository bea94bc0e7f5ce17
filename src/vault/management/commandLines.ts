import type { VaultResource } from './vaultResource';

/**
 * What enables a vault for deployment from a terminal. The Azure CLI takes a value that begins with a hyphen for an
 * option unless `=` joins it to its own. `Set-AzKeyVaultAccessPolicy` changes a vault of the selected subscription.
 * Sources: learn.microsoft.com, `az keyvault update`, `Set-AzContext` and `Set-AzKeyVaultAccessPolicy`.
 */
export function deploymentLines({ name, resourceGroup, subscription }: VaultResource): {
  readonly azureCli: string;
  readonly powerShell: string;
} {
  const [vault, group, account] = [quoted(name), quoted(resourceGroup), quoted(subscription)];
  return {
    azureCli: [
      'az keyvault update',
      ...[option('name', vault), option('resource-group', group), option('subscription', account)],
      '--enabled-for-deployment true',
    ].join(' '),
    powerShell: [
      `Set-AzContext -Subscription ${account}`,
      `Set-AzKeyVaultAccessPolicy -VaultName ${vault} -ResourceGroupName ${group} -EnabledForDeployment`,
    ].join('; '),
  };
}

function option(name: string, value: string): string {
  return `--${name}${/^"?-/.test(value) ? '=' : ' '}${value}`;
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
