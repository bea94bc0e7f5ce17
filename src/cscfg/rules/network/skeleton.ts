import type { ServiceConfiguration } from '../../model/configuration';
import { ElementWriter } from '../../elementWriter';
import { plainlyNamed } from '../../service/names';
import { attributeOf, walk } from '../../../xml/tree';

/** With every role in a subnet; sample names, as lines without indentation. */
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

export function siteLines(write: ElementWriter): readonly string[] {
  return [write.empty('VirtualNetworkSite', { name: 'VirtualNetworkName' })];
}

export function assignmentsLines(write: ElementWriter, addresses: readonly string[]): readonly string[] {
  return write.block('AddressAssignments', {}, addresses);
}

export function addressLines(write: ElementWriter, role: string, subnet: string): readonly string[] {
  return write.block('InstanceAddress', { roleName: role }, subnetsLines(write, subnet));
}

export function subnetsLines(write: ElementWriter, subnet: string): readonly string[] {
  return write.block('Subnets', {}, subnetLines(write, subnet));
}

export function subnetLines(write: ElementWriter, subnet: string): readonly string[] {
  return [write.empty('Subnet', { name: subnet })];
}

export function balancerLines(write: ElementWriter, name: string, subnet: string): readonly string[] {
  return write.block('LoadBalancer', { name }, [write.empty('FrontendIPConfiguration', { type: 'private', subnet })]);
}

export function balancersLines(write: ElementWriter, balancers: readonly string[]): readonly string[] {
  return write.block('LoadBalancers', {}, balancers);
}

export function likelySubnet(model: ServiceConfiguration): string {
  const subnets = [...walk(model.network?.instanceAddresses.map(({ element }) => element) ?? [])]
    .filter(({ localName }) => localName === 'Subnet')
    .map((subnet) => attributeOf(subnet, 'name')?.value ?? '');
  return subnets.find((name) => name !== '') ?? 'SubnetName';
}
