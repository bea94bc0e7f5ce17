import type { CscfgDocument } from '../document';
import { networkOf } from '../model/network';
import { isPlainName, type Named } from '../service/names';
import type { Service } from '../service/service';

/** The names that the other files of a service know. */
export interface ServiceNames {
  readonly service?: string;
  readonly roles: readonly RoleNames[];
  readonly loadBalancers: readonly string[];
}

export interface RoleNames {
  readonly name: string;
  readonly settings: readonly string[];
  readonly certificates: readonly string[];
  readonly endpoints: readonly string[];
}

export const noNames: ServiceNames = { roles: [], loadBalancers: [] };

/**
 * The names that `document` can use: of the service definition's things in a configuration, of the configurations'
 * in a definition, which has its own ones itself.
 */
export function namesFor(document: CscfgDocument, service: Service | undefined): ServiceNames {
  const definition =
    document.definition.element === undefined ? service?.definition?.document.definition : document.definition;
  const roles = (definition?.roles ?? []).flatMap((role) =>
    isPlainName(role.name)
      ? [
          {
            name: role.name.value,
            settings: plainNames(role.settings),
            certificates: plainNames(role.certificates),
            endpoints: plainNames(role.endpoints),
          },
        ]
      : [],
  );
  const needed = (definition?.roles ?? [])
    .flatMap(({ endpoints }) => endpoints)
    .map(({ loadBalancer }) => loadBalancer?.value ?? '');
  const balancers = (service?.configurations ?? []).flatMap(
    ({ document: { model } }) => networkOf(model)?.loadBalancers ?? [],
  );
  const configured = service?.configurations.map(({ document: { model } }) => model.serviceName?.value ?? '') ?? [];
  const [serviceName] = [definition?.name?.value ?? '', ...configured].filter((name) => name !== '');
  return {
    ...(serviceName === undefined ? {} : { service: serviceName }),
    roles,
    loadBalancers: [...new Set([...needed, ...plainNames(balancers)])].filter((name) => name !== ''),
  };
}

function plainNames(items: readonly Named[]): readonly string[] {
  return items.flatMap(({ name }) => (isPlainName(name) ? [name.value] : []));
}
