import { property, text } from '../../text/json';
import { parseResourceId, regionKey } from '../../deployment/resourceId';

export interface VaultResource {
  /** `/subscriptions/…/resourceGroups/…/providers/Microsoft.KeyVault/vaults/NAME` */
  readonly id: string;
  readonly name: string;
  /** `https://NAME.vault.azure.net`, lower-case, without a trailing slash. */
  readonly url: string;
  readonly subscription: string;
  readonly resourceGroup: string;
  /** Such as `westeurope`: lower-case, without spaces. */
  readonly region: string;
  /** Azure Virtual Machines, and therefore Cloud Services, can read certificates from the vault during deployment. */
  readonly forDeployment: boolean;
  readonly access: 'rbac' | 'policies';
  readonly network: VaultNetwork;
}

export interface VaultNetwork {
  /** All networks, selected networks and addresses, or private links only. */
  readonly reach: 'all' | 'selected' | 'private';
  /** Trusted Microsoft services, which include deployments, bypass the firewall. */
  readonly trustedServices: boolean;
}

export function vaultResourceOf(body: unknown): VaultResource | undefined {
  const [id, location, properties] = [text(body, 'id'), text(body, 'location'), property(body, 'properties')];
  const parts = id === undefined ? undefined : parseResourceId(id);
  const url = hostUrl(text(properties, 'vaultUri') ?? '');
  if (id === undefined || parts?.type !== 'microsoft.keyvault/vaults' || location === undefined || url === undefined) {
    return undefined;
  }
  return {
    id,
    name: parts.name,
    url,
    subscription: parts.subscription,
    resourceGroup: parts.resourceGroup,
    region: regionKey(location),
    forDeployment: property(properties, 'enabledForDeployment') === true,
    // Absent means access policies. Source: learn.microsoft.com, "Prepare for Key Vault API version 2026-02-01".
    access: property(properties, 'enableRbacAuthorization') === true ? 'rbac' : 'policies',
    network: networkOf(properties),
  };
}

function networkOf(properties: unknown): VaultNetwork {
  const rules = property(properties, 'networkAcls');
  const isPublic = (text(properties, 'publicNetworkAccess') ?? 'enabled').toLowerCase() === 'enabled';
  const isOpen = (text(rules, 'defaultAction') ?? 'allow').toLowerCase() === 'allow';
  const bypass = (text(rules, 'bypass') ?? 'azureservices').toLowerCase();
  return {
    reach: !isPublic ? 'private' : isOpen ? 'all' : 'selected',
    trustedServices: bypass === 'azureservices',
  };
}

function hostUrl(uri: string): string | undefined {
  try {
    return `https://${new URL(uri).hostname.toLowerCase()}`;
  } catch {
    return undefined;
  }
}
