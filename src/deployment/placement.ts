import { present, uniqueBy } from '../text/objects';
import { isKnown, type DeployedService } from './deployedService';
import type { Deployment, DeploymentText } from './deployments';
import type { Place } from './node';
import { parseResourceId, regionKey } from './resourceId';

/** Where a Cloud Service is deployed, and which vaults it needs there. */
export interface ServicePlacement {
  readonly name?: string;
  /** Lower-case, without spaces; absent where only the deployment knows. */
  readonly region?: string;
  /** Where its resource id is written somewhere in the files of the deployment. */
  readonly subscription?: string;
  /** The vaults in its `osProfile`, as names, URLs or resource ids. */
  readonly vaults: readonly string[];
}

/** The most vaults that one service is assumed to have: a group of secrets each. */
const mostVaults = 100;

/** The placements of all services; one that several parameter files place alike is given once. */
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
    // What is not a whole identifier can still name the vault.
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

/** Every vault that a text names, as a name, a URL or a resource id; each once. */
export function vaultsIn(content: string): readonly string[] {
  return unique([
    ...[...content.matchAll(resourceIds)]
      .map(([id]) => id)
      .filter((id) => parseResourceId(id)?.type === 'microsoft.keyvault/vaults'),
    ...[...content.matchAll(vaultUrls)].map(([url]) => url),
    ...[...content.matchAll(vaultNames)].map(([, name = '']) => name),
  ]);
}

/** The subscriptions of the Cloud Services whose ids are written in the text, by the services' names in lower case. */
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
