import { message, type Message } from '../../text/message';
import { type VaultAddress, type Cloud, parseVaultReference } from '../address';
import type { TemplateService } from '../../deployment/template';
import { parseResourceId, sameText } from '../../deployment/resourceId';
import type { VaultResource } from './vaultResource';

/** What keeps a Cloud Service from getting its certificates out of a vault that is otherwise fine. */
export type ReadinessProblem =
  /** Azure Virtual Machines may not fetch from it while they are deployed. */
  | { readonly kind: 'notForDeployment' }
  /** The vault and the service must be in one region. */
  | { readonly kind: 'otherRegion'; readonly service: string; readonly region: string }
  /** The vault and the service must be in one subscription. */
  | { readonly kind: 'otherSubscription'; readonly service: string; readonly subscription: string }
  /** The network is closed, and to Azure's own services too. */
  | { readonly kind: 'deploymentsKeptOut' };

/**
 * The problems of a vault, the gravest first. `services` are those that are known to take certificates from it.
 * Source: learn.microsoft.com, "Use certificates with Azure Cloud Services (extended support)" and its questions.
 */
export function readinessProblems(
  resource: VaultResource,
  services: readonly TemplateService[],
): readonly ReadinessProblem[] {
  const { forDeployment, network, region, subscription } = resource;
  const others = services.flatMap((service): readonly ReadinessProblem[] => {
    const name = service.name ?? '';
    const meant = subscriptionMeant(service, resource);
    return [
      ...(service.region === undefined || service.region === region
        ? []
        : [{ kind: 'otherRegion', service: name, region: service.region } as const]),
      ...(meant === undefined || sameText(meant, subscription)
        ? []
        : [{ kind: 'otherSubscription', service: name, subscription: meant } as const]),
    ];
  });
  const isClosed = network.reach !== 'all' && !network.trustedServices;
  return [
    ...(forDeployment ? [] : [{ kind: 'notForDeployment' } as const]),
    ...others,
    ...(isClosed ? [{ kind: 'deploymentsKeptOut' } as const] : []),
  ];
}

/** The service's own subscription, or the one in which its template expects the vault. */
function subscriptionMeant(service: TemplateService, { name }: VaultResource): string | undefined {
  const ids = service.vaults.map(parseResourceId).filter((id) => id !== undefined && sameText(id.name, name));
  return service.subscription ?? ids[0]?.subscription;
}

/** The services that take certificates from the vault. `home`: the cloud of vaults that are only named. */
export function servicesOf(
  { url }: Pick<VaultAddress, 'url'>,
  services: readonly TemplateService[],
  home: Cloud,
): readonly TemplateService[] {
  return services.filter(({ vaults }) =>
    vaults.some((text) => {
      const reference = parseVaultReference(text, home);
      return reference.ok && reference.address.url === url;
    }),
  );
}

/** A problem as a sentence, with what to do about it. */
export function problemMessage(problem: ReadinessProblem, { name, region, subscription }: VaultResource): Message {
  switch (problem.kind) {
    case 'notForDeployment':
      return message('{0} is not enabled for deployment: Azure may not fetch certificates from it. Enable it.', name);
    case 'otherRegion':
      return message(
        '{0} is in {1}, but {2} is deployed to {3}. Use a vault in the region of the service.',
        name,
        region,
        problem.service,
        problem.region,
      );
    case 'otherSubscription':
      return message(
        '{0} is in the subscription {1}, but {2} expects it in {3}. Use a vault in the subscription of the service.',
        name,
        subscription,
        problem.service,
        problem.subscription,
      );
    case 'deploymentsKeptOut':
      return message(
        'The network of {0} is closed to deployments too. Let trusted Microsoft services through its firewall.',
        name,
      );
  }
}

/** The problem in a few words, for a row that names the vault. */
export function problemReason({ kind }: ReadinessProblem): Message {
  switch (kind) {
    case 'notForDeployment':
      return message('not enabled for deployment');
    case 'otherRegion':
      return message('not in the service’s region');
    case 'otherSubscription':
      return message('not in the service’s subscription');
    case 'deploymentsKeptOut':
      return message('closed to deployments');
  }
}

/** Who says who may read the vault's contents. */
export function accessMessage({ access }: VaultResource): Message {
  return access === 'rbac' ? message('Azure role assignments') : message('Access policies of the vault');
}

/** From where the vault can be reached, and what that means for a deployment. */
export function networkMessage({ network: { reach, trustedServices } }: VaultResource): Message {
  switch (reach) {
    case 'all':
      return message('Open to all networks');
    case 'selected':
      return trustedServices
        ? message('Open to chosen networks and addresses, and to deployments as a trusted service')
        : message('Open to chosen networks and addresses alone');
    case 'private':
      return trustedServices
        ? message('Public access is off: open over private links, and to deployments as a trusted service')
        : message('Public access is off: open over private links alone');
  }
}
