import { networkOf } from '../../model/network';
import type { ServiceConfiguration } from '../../model/configuration';
import { ElementWriter } from '../../service/edits';
import { plainlyNamed } from '../../service/names';
import { attributeOf, walk } from '../../../xml/tree';

/** Parts of a network to fill in, as lines without the indentation of the place where they go. */

/** `<NetworkConfiguration>` with every role in a subnet. */
export function networkLines(text: string, model: ServiceConfiguration): readonly string[] {
  const root = model.element;
  if (root === undefined) {
    return [];
  }
  const write = new ElementWriter(text, root);
  const roles = plainlyNamed(model.roles).map(({ name }) => name.value);
  const addresses = roles.flatMap((role) => addressLines(write, role, 'SubnetName'));
  return write.block('NetworkConfiguration', {}, [
    ...siteLines(write),
    ...(addresses.length === 0 ? [] : assignmentsLines(write, addresses)),
  ]);
}

/** `<VirtualNetworkSite>`. */
export function siteLines(write: ElementWriter): readonly string[] {
  return [write.empty('VirtualNetworkSite', { name: 'VirtualNetworkName' })];
}

/** `<AddressAssignments>` around these lines. */
export function assignmentsLines(write: ElementWriter, addresses: readonly string[]): readonly string[] {
  return write.block('AddressAssignments', {}, addresses);
}

/** `<InstanceAddress>` of the role. */
export function addressLines(write: ElementWriter, role: string, subnet: string): readonly string[] {
  return write.block('InstanceAddress', { roleName: role }, subnetsLines(write, subnet));
}

/** `<Subnets>` with one. */
export function subnetsLines(write: ElementWriter, subnet: string): readonly string[] {
  return write.block('Subnets', {}, subnetLines(write, subnet));
}

export function subnetLines(write: ElementWriter, subnet: string): readonly string[] {
  return [write.empty('Subnet', { name: subnet })];
}

/** `<LoadBalancer>` of that name, reached from the virtual network. */
export function balancerLines(write: ElementWriter, name: string, subnet: string): readonly string[] {
  return write.block('LoadBalancer', { name }, [write.empty('FrontendIPConfiguration', { type: 'private', subnet })]);
}

/** `<LoadBalancers>` around these lines. */
export function balancersLines(write: ElementWriter, balancers: readonly string[]): readonly string[] {
  return write.block('LoadBalancers', {}, balancers);
}

/** The subnet that another role of the file is in, or else a name to fill in. */
export function likelySubnet(model: ServiceConfiguration): string {
  const subnets = [...walk(networkOf(model)?.instanceAddresses.map(({ element }) => element) ?? [])]
    .filter(({ localName }) => localName === 'Subnet')
    .map((subnet) => attributeOf(subnet, 'name')?.value ?? '');
  return subnets.find((name) => name !== '') ?? 'SubnetName';
}
