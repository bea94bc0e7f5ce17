import * as l10n from '@vscode/l10n';
import { isToken } from '../../../certificate/placeholder';
import { NearNames, resembling } from '../../../text/misspelling';
import type { TextEdit } from '../../../text/span';
import { tagName, valueSpanOf } from '../../../xml/edit';
import { firstBelow, type XmlElement } from '../../../xml/tree';
import type { CscfgDocument } from '../../document';
import { type Network } from '../../model/network';
import { networkConfiguration } from '../../schema/configuration/network';
import { serviceConfiguration } from '../../schema/configuration/serviceConfiguration';
import { insertChild } from '../../schema/fixes';
import { typeOf } from '../../schema/typeOf';
import { ElementWriter } from '../../elementWriter';
import { byName, nameKey, plainlyNamed } from '../../service/names';
import { textFix } from '../fixes';
import { references, type Rule } from '../rule';
import { isForEmulators, wholeRoot } from './deployment';
import {
  addressLines,
  assignmentsLines,
  likelySubnet,
  networkLines,
  siteLines,
  subnetLines,
  subnetsLines,
} from './skeleton';

/** The roles without a subnet. Empty if a pipeline sets the name of an address, which can be that of any role. */
export function misplacedRoles({ model }: CscfgDocument, { instanceAddresses }: Network): readonly string[] {
  if (instanceAddresses.some(({ name }) => isToken(name?.value ?? ''))) {
    return [];
  }
  const addresses = byName(instanceAddresses);
  return plainlyNamed(model.roles)
    .map(({ name }) => name.value)
    .filter((role) => {
      const address = addresses.get(nameKey(role))?.element;
      return address === undefined || firstBelow(address.children, 'Subnet') === undefined;
    });
}

export function rolesMeantByAddresses(
  { model }: CscfgDocument,
  { instanceAddresses }: Network,
): ReadonlySet<string | undefined> {
  const roles = plainlyNamed(model.roles).map(({ name }) => name.value);
  const [known, near] = [new Set(roles.map(nameKey)), new NearNames(roles, (role) => role)];
  const unmatched = plainlyNamed(instanceAddresses).filter(({ name }) => !known.has(nameKey(name.value)));
  return new Set(unmatched.map(({ name }) => resembling(name.value, near.near(name.value))));
}

/** With an `InstanceAddress` for each. `before`: lines before new `AddressAssignments`. */
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

/** Only a warning, because the file does not say whether it is deployed unchanged. */
export const networkMissing: Rule = {
  code: 'network-missing',
  severity: 'warning',
  summary: 'The service is not in a virtual network',
  remedy: 'Insert a template to fill in',
  reference: references.network,
  *check(document, context) {
    const root = wholeRoot(document);
    const network = document.model.network;
    if (root === undefined || network?.site !== undefined || document.model.roles.length === 0) {
      return;
    }
    if (!isForEmulators(document, context)) {
      const lacking = network === undefined ? 'NetworkConfiguration' : 'VirtualNetworkSite';
      yield {
        span: tagName(network?.element ?? root),
        message: l10n.t(
          'Element <{0}> is missing. Cloud Services (extended support) requires a virtual network.',
          lacking,
        ),
      };
    }
  },
  *fixes(_, document) {
    const network = document.model.network;
    const inserted = network === undefined ? 'NetworkConfiguration' : 'VirtualNetworkSite';
    const edits = network === undefined ? wholeNetwork(document) : completed(document, network);
    yield textFix(l10n.t('Insert <{0}>', inserted), edits, { preferred: true });
  },
};

function wholeNetwork({ text, model }: CscfgDocument): readonly TextEdit[] {
  const lines = networkLines(text, model);
  return model.element === undefined
    ? []
    : insertChild(text, model.element, serviceConfiguration, 'NetworkConfiguration', lines);
}

function completed(document: CscfgDocument, network: Network): readonly TextEdit[] {
  const site = siteLines(new ElementWriter(document.text, network.element));
  const roles = misplacedRoles(document, network);
  return network.addressAssignments === undefined && roles.length > 0
    ? placeRoles(document, network, roles, site)
    : [
        ...insertChild(document.text, network.element, networkConfiguration, 'VirtualNetworkSite', site),
        ...placeRoles(document, network, roles),
      ];
}

/** Only if the service is in a virtual network; otherwise `network-missing` reports it. */
export const instanceAddressMissing: Rule = {
  code: 'instance-address-missing',
  severity: 'error',
  summary: 'A role is not in a subnet of the virtual network',
  remedy: 'Add it to a subnet',
  reference: references.network,
  *check(document) {
    const network = wholeRoot(document) && document.model.network;
    if (network?.site === undefined) {
      return;
    }
    const [addresses, roles] = [byName(network.instanceAddresses), byName(document.model.roles)];
    const misplaced = misplacedRoles(document, network);
    const meant = misplaced.length === 0 ? undefined : rolesMeantByAddresses(document, network);
    for (const name of misplaced) {
      const address = addresses.get(nameKey(name));
      const role = roles.get(nameKey(name));
      if (address !== undefined) {
        const words = l10n.t('<InstanceAddress> of role "{0}" has no subnet. Add one.', name);
        yield { span: tagName(address.element), message: words, name };
      } else if (role?.name !== undefined) {
        const words = l10n.t(
          'Role "{0}" is not in a subnet of the virtual network. Add an <InstanceAddress> for it.',
          name,
        );
        const isMeant = meant?.has(name) === true;
        yield {
          ...{ span: valueSpanOf(role.name), message: words, name },
          ...(isMeant ? { unless: 'reference-unresolved' } : {}),
        };
      }
    }
  },
  *fixes({ name }, document) {
    const network = document.model.network;
    if (network !== undefined && name !== undefined) {
      const title = l10n.t('Add to subnet {0}', likelySubnet(document.model));
      yield textFix(title, placeRoles(document, network, [name]), { preferred: true });
    }
  },
};
