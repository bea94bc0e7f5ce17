import { emptyElement, type AttributeValues } from '../../edits/emptyElement';
import { indentUnit, prefixOf, quoteNear } from '../../edits/layout';
import { networkOf } from '../../model/network';
import type { ServiceConfiguration } from '../../model/serviceConfiguration';
import { plainlyNamed } from '../../service/names';
import { attributeOf, walk, type XmlElement } from '../../syntax/xmlElement';

/** Parts of a network to fill in, as lines without the indentation of the place where they go. */

/** `<NetworkConfiguration>` with every role in a subnet. */
export function networkLines(text: string, model: ServiceConfiguration): readonly string[] {
  const root = model.element;
  if (root === undefined) {
    return [];
  }
  const roles = plainlyNamed(model.roles).map(({ name }) => name.value);
  const addresses = roles.flatMap((role) => addressLines(text, root, role, 'SubnetName'));
  return around(text, root, 'NetworkConfiguration', {}, [
    ...siteLines(root),
    ...(addresses.length === 0 ? [] : assignmentsLines(text, root, addresses)),
  ]);
}

/** `<VirtualNetworkSite>`. `near`: an element of the place, whose prefix and quotes are taken. */
export function siteLines(near: XmlElement): readonly string[] {
  return [empty(near, 'VirtualNetworkSite', { name: 'VirtualNetworkName' })];
}

/** `<AddressAssignments>` around these lines. */
export function assignmentsLines(text: string, near: XmlElement, addresses: readonly string[]): readonly string[] {
  return around(text, near, 'AddressAssignments', {}, addresses);
}

/** `<InstanceAddress>` of the role. */
export function addressLines(text: string, near: XmlElement, role: string, subnet: string): readonly string[] {
  return around(text, near, 'InstanceAddress', { roleName: role }, subnetsLines(text, near, subnet));
}

/** `<Subnets>` with one. */
export function subnetsLines(text: string, near: XmlElement, subnet: string): readonly string[] {
  return around(text, near, 'Subnets', {}, subnetLines(near, subnet));
}

export function subnetLines(near: XmlElement, subnet: string): readonly string[] {
  return [empty(near, 'Subnet', { name: subnet })];
}

/** `<LoadBalancer>` of that name, reached from the virtual network. */
export function balancerLines(text: string, near: XmlElement, name: string, subnet: string): readonly string[] {
  return around(text, near, 'LoadBalancer', { name }, [
    empty(near, 'FrontendIPConfiguration', { type: 'private', subnet }),
  ]);
}

/** `<LoadBalancers>` around these lines. */
export function balancersLines(text: string, near: XmlElement, balancers: readonly string[]): readonly string[] {
  return around(text, near, 'LoadBalancers', {}, balancers);
}

/** The subnet that another role of the file is in, or else a name to fill in. */
export function likelySubnet(model: ServiceConfiguration): string {
  const subnets = [...walk(networkOf(model)?.instanceAddresses.map(({ element }) => element) ?? [])]
    .filter(({ localName }) => localName === 'Subnet')
    .map((subnet) => attributeOf(subnet, 'name')?.value ?? '');
  return subnets.find((name) => name !== '') ?? 'SubnetName';
}

function empty(near: XmlElement, name: string, values: AttributeValues): string {
  return emptyElement(prefixOf(near) + name, values, quoteNear(near));
}

function around(
  text: string,
  near: XmlElement,
  name: string,
  values: AttributeValues,
  inner: readonly string[],
): readonly string[] {
  const unit = indentUnit(text, near);
  const open = empty(near, name, values).replace(/ \/>$/, '>');
  return [open, ...inner.map((line) => unit + line), `</${prefixOf(near)}${name}>`];
}
