import { message, type Message } from '../../text/message';
import { element, inAnyOrder, many, maybe, one, required, usually } from '../build';
import { sources } from '../sources';
import { choice, identifier } from '../valueType';

/** Which roles may call which internal endpoints. */

const roleName = (doc: Message) => required('roleName', identifier, doc, { refersTo: 'role', sample: 'RoleName' });

const roleEndpoint = element('RoleEndpoint', message('An internal endpoint of a role.'), sources.traffic, {
  attributes: [
    required('endpointName', identifier, message('The endpoint’s name.'), {
      refersTo: 'roleEndpoint',
      sample: 'EndpointName',
    }),
    roleName(message('The role that has the endpoint.')),
  ],
});

const destinations = element('Destinations', message('The endpoints that the rule is for.'), sources.traffic, {
  groups: inAnyOrder(many(roleEndpoint, undefined, { least: 1 })),
});

const fromRole = element('FromRole', message('A role that may call the endpoints.'), sources.traffic, {
  attributes: [roleName(message('The role’s name.'))],
});

const whenSource = element('WhenSource', message('The roles that may call the endpoints.'), sources.traffic, {
  attributes: [required('matches', choice('AnyRule'), message('Always AnyRule.'))],
  groups: inAnyOrder(many(fromRole)),
});

const onlyAllowTrafficTo = element(
  'OnlyAllowTrafficTo',
  message('Says who may call some internal endpoints; nobody else may.'),
  sources.traffic,
  {
    groups: [
      [one(destinations)],
      [
        maybe(element('AllowAllTraffic', message('Every role may call the endpoints.'), sources.traffic)),
        usually(maybe(whenSource)),
      ],
    ],
    exactlyOneOf: ['AllowAllTraffic', 'WhenSource'],
  },
);

export const networkTrafficRules = element(
  'NetworkTrafficRules',
  message('Which roles may call which internal endpoints.'),
  sources.traffic,
  { groups: inAnyOrder(many(onlyAllowTrafficTo)) },
);
