import { message } from '../../../text/message';
import { element, inAnyOrder, inOrder, many, one, optional, required, sources } from '../types';
import { boolean, choice, identifier, port, portOrAny, positive } from '../values';

/** The ports that a role listens at. */

const endpointName = required('name', identifier, message('The endpoint’s name, which no other one has.'), {
  sample: 'EndpointName',
});

const idleTimeout = optional(
  'idleTimeoutInMinutes',
  positive,
  message('Minutes after which an idle TCP connection is closed.'),
  { sample: '4' },
);

const inputEndpoint = element('InputEndpoint', message('A port that the service is reached at.'), sources.webRole, {
  attributes: [
    endpointName,
    required('protocol', choice('http', 'https', 'tcp', 'udp'), message('https needs a certificate.')),
    required('port', port, message('The public port, from 1 to 65535.'), { sample: '80' }),
    optional('certificate', identifier, message('For https: the name of a Certificate of the role.'), {
      refersTo: 'certificate',
      sample: 'CertificateName',
    }),
    optional('localPort', portOrAny, message('The port on the machine, where it is another one; * leaves it open.'), {
      fallback: '*',
    }),
    optional(
      'ignoreRoleInstanceStatus',
      boolean,
      message('Whether the load balancer sends traffic to instances that are not ready, too.'),
      { fallback: 'false' },
    ),
    optional('loadBalancerProbe', identifier, message('The name of a LoadBalancerProbe.'), {
      refersTo: 'probe',
      sample: 'ProbeName',
    }),
    optional('loadBalancer', identifier, message('The name of an internal LoadBalancer of the configurations.'), {
      refersTo: 'loadBalancer',
      sample: 'LoadBalancerName',
    }),
    idleTimeout,
    optional(
      'loadBalancerDistribution',
      choice('none', 'sourceIP', 'sourceIPProtocol'),
      message('Whether requests of one address go to the same instance.'),
    ),
  ],
});

const range = element('FixedPortRange', message('A range of ports.'), sources.webRole, {
  attributes: [
    required('min', port, message('The first port, from 1 to 65535.'), { sample: '10000' }),
    required('max', port, message('The last port, from 1 to 65535.'), { sample: '10010' }),
  ],
});

const fixedPort = element('FixedPort', message('One port.'), sources.webRole, {
  attributes: [required('port', port, message('The port, from 1 to 65535.'), { sample: '10000' })],
});

/** Also, from before there were `Endpoints`, directly in a web role. */
export const internalEndpoint = element(
  'InternalEndpoint',
  message('A port that only the service’s own instances reach.'),
  sources.webRole,
  {
    attributes: [
      endpointName,
      required('protocol', choice('http', 'tcp', 'udp', 'any'), message('any allows every protocol and port.')),
      optional('port', portOrAny, message('The port, where it is to be a certain one.'), { sample: '8080' }),
    ],
    groups: inAnyOrder(many(fixedPort), many(range)),
  },
);

const allocatePublicPortFrom = element(
  'AllocatePublicPortFrom',
  message('The public ports that the instances get theirs from.'),
  sources.webRole,
  { groups: inOrder(one(range)) },
);

const instanceInputEndpoint = element(
  'InstanceInputEndpoint',
  message('A public port for each instance, at which just that one is reached.'),
  sources.webRole,
  {
    attributes: [
      endpointName,
      required('localPort', port, message('The port that every instance listens at.'), { sample: '8080' }),
      required('protocol', choice('tcp', 'udp'), message('tcp for http and https, too.')),
      idleTimeout,
    ],
    groups: inOrder(one(allocatePublicPortFrom)),
  },
);

export const endpoints = element(
  'Endpoints',
  message('The ports that the role listens at, for the world and for the service’s other roles.'),
  sources.webRole,
  {
    groups: inAnyOrder(
      many(inputEndpoint, 'name'),
      many(internalEndpoint, 'name'),
      many(instanceInputEndpoint, 'name'),
    ),
  },
);

export const inputEndpoints = element(
  'InputEndpoints',
  message('The endpoints of a web role from before there were Endpoints.'),
  sources.sdkDefinition,
  { groups: inAnyOrder(many(inputEndpoint, 'name')) },
);
