import * as l10n from '@vscode/l10n';
import { type VaultAddress, type Cloud, parseVaultReference } from '../address';
import type { ServicePlacement } from '../../deployment/placement';
import { parseResourceId, sameText } from '../../deployment/resourceId';
import type { VaultResource } from './vaultResource';

export type ReadinessProblem =
  /** Azure Virtual Machines are not allowed to read from it during deployment. */
  | { readonly kind: 'notForDeployment' }
  /** The vault and the service must be in one region. */
  | { readonly kind: 'otherRegion'; readonly service: string; readonly region: string }
  /** The vault and the service must be in one subscription. */
  | { readonly kind: 'otherSubscription'; readonly service: string; readonly subscription: string }
  /** The firewall blocks trusted Microsoft services too. */
  | { readonly kind: 'deploymentsBlocked' };

/**
 * Most severe first. `services` use certificates from the vault. Source: learn.microsoft.com, "Use certificates with
 * Azure Cloud Services (extended support)" and its FAQ.
 */
export function readinessProblems(
  resource: VaultResource,
  services: readonly ServicePlacement[],
): readonly ReadinessProblem[] {
  const { forDeployment, network, region, subscription } = resource;
  const others = services.flatMap((service): readonly ReadinessProblem[] => {
    const name = service.name ?? '';
    const expected = expectedSubscription(service, resource);
    return [
      ...(service.region === undefined || service.region === region
        ? []
        : [{ kind: 'otherRegion', service: name, region: service.region } as const]),
      ...(expected === undefined || sameText(expected, subscription)
        ? []
        : [{ kind: 'otherSubscription', service: name, subscription: expected } as const]),
    ];
  });
  const isClosed = network.reach !== 'all' && !network.trustedServices;
  return [
    ...(forDeployment ? [] : [{ kind: 'notForDeployment' } as const]),
    ...others,
    ...(isClosed ? [{ kind: 'deploymentsBlocked' } as const] : []),
  ];
}

/** The service's own subscription, or the one in which its template expects the vault. */
function expectedSubscription(service: ServicePlacement, { name }: VaultResource): string | undefined {
  const ids = service.vaults.map(parseResourceId).filter((id) => id !== undefined && sameText(id.name, name));
  return service.subscription ?? ids[0]?.subscription;
}

/** `home` is the cloud of vaults given by name only. */
export function servicesOf(
  { url }: Pick<VaultAddress, 'url'>,
  services: readonly ServicePlacement[],
  home: Cloud,
): readonly ServicePlacement[] {
  return services.filter(({ vaults }) =>
    vaults.some((text) => {
      const reference = parseVaultReference(text, home);
      return reference.ok && reference.address.url === url;
    }),
  );
}

export function problemMessage(problem: ReadinessProblem, { name, region, subscription }: VaultResource): string {
  switch (problem.kind) {
    case 'notForDeployment':
      return l10n.t('{0} is not enabled for deployment. Enable it so that Azure can read certificates from it.', name);
    case 'otherRegion':
      return l10n.t(
        '{0} is in {1}, but {2} is deployed to {3}. Use a key vault in the region of the service.',
        name,
        region,
        problem.service,
        problem.region,
      );
    case 'otherSubscription':
      return l10n.t(
        '{0} is in the subscription {1}, but {2} expects it in {3}. Use a key vault in the subscription of the service.',
        name,
        subscription,
        problem.service,
        problem.subscription,
      );
    case 'deploymentsBlocked':
      return l10n.t(
        'The firewall of {0} blocks deployments. Allow trusted Microsoft services to bypass the firewall.',
        name,
      );
  }
}

export function problemReason({ kind }: ReadinessProblem): string {
  switch (kind) {
    case 'notForDeployment':
      return l10n.t('not enabled for deployment');
    case 'otherRegion':
      return l10n.t('not in the region of the service');
    case 'otherSubscription':
      return l10n.t('not in the subscription of the service');
    case 'deploymentsBlocked':
      return l10n.t('firewall blocks deployments');
  }
}

/** In the words of the Azure portal. */
export function accessMessage({ access }: VaultResource): string {
  return access === 'rbac' ? l10n.t('Azure role-based access control') : l10n.t('Vault access policy');
}

export function networkMessage({ network: { reach, trustedServices } }: VaultResource): string {
  switch (reach) {
    case 'all':
      return l10n.t('All networks');
    case 'selected':
      return trustedServices
        ? l10n.t('Selected networks and addresses, and trusted Microsoft services')
        : l10n.t('Selected networks and addresses only');
    case 'private':
      return trustedServices
        ? l10n.t('Private links and trusted Microsoft services only (public access is disabled)')
        : l10n.t('Private links only (public access is disabled)');
  }
}
