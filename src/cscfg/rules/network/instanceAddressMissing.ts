import { networkOf } from '../../model/network';
import { byName, nameKey } from '../../service/names';
import { message } from '../../text/message';
import { tagName, valueSpanOf } from '../elementSpans';
import { textFix } from '../fixes';
import { references } from '../references';
import type { Rule } from '../rule';
import { wholeRoot } from './deployment';
import { misplacedRoles, placeRoles, rolesMeantByAddresses } from './placeRoles';
import { likelySubnet } from './skeleton';

/** Speaks only where the service is in a virtual network; where it is in none, that is the one thing to say. */
export const instanceAddressMissing: Rule = {
  code: 'instance-address-missing',
  severity: 'error',
  summary: 'A role is in no subnet of the virtual network',
  remedy: 'Put it into one',
  reference: references.network,
  *check(document) {
    const network = wholeRoot(document) && networkOf(document.model);
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
        const words = message('The InstanceAddress of {0} names no subnet.', name);
        yield { span: tagName(address.element), message: words, name };
      } else if (role?.name !== undefined) {
        const words = message('{0} is in no subnet of the virtual network: it has no InstanceAddress.', name);
        const isMeant = meant?.has(name) === true;
        yield {
          ...{ span: valueSpanOf(role.name), message: words, name },
          ...(isMeant ? { unless: 'reference-unresolved' } : {}),
        };
      }
    }
  },
  *fixes({ name }, document) {
    const network = networkOf(document.model);
    if (network !== undefined && name !== undefined) {
      const title = message('Put it into the subnet {0}', likelySubnet(document.model));
      yield textFix(title, placeRoles(document, network, [name]), { preferred: true });
    }
  },
};
