import type { CscfgDocument } from '../../document';
import { networkOf, type Network } from '../../model/network';
import { networkConfiguration } from '../../schema/configuration/network';
import { serviceConfiguration } from '../../schema/configuration/serviceConfiguration';
import { insertChild } from '../../schema/edits/insertChild';
import { ElementWriter } from '../../service/declare';
import { message } from '../../text/message';
import type { TextEdit } from '../../text/span';
import { tagName } from '../elementSpans';
import { textFix } from '../fixes';
import { references } from '../references';
import type { Rule } from '../rule';
import { isForEmulators, wholeRoot } from './deployment';
import { misplacedRoles, placeRoles } from './placeRoles';
import { networkLines, siteLines } from './skeleton';

/** A warning: whether a file is deployed as it is, it does not say itself. */
export const networkMissing: Rule = {
  code: 'network-missing',
  severity: 'warning',
  summary: 'The service is in no virtual network',
  remedy: 'Insert one to fill in',
  reference: references.network,
  *check(document, context) {
    const root = wholeRoot(document);
    const network = networkOf(document.model);
    if (root === undefined || network?.site !== undefined || document.model.roles.length === 0) {
      return;
    }
    if (!isForEmulators(document, context)) {
      const lacking = network === undefined ? 'NetworkConfiguration' : 'VirtualNetworkSite';
      yield {
        span: tagName(network?.element ?? root),
        message: message('<{0}> is missing: extended support deploys into a virtual network only.', lacking),
      };
    }
  },
  *fixes(_, document) {
    const network = networkOf(document.model);
    const inserted = network === undefined ? 'NetworkConfiguration' : 'VirtualNetworkSite';
    const edits = network === undefined ? wholeNetwork(document) : completed(document, network);
    yield textFix(message('Insert <{0}>', inserted), edits, { preferred: true });
  },
};

function wholeNetwork({ text, model }: CscfgDocument): readonly TextEdit[] {
  const lines = networkLines(text, model);
  return model.element === undefined
    ? []
    : insertChild(text, model.element, serviceConfiguration, 'NetworkConfiguration', lines);
}

/** The site, and a subnet for every role that is in none. */
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
