import type { CscfgDocument } from '../../document';
import { findNamed, isSameName, type WithName } from '../../service/names';
import { attributeOf, firstBelow, walk, type XmlElement } from '../../../xml/tree';
import type { TextEdit } from '../../../text/span';
import { placeRoles } from '../network/networkMissing';
import type { Role } from '../../model/configuration';
import { removal } from './serviceFix';

export function placeAddedRoles(document: CscfgDocument, roles: readonly string[]): readonly TextEdit[] {
  const network = document.model.network;
  const without = roles.filter((role) => {
    const address = findNamed(network?.instanceAddresses ?? [], role)?.element;
    return address === undefined || firstBelow(address.children, 'Subnet') === undefined;
  });
  return network?.site === undefined || without.length === 0 ? [] : placeRoles(document, network, without);
}

/** With its network elements, unless another role has the same name. */
export function removeRole(document: CscfgDocument, role: WithName<Role>): readonly TextEdit[] {
  const { model } = document;
  const name = role.name.value;
  const isOnly = model.roles.every((one) => one === role || !isSameName(one.name?.value ?? '', name));
  const network = model.network;
  const parts = isOnly && network !== undefined ? [...walk([network.element])].filter((one) => isOf(one, name)) : [];
  return [role.element, ...parts].flatMap((element) => removal(document, element));
}

function isOf(element: XmlElement, role: string): boolean {
  const isAcl = element.localName === 'EndpointAcl';
  const isNamed = isAcl || element.localName === 'InstanceAddress' || element.localName === 'NetworkSecurityGroupRef';
  return isNamed && isSameName(attributeOf(element, isAcl ? 'role' : 'roleName')?.value ?? '', role);
}
