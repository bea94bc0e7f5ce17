import { message } from '../../../text/message';
import { element, inAnyOrder, many, optional, required, sources } from '../types';
import { choices, identifier, integer, type ValueType } from '../values';

/** Who may reach an endpoint; the rules, and which endpoints they are for. */

const remark: ValueType = { kind: 'length', least: 0, most: 256 };

/**
 * An IPv4 address with the length of its prefix. What the platform makes of one without, and of IPv6, nobody has
 * published: both are let pass.
 */
const subnet: ValueType = {
  kind: 'pattern',
  pattern: /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?![/]|$)|(?=[/]|$))){4}(?:\/(?:[12]?\d|3[0-2]))?$|:/,
  problem: ({ attribute, element, value }) =>
    message(
      'Attribute "{0}" on <{1}> must be in CIDR notation, such as 203.0.113.0/24, not "{2}".',
      attribute,
      element,
      value,
    ),
};

const rule = element('Rule', message('Lets the addresses of a subnet in, or keeps them out.'), sources.network, {
  attributes: [
    required('order', integer(0, 65_535), message('The rule with the lowest number counts first.'), { sample: '100' }),
    required(
      'action',
      choices([
        { value: 'permit', doc: message('Only these addresses get in.') },
        { value: 'deny', doc: message('These addresses are kept out.') },
      ]),
      message('Whether the addresses get in or are kept out.'),
    ),
    required('remoteSubnet', subnet, message('The addresses, in CIDR notation, such as 203.0.113.0/24.'), {
      sample: '203.0.113.0/24',
    }),
    optional('description', remark, message('What the rule is for; 256 characters at most.')),
  ],
});

const accessControl = element('AccessControl', message('A list of rules with a name.'), sources.network, {
  attributes: [
    required('name', identifier, message('What an EndpointAcl’s accessControl names.'), {
      sample: 'AccessControlName',
    }),
  ],
  groups: inAnyOrder(many(rule, 'order', { least: 1, most: 50 })),
});

export const accessControls = element(
  'AccessControls',
  message('Lists of rules on who may reach an endpoint.'),
  sources.network,
  { groups: inAnyOrder(many(accessControl, 'name')) },
);

const endpointAcl = element(
  'EndpointAcl',
  message('Puts an endpoint of a role under a list of access rules.'),
  sources.network,
  {
    attributes: [
      required('role', identifier, message('The name of a role of this file.'), {
        refersTo: 'role',
        sample: 'RoleName',
      }),
      required('endPoint', identifier, message('An endpoint that the service definition (.csdef) gives the role.'), {
        refersTo: 'roleEndpoint',
        sample: 'EndpointName',
        alsoPrinted: 'endpoint',
      }),
      required('accessControl', identifier, message('The name of an AccessControl of this file.'), {
        refersTo: 'accessControl',
        sample: 'AccessControlName',
      }),
    ],
  },
);

export const endpointAcls = element(
  'EndpointAcls',
  message('Which endpoint is under which list of access rules.'),
  sources.network,
  { groups: inAnyOrder(many(endpointAcl)) },
);
