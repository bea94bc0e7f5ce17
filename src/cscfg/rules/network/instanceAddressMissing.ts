import { networkOf } from '../../model/network';
import { findNamed } from '../../service/names';
import { message } from '../../text/message';
import { tagName, valueSpanOf } from '../elementSpans';
import { textFix } from '../fixes';
import { references } from '../references';
import type { Rule } from '../rule';
import { wholeRoot } from './deployment';
import { isMeantByAddress, misplacedRoles, placeRoles } from './placeRoles';
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
    for (const name of misplacedRoles(document, network)) {
      const address = findNamed(network.instanceAddresses, name);
      const role = findNamed(document.model.roles, name);
      if (address !== undefined) {
        const words = message('The InstanceAddress of {0} names no subnet.', name);
        yield { span: tagName(address.element), message: words, name };
      } else if (role?.name !== undefined) {
        const words = message('{0} is in no subnet of the virtual network: it has no InstanceAddress.', name);
        const isMeant = isMeantByAddress(name, document, network);
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
