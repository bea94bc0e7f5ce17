import * as l10n from '@vscode/l10n';
import { element, inAnyOrder, many, optional, required, sources } from '../types';
import { choices, identifier, integer, type ValueType } from '../values';

const remark: ValueType = { kind: 'length', least: 0, most: 256 };

/** An IPv4 address with its prefix length. Accepts it without one, and IPv6, because their meaning is undocumented. */
const subnet: ValueType = {
  kind: 'pattern',
  pattern: /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?![/]|$)|(?=[/]|$))){4}(?:\/(?:[12]?\d|3[0-2]))?$|:/,
  problem: ({ attribute, element, value }) =>
    l10n.t(
      'Attribute "{0}" on <{1}> must be in CIDR notation, such as 203.0.113.0/24, not "{2}".',
      attribute,
      element,
      value,
    ),
};

const rule = element('Rule', l10n.t('Allows or denies access from the addresses of a subnet.'), sources.network, {
  attributes: [
    required(
      'order',
      integer(0, 65_535),
      l10n.t('The order of the rule. The rule with the lowest number is applied first.'),
      { sample: '100' },
    ),
    required(
      'action',
      choices([
        { value: 'permit', doc: l10n.t('Allow access from these addresses only.') },
        { value: 'deny', doc: l10n.t('Deny access from these addresses.') },
      ]),
      l10n.t('Whether access from the addresses is allowed or denied.'),
    ),
    required('remoteSubnet', subnet, l10n.t('The addresses in CIDR notation, such as 203.0.113.0/24.'), {
      sample: '203.0.113.0/24',
    }),
    optional('description', remark, l10n.t('A description of the rule, with at most 256 characters.')),
  ],
});

const accessControl = element('AccessControl', l10n.t('A named list of access rules.'), sources.network, {
  attributes: [
    required('name', identifier, l10n.t('The name that the accessControl attribute of an EndpointAcl refers to.'), {
      sample: 'AccessControlName',
    }),
  ],
  groups: inAnyOrder(many(rule, 'order', { least: 1, most: 50 })),
});

export const accessControls = element('AccessControls', l10n.t('The access rules for endpoints.'), sources.network, {
  groups: inAnyOrder(many(accessControl, 'name')),
});

const endpointAcl = element(
  'EndpointAcl',
  l10n.t('Applies a list of access rules to an endpoint of a role.'),
  sources.network,
  {
    attributes: [
      required('role', identifier, l10n.t('The name of a role in this file.'), {
        refersTo: 'role',
        sample: 'RoleName',
      }),
      required(
        'endPoint',
        identifier,
        l10n.t('The name of an endpoint that the service definition (.csdef) declares for the role.'),
        {
          refersTo: 'roleEndpoint',
          sample: 'EndpointName',
          alsoPrinted: 'endpoint',
        },
      ),
      required('accessControl', identifier, l10n.t('The name of an AccessControl in this file.'), {
        refersTo: 'accessControl',
        sample: 'AccessControlName',
      }),
    ],
  },
);

export const endpointAcls = element(
  'EndpointAcls',
  l10n.t('The endpoints and the access rules that apply to them.'),
  sources.network,
  { groups: inAnyOrder(many(endpointAcl)) },
);
