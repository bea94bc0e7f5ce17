import { below, firstBelow, attributeOf, type XmlAttribute, type XmlElement } from '../../xml/tree';
import { present } from '../../text/objects';

export interface Network {
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

/** Undefined if the root has no network. */
export function readNetwork(root: XmlElement): Network | undefined {
  const element = firstBelow(root.children, 'NetworkConfiguration');
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
