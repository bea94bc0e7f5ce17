import type { CscfgDocument } from '../../document';
import type { Network } from '../../model/network';
import { isToken } from '../../placeholder';
import { insertChild } from '../../schema/edits/insertChild';
import { resembling } from '../../schema/resembling';
import { typeOf } from '../../schema/typeOf';
import { ElementWriter } from '../../service/declare';
import { byName, nameKey, plainlyNamed } from '../../service/names';
import type { XmlElement } from '../../../xml/tree';
import { NearNames } from '../../text/nearNames';
import type { TextEdit } from '../../text/span';
import { addressLines, assignmentsLines, likelySubnet, subnetLines, subnetsLines } from './skeleton';

/** The names of the roles that are in no subnet. None where a pipeline names an address: it may be of any of them. */
export function misplacedRoles({ model }: CscfgDocument, { instanceAddresses }: Network): readonly string[] {
  if (instanceAddresses.some(({ name }) => isToken(name?.value ?? ''))) {
    return [];
  }
  const addresses = byName(instanceAddresses);
  return plainlyNamed(model.roles)
    .map(({ name }) => name.value)
    .filter((role) => addresses.get(nameKey(role))?.element.holds('Subnet') !== true);
}

/** The names of the roles that an address has misspelt. */
export function rolesMeantByAddresses(
  { model }: CscfgDocument,
  { instanceAddresses }: Network,
): ReadonlySet<string | undefined> {
  const roles = plainlyNamed(model.roles).map(({ name }) => name.value);
  const [known, near] = [new Set(roles.map(nameKey)), new NearNames(roles, (role) => role)];
  const unmatched = plainlyNamed(instanceAddresses).filter(({ name }) => !known.has(nameKey(name.value)));
  return new Set(unmatched.map(({ name }) => resembling(name.value, near.near(name.value))));
}

/**
 * Puts the roles into a subnet, each with an `InstanceAddress` of its own. `before`: lines that go before the
 * `AddressAssignments` where these have to be made.
 */
export function placeRoles(
  { text, model }: CscfgDocument,
  { element, addressAssignments, instanceAddresses }: Network,
  roles: readonly string[],
  before: readonly string[] = [],
): readonly TextEdit[] {
  const subnet = likelySubnet(model);
  const known = byName(instanceAddresses);
  const write = new ElementWriter(text, element);
  const without = roles.filter((role) => !known.has(nameKey(role)));
  const addresses = without.flatMap((role) => addressLines(write, role, subnet));
  const inAddresses = roles
    .flatMap((role) => known.get(nameKey(role)) ?? [])
    .flatMap((address) => addSubnet(text, address.element, subnet));
  const name = addressAssignments === undefined ? 'AddressAssignments' : 'InstanceAddress';
  const isNew = addressAssignments === undefined && addresses.length > 0;
  const lines = isNew ? assignmentsLines(write, addresses) : addresses;
  return [...insertLines(text, addressAssignments ?? element, name, [...before, ...lines]), ...inAddresses];
}

function addSubnet(text: string, address: XmlElement, subnet: string): readonly TextEdit[] {
  const subnets = address.children.find(({ localName }) => localName === 'Subnets');
  const write = new ElementWriter(text, address);
  return subnets === undefined
    ? insertLines(text, address, 'Subnets', subnetsLines(write, subnet))
    : insertLines(text, subnets, 'Subnet', subnetLines(write, subnet));
}

function insertLines(text: string, parent: XmlElement, name: string, lines: readonly string[]): readonly TextEdit[] {
  const type = typeOf(parent);
  return type === undefined || lines.length === 0 ? [] : insertChild(text, parent, type, name, lines);
}
