/** A vault as Azure Resource Manager describes it. Change it at will. */
export interface EmulatedResource {
  subscription: string;
  resourceGroup: string;
  location: string;
  /** null: never set, as in vaults that were made by a template without it. */
  forDeployment: boolean | null;
  /** null means access policies. */
  rbac: boolean | null;
  publicAccess: 'Enabled' | 'Disabled' | null;
  firewall: 'Allow' | 'Deny' | null;
  bypass: 'AzureServices' | 'None' | null;
}

/** What Azure Resource Manager knows about a vault. */
interface ManagedVault {
  readonly name: string;
  readonly tenant: string;
  readonly url: string;
  readonly resource: EmulatedResource;
}

/** The subscription that the stub `az` is signed in to. */
export const homeSubscription = '5b5c1f3e-6a7d-4f0e-9c1b-c0a705053b0b';

export function newResource(): EmulatedResource {
  return {
    subscription: homeSubscription,
    resourceGroup: 'contoso-shop',
    location: 'westeurope',
    forDeployment: true,
    rbac: true,
    publicAccess: 'Enabled',
    firewall: null,
    bypass: null,
  };
}

export function resourceId({ name, resource }: Pick<ManagedVault, 'name' | 'resource'>): string {
  const { subscription, resourceGroup } = resource;
  return `/subscriptions/${subscription}/resourceGroups/${resourceGroup}/providers/Microsoft.KeyVault/vaults/${name}`;
}

/** The answer to `GET` and `PATCH`, key by key as the specification's examples have them. */
export function resourceBody(vault: ManagedVault): object {
  const { location, forDeployment, rbac, publicAccess, firewall, bypass } = vault.resource;
  const isSet = (value: unknown): boolean => value !== null;
  const acls = {
    bypass: bypass ?? 'AzureServices',
    defaultAction: firewall ?? 'Allow',
    ipRules: [],
    virtualNetworkRules: [],
  };
  return {
    id: resourceId(vault),
    name: vault.name,
    type: 'Microsoft.KeyVault/vaults',
    location,
    tags: {},
    properties: {
      sku: { family: 'A', name: 'standard' },
      tenantId: vault.tenant,
      ...(isSet(firewall) || isSet(bypass) ? { networkAcls: acls } : {}),
      accessPolicies: [],
      ...(isSet(forDeployment) ? { enabledForDeployment: forDeployment } : {}),
      enableSoftDelete: true,
      softDeleteRetentionInDays: 90,
      ...(isSet(rbac) ? { enableRbacAuthorization: rbac } : {}),
      vaultUri: `${vault.url}/`,
      provisioningState: 'Succeeded',
      ...(isSet(publicAccess) ? { publicNetworkAccess: publicAccess } : {}),
    },
  };
}

/** A row of Resource Graph with the requested columns; what is not set comes as an empty text or null. */
export function graphRow(vault: ManagedVault, subscriptionName: string | undefined): object {
  const { subscription, location, forDeployment, rbac, publicAccess, firewall, bypass } = vault.resource;
  return {
    id: resourceId(vault),
    location,
    subscriptionId: subscription,
    vaultUri: `${vault.url}/`,
    forDeployment,
    rbac,
    publicAccess: publicAccess ?? '',
    firewall: firewall ?? '',
    bypass: bypass ?? '',
    ...(subscriptionName === undefined ? {} : { subscriptionName }),
  };
}
