import { present, uniqueBy } from '../text/objects';
import { isKnown, type DeployedService } from './deployedService';
import type { Deployment, DeploymentText } from './deployments';
import type { Place } from './node';
import { parseResourceId, regionKey } from './resourceId';

/** Where a Cloud Service is deployed, and which vaults it needs there. */
export interface ServicePlacement {
  readonly name?: string;
  /** Lower-case, without spaces; absent if only the deployment knows it. */
  readonly region?: string;
  /** From a resource ID of the service anywhere in the files of the deployment. */
  readonly subscription?: string;
  /** In its `osProfile`, as names, URLs or resource IDs. */
  readonly vaults: readonly string[];
}

/** Vaults of one service: a group of secrets each. */
const mostVaults = 100;

/** Equal placements by several parameter files are one. */
export function placementsOf(
  deployments: readonly Deployment[],
  files: readonly DeploymentText[],
): readonly ServicePlacement[] {
  const texts = new Map(files.map(({ file, text }) => [file, text]));
  const placements = deployments.flatMap(({ template, parameters, services }) => {
    const content = [template, parameters].map((file) => (file === undefined ? '' : texts.get(file))).join('\n');
    const subscriptions = subscriptionsIn(content);
    const namedAt = ({ file, span }: Place): readonly string[] =>
      vaultsIn((texts.get(file) ?? '').slice(span.start, span.end));
    return services.map((service) => placementOf(service, subscriptions, namedAt));
  });
  return uniqueBy(placements, (one) => JSON.stringify(one));
}

function placementOf(
  service: DeployedService,
  subscriptions: ReadonlyMap<string, string>,
  namedAt: (place: Place) => readonly string[],
): ServicePlacement {
  const { name, region, vaultGroups } = service;
  const subscription = isKnown(name) ? subscriptions.get(name.value.toLowerCase()) : undefined;
  const vaults = (vaultGroups?.items ?? []).flatMap(({ vault, certificates }) => [
    ...(isKnown(vault) ? [vault.value] : []),
    ...certificates.items.map((one) => one.vault),
    // Incomplete identifiers can still name the vault.
    ...certificates.notChecked.flatMap(namedAt),
  ]);
  return {
    ...(isKnown(name) ? { name: name.value } : {}),
    ...(isKnown(region) ? { region: regionKey(region.value) } : {}),
    ...present('subscription', subscription),
    vaults: unique(vaults).slice(0, mostVaults),
  };
}

const resourceIds = /\/subscriptions\/[^/\s"']+\/resourceGroups\/[^/\s"']+\/providers\/[a-z.]+\/[a-z]+\/[^/\s"'?#]+/gi;
const vaultUrls = /https:\/\/[a-z0-9-]+\.vault\.(?:azure\.net|usgovcloudapi\.net|azure\.cn)/gi;
const vaultNames = /resourceId\([^()]*'Microsoft\.KeyVault\/vaults'\s*,\s*'([a-z0-9-]+)'\s*\)/gi;

/** By name, URL or resource ID; each once. */
export function vaultsIn(content: string): readonly string[] {
  return unique([
    ...[...content.matchAll(resourceIds)]
      .map(([id]) => id)
      .filter((id) => parseResourceId(id)?.type === 'microsoft.keyvault/vaults'),
    ...[...content.matchAll(vaultUrls)].map(([url]) => url),
    ...[...content.matchAll(vaultNames)].map(([, name = '']) => name),
  ]);
}

/** From the resource IDs of Cloud Services in the text, by service name in lower case. */
function subscriptionsIn(content: string): ReadonlyMap<string, string> {
  const subscriptions = new Map<string, string>();
  for (const [text] of content.matchAll(resourceIds)) {
    const id = parseResourceId(text);
    const key = id?.name.toLowerCase();
    if (id?.type === 'microsoft.compute/cloudservices' && key !== undefined && !subscriptions.has(key)) {
      subscriptions.set(key, id.subscription);
    }
  }
  return subscriptions;
}

function unique(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)];
}
