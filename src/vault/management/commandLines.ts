import type { VaultResource } from './vaultResource';

/**
 * The Azure CLI requires `=` before a value that starts with a hyphen. `Set-AzKeyVaultAccessPolicy` changes a vault of
 * the selected subscription. Sources: learn.microsoft.com, `az keyvault update`, `Set-AzContext` and
 * `Set-AzKeyVaultAccessPolicy`.
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

/** For bash, cmd, and PowerShell. Names can contain letters of any script and parentheses; throws for others. */
function quoted(name: string): string {
  if (/^[A-Za-z0-9][\w.-]*$/.test(name)) {
    return name;
  }
  if (!/^[\p{L}\p{N}_.()-]+$/u.test(name)) {
    throw new Error('Azure returned an invalid name.');
  }
  return `"${name}"`;
}
