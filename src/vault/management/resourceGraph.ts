import { property, text } from '../../text/json';
import { vaultResourceOf, type VaultResource } from './vaultResource';

/** From Resource Graph, whose data can be minutes old: read the vault itself before a change. */
export interface ListedVault {
  readonly resource: VaultResource;
  /** Absent if the account is not allowed to read it. */
  readonly subscriptionName?: string;
}

/** The maximum. Source: learn.microsoft.com, "Working with large Azure resource data sets". */
export const pageSize = 1000;

const vaults = "resources | where type =~ 'microsoft.keyvault/vaults'";
/** Access policies and tags are not requested. */
const projection =
  'project id, location, subscriptionId, vaultUri = tostring(properties.vaultUri), ' +
  'forDeployment = tobool(properties.enabledForDeployment), rbac = tobool(properties.enableRbacAuthorization), ' +
  'publicAccess = tostring(properties.publicNetworkAccess), ' +
  'firewall = tostring(properties.networkAcls.defaultAction), bypass = tostring(properties.networkAcls.bypass)';
const subscriptionNames =
  "join kind=leftouter (resourcecontainers | where type =~ 'microsoft.resources/subscriptions' " +
  '| project subscriptionId, subscriptionName = name) on subscriptionId';

export const allVaults = `${vaults} | ${projection} | ${subscriptionNames} | project-away subscriptionId1 | order by id asc`;

/** Throws if the name is invalid, because it becomes a part of the query. */
export function vaultsNamed(name: string): string {
  if (!/^[a-z0-9-]{3,24}$/i.test(name)) {
    throw new Error('The name of the key vault is invalid.');
  }
  return `${vaults} and name =~ '${name}' | ${projection} | order by id asc`;
}

export interface GraphPage {
  readonly vaults: readonly ListedVault[];
  /** Undefined on the last page. */
  readonly next: string | undefined;
}

/** Undefined if the response is not a page. Rows that are not vaults are skipped. */
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
