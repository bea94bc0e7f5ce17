import { below, firstBelow, attributeOf, type XmlAttribute, type XmlElement } from '../../xml/tree';
import { present } from '../../text/objects';
import type { ServiceConfiguration } from './configuration';

/** What a .cscfg says of its network, as far as rules and completion ask. */
export interface Network {
  /** The first `NetworkConfiguration`. */
  readonly element: XmlElement;
  readonly site: NamedElement | undefined;
  readonly addressAssignments: XmlElement | undefined;
  readonly instanceAddresses: readonly NamedElement[];
  readonly reservedIps: readonly NamedElement[];
  readonly accessControls: readonly NamedElement[];
  readonly loadBalancers: readonly NamedElement[];
}

export interface NamedElement {
  readonly element: XmlElement;
  readonly name?: XmlAttribute;
}

const known = new WeakMap<ServiceConfiguration, Network | 'none'>();

/** The network of the service; undefined where the text has none. */
export function networkOf(model: ServiceConfiguration): Network | undefined {
  const network = known.get(model) ?? read(model) ?? 'none';
  known.set(model, network);
  return network === 'none' ? undefined : network;
}

function read({ element: root }: ServiceConfiguration): Network | undefined {
  const element = root && firstBelow(root.children, 'NetworkConfiguration');
  if (element === undefined) {
    return undefined;
  }
  const named = (localName: string, attribute = 'name') =>
    below(element.children, localName).map((one): NamedElement => ({
      element: one,
      ...present('name', attributeOf(one, attribute)),
    }));
  return {
    element,
    site: named('VirtualNetworkSite')[0],
    addressAssignments: firstBelow(element.children, 'AddressAssignments'),
    instanceAddresses: named('InstanceAddress', 'roleName'),
    reservedIps: named('ReservedIP'),
    accessControls: named('AccessControl'),
    loadBalancers: named('LoadBalancer'),
  };
}
