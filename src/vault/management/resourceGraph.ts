import { property, text } from '../../text/json';
import { vaultResourceOf, type VaultResource } from './vaultResource';

/** A vault as Resource Graph lists it. Its word may be minutes old: what is acted on is read from the vault itself. */
export interface ListedVault {
  readonly resource: VaultResource;
  /** The subscription's name, where the account may see it. */
  readonly subscriptionName?: string;
}

/** The most that a page may hold. Source: learn.microsoft.com, "Working with large Azure resource data sets". */
export const pageSize = 1000;

const vaults = "resources | where type =~ 'microsoft.keyvault/vaults'";
/** What is read of a vault here; of its access policies and tags nothing. */
const projection =
  'project id, location, subscriptionId, vaultUri = tostring(properties.vaultUri), ' +
  'forDeployment = tobool(properties.enabledForDeployment), rbac = tobool(properties.enableRbacAuthorization), ' +
  'publicAccess = tostring(properties.publicNetworkAccess), ' +
  'firewall = tostring(properties.networkAcls.defaultAction), bypass = tostring(properties.networkAcls.bypass)';
const subscriptionNames =
  "join kind=leftouter (resourcecontainers | where type =~ 'microsoft.resources/subscriptions' " +
  '| project subscriptionId, subscriptionName = name) on subscriptionId';

/** Every vault of every subscription that the account sees in the tenant, with the subscriptions' names. */
export const allVaults = `${vaults} | ${projection} | ${subscriptionNames} | project-away subscriptionId1 | order by id asc`;

/** The vaults of that name. Throws on what is no vault's name: it would be part of the query. */
export function vaultsNamed(name: string): string {
  if (!/^[a-z0-9-]{3,24}$/i.test(name)) {
    throw new Error('Not a vault’s name.');
  }
  return `${vaults} and name =~ '${name}' | ${projection} | order by id asc`;
}

export interface GraphPage {
  readonly vaults: readonly ListedVault[];
  /** What asks for the next page; undefined on the last one. */
  readonly next: string | undefined;
}

/** A page of an answer; undefined where it is none. Rows that are no vaults are left out. */
export function graphPageOf(body: unknown): GraphPage | undefined {
  const data = property(body, 'data');
  return Array.isArray(data)
    ? { vaults: data.flatMap((row) => listedVaultOf(row) ?? []), next: text(body, '$skipToken') }
    : undefined;
}

function listedVaultOf(row: unknown): ListedVault | undefined {
  const resource = vaultResourceOf({
    id: property(row, 'id'),
    location: property(row, 'location'),
    properties: {
      vaultUri: property(row, 'vaultUri'),
      enabledForDeployment: property(row, 'forDeployment'),
      enableRbacAuthorization: property(row, 'rbac'),
      publicNetworkAccess: property(row, 'publicAccess'),
      networkAcls: { defaultAction: property(row, 'firewall'), bypass: property(row, 'bypass') },
    },
  });
  const subscriptionName = text(row, 'subscriptionName');
  return resource === undefined
    ? undefined
    : { resource, ...(subscriptionName === undefined ? {} : { subscriptionName }) };
}
